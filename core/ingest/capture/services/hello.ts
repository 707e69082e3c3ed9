import { cipherNames } from './cipher-suites.data.ts'
import type { Event } from '../../../event/event.ts'

const clientHello = 1
const serverHello = 2

const versions = new Map([
  [0x0300, 'SSL 3.0'],
  [0x0301, '1.0'],
  [0x0302, '1.1'],
  [0x0303, '1.2'],
  [0x0304, '1.3'],
  [0xfeff, '1.0'],
  [0xfefd, '1.2'],
  [0xfefc, '1.3'],
  [0x0100, '1.0'],
])

/** Reads the body of a TLS or DTLS ClientHello or ServerHello (RFC 8446, 4.1; RFC 9147, 5.3) from `at`, after its header. */
export function readHello(
  bytes: Buffer,
  at: number,
  end: number,
  type: number,
  isDatagram: boolean,
  fields: Event,
): void {
  if (end - at < 38) return
  let next = at + 34
  next += 1 + (bytes[next] ?? 0)
  if (type === clientHello) {
    if (isDatagram) next += 1 + (bytes[next] ?? 0)
    next += 2 + u16(bytes, next)
    next += 1 + (bytes[next] ?? 0)
  } else {
    const cipher = u16(bytes, next)
    fields['tls.cipher'] = cipherNames.get(cipher) ?? `0x${cipher.toString(16).padStart(4, '0')}`
    setVersion(fields, u16(bytes, at))
    next += 3
  }
  const last = Math.min(end, next + 2 + u16(bytes, next))
  for (next += 2; next + 4 <= last;) {
    const kind = u16(bytes, next)
    const length = u16(bytes, next + 2)
    const value = next + 4
    if (value + length > last) return
    if (kind === 0 && type === clientHello) setServerName(bytes, value, value + length, fields)
    if (kind === 43 && type === serverHello) setVersion(fields, u16(bytes, value))
    next = value + length
  }
}

function setVersion(fields: Event, version: number): void {
  const name = versions.get(version)
  if (name !== undefined) fields['tls.version'] = name
}

/** RFC 6066: a list whose first entry is a host name. */
function setServerName(bytes: Buffer, at: number, end: number, fields: Event): void {
  if (end - at < 5 || bytes[at + 2] !== 0) return
  const length = u16(bytes, at + 3)
  const name = bytes.toString('latin1', at + 5, Math.min(end, at + 5 + length))
  if (!isHostName(name)) return
  fields['tls.client.server_name'] = name
  fields['destination.domain'] = name
}

function isHostName(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i)
    if (code <= 32 || code >= 127) return false
  }
  return name.length > 0 && name.length < 256
}

function u16(bytes: Buffer, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
}
