import type { Event, Reject } from '../../event/event.ts'
import { detectFormat } from '../detect-format.ts'
import { decoders } from './index.ts'

export const context = { zoneOffset: 0, year: 2026 }
const time = Date.UTC(2026, 0, 2, 3, 4, 5)
export const provider = 'Microsoft-Windows-Security-Auditing'

/** What the format makes of the lines, detected as in an import. */
export function read(lines: readonly string[]): { name: string | undefined; records: (Event | Reject)[] } {
  const detected = detectFormat(lines, decoders)
  const decode = detected?.decoder.open(context)
  const records = lines.map((line) => decode?.(line)).filter((record) => record !== undefined)
  return { name: detected?.decoder.name, records }
}

/** What a failed sign-in (4625) says. */
export const refused = {
  TargetUserName: 'alice',
  TargetDomainName: 'CORP',
  Status: '0xc000006d',
  SubStatus: '0xc000006a',
  LogonType: 3,
  IpAddress: '192.0.2.7',
  IpPort: '51000',
}
/** What is read of it, however it is written. */
export const expected = {
  '@timestamp': time,
  'event.code': '4625',
  'event.action': 'logon-failed',
  'event.outcome': 'failure',
  'event.reason': 'wrong password',
  'vpn.step': 'attempt',
  'user.name': 'alice',
  'user.domain': 'CORP',
  'source.ip': '192.0.2.7',
  'source.port': 51000,
  'host.name': 'DC1.corp.example',
}
