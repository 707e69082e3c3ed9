import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import { isAddress } from '../address.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { setPerson } from '../set-person.ts'
import { openEnvelope } from '../syslog.ts'
import { readIsoTime } from '../timestamps.ts'
import { setStep } from './radius/attributes.ts'

/** Aruba ClearPass Policy Manager, session logs as it exports them to syslog (ClearPass Policy Manager User Guide, "Syslog Export Filters"). */
export const clearpass: Decoder = {
  name: 'clearpass',
  title: 'Aruba ClearPass (syslog export)',
  sniff: (line) => (line.charCodeAt(0) !== 123 && marks.some((mark) => line.includes(mark)) ? 0.95 : 0),
  open,
}

/** Fields of a session that nothing else names so. */
const marks = [
  'Common.Username=',
  'Common.Request-Timestamp=',
  'Common.Login-Status=',
  'Common.NAS-IP-Address=',
  ',RADIUS.Acct-',
]

const mostPairs = 200

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    const pairs = readPairs(line)
    if (pairs.size === 0) return new Reject('not a session of ClearPass: no Common or RADIUS fields')
    const time = timeOf(line, pairs, context)
    return Number.isNaN(time) ? new Reject('no time in the line') : decode(line, pairs, time, context)
  }
}

/** `Common.Username=alice,Common.Service=VPN,RADIUS.Auth-Method=PAP,…`; a comma inside a value is followed by no key. */
function readPairs(line: string): Map<string, string> {
  const pairs = new Map<string, string>()
  let name = ''
  for (const part of line.split(',', mostPairs)) {
    const equals = part.indexOf('=')
    const key = part.slice(part.lastIndexOf(' ', equals) + 1, Math.max(0, equals))
    if (/^[A-Z][\w-]{1,30}\.[\w-]{1,60}$/.test(key)) {
      name = key.toLowerCase()
      if (!pairs.has(name)) pairs.set(name, part.slice(equals + 1).trim())
    } else if (name !== '') pairs.set(name, `${pairs.get(name) ?? ''},${part}`)
  }
  return pairs
}

/** When the request came; else the export's own time. */
function timeOf(line: string, pairs: ReadonlyMap<string, string>, context: DecodeContext): number {
  const request = readIsoTime(pairs.get('common.request-timestamp') ?? '', 0, context.zoneOffset)
  return Number.isNaN(request) ? openEnvelope(line, context).time : request
}

function decode(
  line: string,
  pairs: ReadonlyMap<string, string>,
  time: number,
  context: DecodeContext,
): Event {
  const status = (pairs.get('common.login-status') ?? pairs.get('common.request-status') ?? '').toLowerCase()
  const event: Event = {
    '@timestamp': time,
    'event.category': ['authentication'],
    'event.kind': 'event',
    'event.type': ['info'],
    'network.protocol': 'radius',
    'observer.product': 'ClearPass',
    'observer.vendor': 'Aruba',
  }
  const { host } = openEnvelope(line, context)
  if (host !== '') event['observer.hostname'] = host
  setPerson(event, pairs.get('common.username') ?? pairs.get('radius.acct-username'))
  for (const key of [
    'radius.acct-calling-station-id',
    'common.calling-station-id',
    'common.host-ip-address',
  ]) {
    const address = pairs.get(key) ?? ''
    if (isAddress(address)) event['source.ip'] ??= event['client.ip'] = address
  }
  const mac = pairs.get('common.host-mac-address')
  if (mac !== undefined && mac !== '') event['source.mac'] = mac
  setTexts(event, pairs)
  if (status === '') return event
  const accepted = status.includes('accept') || status.includes('success')
  event['event.action'] = 'authentication'
  event['event.outcome'] = accepted ? 'success' : 'failure'
  setStep(event, 'attempt')
  return event
}

const texts = [
  ['vpn.auth_method', 'radius.auth-method'],
  ['rule.name', 'common.service'],
  ['vpn.group', 'common.roles'],
  ['vpn.gateway', 'common.nas-ip-address'],
  ['event.reason', 'common.alerts'],
] as const

function setTexts(event: Event, pairs: ReadonlyMap<string, string>): void {
  for (const [field, key] of texts) {
    const value = pairs.get(key)
    if (value !== undefined && value !== '') event[field] = value
  }
}
