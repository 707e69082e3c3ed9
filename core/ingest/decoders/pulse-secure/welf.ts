import type { Event } from '../../../event/event.ts'
import { Reject } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import type { DecodeContext } from '../../decoder.ts'
import { toCount } from '../../field-map.ts'
import { readKeyValues } from '../../key-values.ts'
import { setPerson } from '../../set-person.ts'
import { openEnvelope } from '../../syslog.ts'
import { readIsoTime } from '../../timestamps.ts'
import { readMessage } from './messages.ts'

const absent: ReadonlySet<string> = new Set()
const mark = 'id=firewall '

/** WELF (WebTrends), the other format of Connect Secure: firewalls write it too, but only this one has a `vpn` and roles. */
export function isWelf(line: string): boolean {
  const at = line.charCodeAt(0) === 123 ? -1 : line.indexOf(mark)
  return (
    at >= 0 &&
    at < 300 &&
    line.includes(' vpn=', at) &&
    (line.includes(' realm=', at) || line.includes(' roles=', at))
  )
}

/** `id=firewall time="2026-01-02 03:04:05" pri=6 fw=198.51.100.1 vpn=gate1 user=alice realm="Users" roles="" src=192.0.2.7 … msg="AUT24326: Primary authentication …"`. */
export function readWelf(line: string, context: DecodeContext): Event | Reject {
  const at = line.indexOf(mark)
  const pairs = readKeyValues(line, at, absent)
  const own = readIsoTime(pairs.get('time') ?? '', 0, context.zoneOffset)
  const header = openEnvelope(line.slice(0, at), context).time
  // The header's clock may have a zone.
  const time = Number.isNaN(header)
    ? own
    : line.slice(0, at).includes('T')
      ? header
      : Number.isNaN(own)
        ? header
        : own
  if (Number.isNaN(time)) return new Reject('no time in the line')
  const told = pairs.get('msg') ?? ''
  const code = /^([A-Z]{3}\d{4,6}): /.exec(told)
  const text = code === null ? told : told.slice(code[0].length)
  const event: Event = {
    '@timestamp': time,
    message: text,
    'event.category': ['network'],
    'event.kind': 'event',
    'observer.product': 'Pulse Secure Connect',
    'observer.type': 'vpn',
    'observer.vendor': 'Pulse Secure',
  }
  if (code?.[1] !== undefined) event['event.code'] = code[1]
  setEnds(event, pairs)
  const account = pairs.get('user') ?? ''
  // What stands before `::` is the virtual system.
  setPerson(event, account.slice(account.lastIndexOf('::') + 1).replace(/^:/, ''))
  readMessage(event, text)
  if (event['user.name'] === undefined || event['user.name'].toLowerCase() === 'system')
    delete event['vpn.step']
  if (event['vpn.step'] === undefined) return event
  const realm = pairs.get('realm')
  if (realm !== undefined) event['vpn.group'] = realm
  if (event['observer.name'] !== undefined) event['vpn.gateway'] = event['observer.name']
  return event
}

function setEnds(event: Event, pairs: ReadonlyMap<string, string>): void {
  const source = pairs.get('src') ?? ''
  if (isAddress(source) && source !== '0.0.0.0') event['source.ip'] = event['client.ip'] = source
  const destination = pairs.get('dst') ?? ''
  if (isAddress(destination)) event['destination.ip'] = destination
  const gateway = pairs.get('vpn') ?? pairs.get('fw')
  if (gateway !== undefined) event['observer.name'] = gateway
  const sent = toCount(pairs.get('sent'))
  const received = toCount(pairs.get('rcvd'))
  if (sent !== undefined) event['source.bytes'] = sent
  if (received !== undefined) event['destination.bytes'] = received
}
