import type { Content, DatagramService } from './service.ts'

/** Message type and its length (WireGuard whitepaper, 5.4); three zero bytes follow the type. */
const initiation = { type: 1, length: 148 }
const response = { type: 2, length: 92 }
const cookie = { type: 3, length: 64 }
/** Header, and the tag of an empty packet. */
const data = { type: 4, least: 32 }

/** Data messages to the same receiver that leave no doubt. */
const enough = 3

export const wireguard: DatagramService = {
  protocol: 'wireguard',
  recognise: ({ bytes, at, end, sender }: Content) => {
    const length = end - at
    if (length < data.least || bytes[at + 1] !== 0 || bytes[at + 2] !== 0 || bytes[at + 3] !== 0) return false
    switch (bytes[at]) {
      case initiation.type:
        return length === initiation.length
      case response.type:
        return length === response.length
      case cookie.type:
        return length === cookie.length && sender.peer.hint.startsWith('wireguard')
      case data.type: {
        // Payloads are padded to 16 bytes.
        if (length % 16 !== 0) return false
        const receiver = `wireguard ${bytes.toString('latin1', at + 4, at + 8)}`
        sender.hints = sender.hint === receiver ? sender.hints + 1 : 1
        sender.hint = receiver
        return sender.hints >= enough
      }
      default:
        return false
    }
  },
}

/** Tailscale's discovery messages, which share the port of its WireGuard. */
export const tailscale: DatagramService = {
  protocol: 'tailscale',
  recognise: ({ bytes, at, end }) =>
    end - at > 62 && bytes.readUInt32BE(at) === 0x5453f09f && bytes.readUInt16BE(at + 4) === 0x92ac,
}
