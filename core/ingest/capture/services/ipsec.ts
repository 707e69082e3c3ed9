import { hasPort } from './service.ts'
import type { Content, DatagramService } from './service.ts'

const isakmpHeader = 28
/** IKEv1 (RFC 2409: 1 to 5, 32, 33) and IKEv2 (RFC 7296: 34 to 37, 38, 43, 44) exchanges. */
const exchanges = new Set([1, 2, 3, 4, 5, 6, 32, 33, 34, 35, 36, 37, 38, 43, 44])

/** IKE on its own port, IKE and ESP in UDP on port 4500 (RFC 3948). */
export const ipsec: DatagramService = {
  protocol: 'ipsec',
  recognise: (content) => {
    const { bytes, at, end } = content
    if (hasPort(content, 4500)) {
      if (end - at < 16) return false
      return bytes.readUInt32BE(at) === 0 ? isIke(bytes, at + 4, end) : isEsp(content)
    }
    return isIke(bytes, at, end)
  },
}

function isIke(bytes: Buffer, at: number, end: number): boolean {
  if (end - at < isakmpHeader) return false
  const version = bytes[at + 17] ?? 0
  const length = bytes.readUInt32BE(at + 24)
  const isVersion = version === 0x10 || version === 0x20
  return (
    isVersion &&
    exchanges.has(bytes[at + 18] ?? 0) &&
    bytes.readUInt32BE(at) !== 0 &&
    length >= isakmpHeader &&
    length <= end - at
  )
}

/** Sequence numbers are only taken for such where they are low or the same association was seen before. */
function isEsp({ bytes, at, sender }: Content): boolean {
  const association = `ipsec ${bytes.toString('latin1', at, at + 4)}`
  const known = sender.hint === association
  sender.hint = association
  return known || bytes.readUInt32BE(at + 4) < 2 ** 16
}
