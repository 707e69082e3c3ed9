import { hasPort } from './service.ts'
import type { Content, DatagramService, StreamService } from './service.ts'

/*
 * OpenVPN's wire format: opcode in the upper five bits of the first byte, key id in the lower three, then the
 * session id of the sender (https://openvpn.net/community-docs/openvpn-protocol.html).
 */
const clientReset = new Set([1, 7, 10])
const serverReset = new Set([2, 8])
const control = new Set([1, 2, 4, 5, 7, 8, 10])

/** A reset without and with an acknowledgement, and what HMAC (MD5, SHA-1, SHA-256, SHA-512) or tls-crypt add. */
const resetLengths = new Set(
  [14, 26].flatMap((bare) => [0, 24, 28, 40, 72].map((wrapping) => bare + wrapping)),
)
/** A wrapped client key follows the reset of tls-crypt-v2. */
const resetWithKey = { opcode: 10, least: 54, most: 1200 }

/** Datagrams of one side with the same session id that leave no doubt. */
const enough = 3

export const openvpn: DatagramService = {
  protocol: 'openvpn',
  recognise: (content) => {
    const { bytes, at, end, sender } = content
    const session = sessionOf(bytes, at, end)
    if (session === undefined) return false
    const opcode = (bytes[at] ?? 0) >> 3
    const known = sender.hint === session
    sender.hints = known ? sender.hints + 1 : 1
    sender.hint = session
    if (sender.hints >= enough) return true
    if (!isReset(opcode, end - at)) return false
    // The resets of both sides, or one where OpenVPN lives.
    return hasPort(content, 1194) || (serverReset.has(opcode) && sender.peer.hint.startsWith('openvpn'))
  },
}

/** Over TCP each packet stands behind its length. */
export const openvpnStream: StreamService = {
  protocol: 'openvpn',
  recognise: ({ bytes, at, end }: Content) => {
    if (end - at < 3) return undefined
    const length = bytes.readUInt16BE(at)
    if (!isReset((bytes[at + 2] ?? 0) >> 3, length) || ((bytes[at + 2] ?? 0) & 7) !== 0) return false
    return end - at < 11 ? undefined : sessionOf(bytes, at + 2, end) !== undefined
  },
}

function isReset(opcode: number, length: number): boolean {
  if (opcode === resetWithKey.opcode) return length >= resetWithKey.least && length <= resetWithKey.most
  return (clientReset.has(opcode) || serverReset.has(opcode)) && resetLengths.has(length)
}

/** Of a control packet; undefined where it is none. */
function sessionOf(bytes: Buffer, at: number, end: number): string | undefined {
  if (end - at < 14 || !control.has((bytes[at] ?? 0) >> 3)) return undefined
  const id = bytes.toString('latin1', at + 1, at + 9)
  return id.startsWith('\0\0\0\0') ? undefined : `openvpn ${id}`
}
