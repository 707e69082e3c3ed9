import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import { isAddress } from '../address.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { setPerson } from '../set-person.ts'
import { openEnvelope } from '../syslog.ts'
import { readIsoTime } from '../timestamps.ts'

/** RSA Authentication Manager 8, runtime audit log by syslog: values with commas, the event's name among them. */
export const rsaSecurid: Decoder = {
  name: 'rsa-securid',
  title: 'RSA SecurID Authentication Manager (syslog)',
  sniff: (line) => (line.charCodeAt(0) !== 123 && line.includes(mark) ? 0.97 : 0),
  open,
}

const mark = 'com.rsa.ims.'
const authentications = new Set(['AUTHN_LOGIN_EVENT', 'AUTHN_LOGIN', 'AUTH_PRINCIPAL', 'AUTH_AGENT_LOGIN'])

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    const at = line.indexOf(mark)
    if (at < 0) return new Reject('no record of RSA Authentication Manager')
    const time = timeOf(line, at, context)
    if (Number.isNaN(time)) return new Reject('no time in the line')
    return decode(
      line
        .slice(at)
        .split(',', 80)
        .map((cell) => cell.trim()),
      time,
    )
  }
}

/** Its own time (`2026-01-02 03:04:05,123`) stands before the mark, behind the header of syslog. */
function timeOf(line: string, at: number, context: DecodeContext): number {
  const head = line.slice(0, at)
  const own = /\d{4}-\d\d-\d\d \d\d:/.exec(head)
  if (own === null) return openEnvelope(line, context).time
  return readIsoTime(head.slice(own.index).replace(',', '.'), 0, context.zoneOffset)
}

function decode(cells: readonly string[], time: number): Event {
  const at = cells.findIndex((cell) => cell.includes('_') && /^[A-Z_]{5,60}$/.test(cell))
  const name = cells[at] ?? ''
  const result =
    cells.slice(at + 1, at + 5).find((cell) => /^(?:SUCCESS|FAIL|FAILURE|WARN)$/i.test(cell)) ?? ''
  const event: Event = {
    '@timestamp': time,
    message: cells.slice(Math.max(0, at)).join(', '),
    'event.action': name.toLowerCase(),
    'event.category': authentications.has(name) ? ['authentication'] : ['iam'],
    'event.kind': 'event',
    'event.type': ['info'],
    'observer.product': 'Authentication Manager',
    'observer.vendor': 'RSA',
  }
  if (result !== '') event['event.outcome'] = result.toUpperCase() === 'SUCCESS' ? 'success' : 'failure'
  const client = cells.slice(0, Math.max(0, at)).find((cell) => isAddress(cell))
  if (client !== undefined) event['source.ip'] = event['client.ip'] = client
  const place = cells.indexOf(result, at + 1)
  const reason = cells[place + 1] ?? ''
  if (event['event.outcome'] === 'failure' && reason !== '') event['event.reason'] = reason
  setPerson(event, cells.slice(place + 2).find(isName))
  if (!authentications.has(name) || result === '') return event
  event['vpn.auth_method'] = 'SecurID'
  if (event['user.name'] === undefined) return event
  event['vpn.step'] = 'challenge'
  event['vpn.mfa.result'] = result.toUpperCase() === 'SUCCESS' ? 'success' : 'failure'
  return event
}

/** The first value that is a name: not empty, no identifier, no address. */
function isName(cell: string): boolean {
  if (cell === '' || cell === 'null' || cell === 'N/A' || isAddress(cell) || cell.length > 128) return false
  return !/^[\da-f-]{20,}/i.test(cell) && !/^\d+$/.test(cell) && /^[\w.@\\-]+$/.test(cell)
}
