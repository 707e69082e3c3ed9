import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import { isAddress } from '../address.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { setPerson } from '../set-person.ts'
import { openEnvelope } from '../syslog.ts'
import { readIsoTime } from '../timestamps.ts'

/**
 * RSA Authentication Manager 8, its audit logs by syslog and as files (`imsRuntimeAudit.log`, `imsAdminAudit.log`): values between
 * commas, behind the name of the class that wrote them, which the files leave out.
 */
export const rsaSecurid: Decoder = {
  name: 'rsa-securid',
  title: 'RSA SecurID Authentication Manager (syslog, audit logs)',
  sniff: (line) =>
    line.charCodeAt(0) !== 123 && (line.includes(mark) || ownFile.test(line.slice(0, 120))) ? 0.97 : 0,
  open,
}

const mark = '.com.rsa.'
const ownFile = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}, [\da-f]{32},[\da-f]{32},/
/** After the event's name (RSA's "Real-time Event Log"): code, result, reason, session, and who it was. */
const places = { result: 2, reason: 3, user: 8, agentIp: 13, agent: 14 }

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    const own = ownFile.exec(line.slice(0, 120))
    const at = own ? own[0].length : line.indexOf(mark)
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
  const place = (offset: number): string => (at < 0 ? '' : (cells[at + offset] ?? ''))
  const result = place(places.result).toUpperCase()
  const isLogout = name.includes('LOGOUT')
  const isLogin = !isLogout && (name.includes('LOGIN') || name === 'AUTH_PRINCIPAL')
  const event: Event = {
    '@timestamp': time,
    message: cells.slice(Math.max(0, at)).join(', '),
    'event.action': name.toLowerCase(),
    'event.category': isLogin || isLogout ? ['authentication'] : ['iam'],
    'event.kind': 'event',
    'event.type': [isLogout ? 'end' : 'info'],
    'observer.product': 'Authentication Manager',
    'observer.vendor': 'RSA',
  }
  const isKnown = /^(?:SUCCESS|FAIL|FAILURE|WARN)$/.test(result)
  if (isKnown) event['event.outcome'] = result === 'SUCCESS' ? 'success' : 'failure'
  // The address of the client and that of the server stand before the name; the former may be missing.
  const client = place(-2)
  if (isAddress(client)) event['source.ip'] = event['client.ip'] = client
  const reason = place(places.reason)
  if (event['event.outcome'] === 'failure' && reason !== '') event['event.reason'] = reason
  // What administrators do names the object before the person.
  setPerson(event, [place(places.user), place(places.user + 1)].find(isName))
  if (!isLogin || !isKnown) return event
  // A sign-in to the console has no agent.
  const hasAgent = isAddress(place(places.agentIp)) || place(places.agent) !== ''
  if (!hasAgent) return event
  event['vpn.auth_method'] = cells.slice(at).find(isMethod) ?? 'SecurID'
  if (event['user.name'] === undefined) return event
  event['vpn.step'] = 'challenge'
  event['vpn.mfa.result'] = event['event.outcome'] === 'success' ? 'success' : 'failure'
  return event
}

function isMethod(cell: string): boolean {
  return /^(?:SecurID|OnDemand|RSA_Password|LDAP_Password|Fixed_Passcode|Authenticate)/.test(cell)
}

/** The first value that is a name: not empty, no identifier, no address. */
function isName(cell: string): boolean {
  if (cell === '' || cell === 'null' || cell === 'N/A' || isAddress(cell) || cell.length > 128) return false
  return !/^[\da-f-]{20,}/i.test(cell) && !/^\d+$/.test(cell) && /^[\w.@\\-]+$/.test(cell)
}
