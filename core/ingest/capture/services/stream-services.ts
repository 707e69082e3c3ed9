import { readDns, setDns } from './dns-message.ts'
import { ftp } from './ftp.ts'
import { http } from './http.ts'
import { openvpnStream } from './openvpn.ts'
import { anyOf, hasPort, startsWith } from './service.ts'
import { tls } from './tls.ts'
import type { Recognition, StreamService } from './service.ts'

const ssh: StreamService = { protocol: 'ssh', recognise: (content) => startsWith(content, 'SSH-') }

const smtp: StreamService = {
  protocol: 'smtp',
  recognise: (content) => {
    const { bytes, at, end } = content
    const greeting = startsWith(content, '220')
    const hello = anyOf(['EHLO ', 'HELO ', 'ehlo ', 'helo '].map((word) => startsWith(content, word)))
    if (greeting !== true) return anyOf([greeting, hello])
    return bytes
      .toString('latin1', at, Math.min(end, at + 512))
      .toUpperCase()
      .includes('SMTP')
  },
}

const pop3: StreamService = { protocol: 'pop3', recognise: (content) => startsWith(content, '+OK') }

const imap: StreamService = { protocol: 'imap', recognise: (content) => startsWith(content, '* OK') }

/** NetBIOS session header, then the protocol id of SMB 1, 2 or 3. */
const smb: StreamService = {
  protocol: 'smb',
  recognise: ({ bytes, at, end }): Recognition => {
    if (bytes[at] !== 0) return false
    if (end - at < 8) return undefined
    const first = bytes[at + 4] ?? 0
    return first >= 0xfc && bytes.toString('latin1', at + 5, at + 8) === 'SMB'
  },
}

/** TPKT (RFC 1006) with an X.224 connection request or confirm, as RDP begins. */
const rdp: StreamService = {
  protocol: 'rdp',
  recognise: ({ bytes, at, end }): Recognition => {
    if (bytes[at] !== 3) return false
    if (end - at < 6) return undefined
    const type = bytes[at + 5]
    return bytes[at + 1] === 0 && bytes.readUInt16BE(at + 2) >= 11 && (type === 0xe0 || type === 0xd0)
  },
}

/** A start-up message of version 3, or the request for TLS. */
const postgresql: StreamService = {
  protocol: 'postgresql',
  recognise: ({ bytes, at, end }): Recognition => {
    if (bytes[at] !== 0) return false
    if (end - at < 8) return undefined
    const code = bytes.readUInt32BE(at + 4)
    return bytes.readUInt32BE(at) < 10_000 && (code === 0x30000 || code === 0x04d2162f)
  },
}

/** RFC 4511: a sequence of a message id and an operation. */
const ldap: StreamService = {
  protocol: 'ldap',
  recognise: ({ bytes, at, end }): Recognition => {
    if (bytes[at] !== 0x30) return false
    if (end - at < 12) return undefined
    const long = (bytes[at + 1] ?? 0) & 0x80 ? (bytes[at + 1] ?? 0) & 0x7f : 0
    const id = at + 2 + long
    const operation = bytes[id + 2 + (bytes[id + 1] ?? 0)] ?? 0
    return long <= 4 && bytes[id] === 2 && (bytes[id + 1] ?? 9) <= 4 && (operation & 0xc0) === 0x40
  },
}

/** RFC 1035, 4.2.2: messages behind their length. */
const dns: StreamService = {
  protocol: 'dns',
  recognise: (content): Recognition => {
    const { bytes, at, end } = content
    if (!hasPort(content, 53)) return false
    if (end - at < 19) return undefined
    return readDns(bytes, at + 2, end) !== undefined
  },
  read: ({ bytes, at, end }, fields) => {
    const message =
      end - at > 2 ? readDns(bytes, at + 2, Math.min(end, at + 2 + bytes.readUInt16BE(at))) : undefined
    if (message !== undefined && (message.isResponse || fields['dns.id'] === undefined))
      setDns(fields, message)
    return false
  },
}

export const streamServices: readonly StreamService[] = [
  tls,
  http,
  ssh,
  openvpnStream,
  ftp,
  smtp,
  pop3,
  imap,
  smb,
  rdp,
  postgresql,
  ldap,
  dns,
]
