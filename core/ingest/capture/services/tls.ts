import { readHello } from './hello.ts'
import type { DatagramService, StreamService } from './service.ts'

const handshake = 22
const recordHeader = 5

/** TLS and SSL 3 by its handshake records. */
export const tls: StreamService = {
  protocol: 'tls',
  recognise: ({ bytes, at, end }) => {
    if (bytes[at] !== handshake) return false
    if (end - at < recordHeader + 1) return undefined
    const type = bytes[at + 5] ?? 0
    return bytes[at + 1] === 3 && (bytes[at + 2] ?? 9) <= 4 && (type === 1 || type === 2)
  },
  read: ({ bytes, at, end }, fields) => {
    if (bytes[at] !== handshake) return false
    if (end - at < recordHeader + 4) return true
    const whole = at + recordHeader + bytes.readUInt16BE(at + 3)
    if (whole > end) return true
    const type = bytes[at + 5] ?? 0
    const body = at + recordHeader + 4
    const length = bytes.readUIntBE(at + recordHeader + 1, 3)
    if (type === 1 || type === 2) readHello(bytes, body, Math.min(whole, body + length), type, false, fields)
    return false
  },
}

const dtlsHeader = 13
const dtlsHandshakeHeader = 12
/** DTLS 1.0, 1.2, and the one of before the standard that Cisco's client speaks. */
const dtlsVersions = new Set([0xfeff, 0xfefd, 0x0100])

export const dtls: DatagramService = {
  protocol: 'dtls',
  recognise: ({ bytes, at, end }) => {
    if (end - at < dtlsHeader + dtlsHandshakeHeader || bytes[at] !== handshake) return false
    const length = bytes.readUInt16BE(at + 11)
    const type = bytes[at + dtlsHeader] ?? 0
    return (
      dtlsVersions.has(bytes.readUInt16BE(at + 1)) && at + dtlsHeader + length <= end && type <= 3 && type > 0
    )
  },
  read: ({ bytes, at, end }, fields) => {
    if (end - at < dtlsHeader + dtlsHandshakeHeader || bytes[at] !== handshake) return
    const type = bytes[at + dtlsHeader] ?? 0
    const body = at + dtlsHeader + dtlsHandshakeHeader
    if (type === 1 || type === 2) readHello(bytes, body, end, type, true, fields)
  },
}
