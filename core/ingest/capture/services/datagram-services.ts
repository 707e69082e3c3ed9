import { ipsec } from './ipsec.ts'
import { openvpn } from './openvpn.ts'
import { hasPort, startsWith } from './service.ts'
import { dtls } from './tls.ts'
import { tailscale, wireguard } from './wireguard.ts'
import type { DatagramService } from './service.ts'

/** RFC 9000, 17.2: a long header with a version of QUIC. */
const quic: DatagramService = {
  protocol: 'quic',
  recognise: ({ bytes, at, end }) => {
    if (end - at < 20 || ((bytes[at] ?? 0) & 0xc0) !== 0xc0) return false
    const version = bytes.readUInt32BE(at + 1)
    const isKnown = version === 1 || version === 0x6b3343cf || version >>> 8 === 0xff0000
    return isKnown && (bytes[at + 5] ?? 255) <= 20
  },
}

/** RFC 8489, 5. */
const stun: DatagramService = {
  protocol: 'stun',
  recognise: ({ bytes, at, end }) =>
    end - at >= 20 &&
    (bytes[at] ?? 255) < 64 &&
    bytes.readUInt32BE(at + 4) === 0x2112a442 &&
    bytes.readUInt16BE(at + 2) === end - at - 20,
}

/** RFC 2131: the magic cookie before the options. */
const dhcp: DatagramService = {
  protocol: 'dhcp',
  recognise: ({ bytes, at, end }) => end - at >= 240 && bytes.readUInt32BE(at + 236) === 0x63825363,
}

/** RFC 5905: versions 1 to 4, modes 1 to 7. */
const ntp: DatagramService = {
  protocol: 'ntp',
  recognise: (content) => {
    const { bytes, at, end } = content
    const first = bytes[at] ?? 0
    const version = (first >> 3) & 7
    return end - at >= 12 && hasPort(content, 123) && version >= 1 && version <= 4 && (first & 7) !== 0
  },
}

/** RFC 2865, 3: code, and a length that fills the datagram. */
const radius: DatagramService = {
  protocol: 'radius',
  recognise: (content) => {
    const { bytes, at, end } = content
    const code = bytes[at] ?? 0
    const isPort = [1812, 1813, 1645, 1646].some((port) => hasPort(content, port))
    return isPort && end - at >= 20 && bytes.readUInt16BE(at + 2) === end - at && code >= 1 && code <= 45
  },
}

/** RFC 3261: a request or status line. */
const sip: DatagramService = {
  protocol: 'sip',
  recognise: (content) =>
    ['SIP/2.0 ', 'REGISTER sip', 'INVITE sip', 'OPTIONS sip'].some(
      (prefix) => startsWith(content, prefix) === true,
    ),
}

/** DNS is not among them: it is read message by message. */
export const datagramServices: readonly DatagramService[] = [
  wireguard,
  tailscale,
  openvpn,
  ipsec,
  dtls,
  quic,
  stun,
  dhcp,
  ntp,
  radius,
  sip,
]
