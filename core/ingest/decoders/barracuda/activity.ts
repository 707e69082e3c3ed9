import type { Event } from '../../../event/event.ts'
import { compileFieldMap, toCount } from '../../field-map.ts'
import { setTotals } from '../../flow-totals.ts'
import type { KeyValues } from '../../key-values.ts'
import { setPerson } from '../../set-person.ts'

/** What begins the list of fields in a line of the firewall's activity log. */
export const activityMark = ': type='

/** The order of the fields where the log is set to write no names (Barracuda Campus, "Firewall Activity Log"). */
const columns =
  'type proto srcIF srcIP srcPort srcMAC dstIP dstPort dstService dstIF rule info srcNAT dstNAT duration count receivedBytes sentBytes receivedPackets sentPackets user protocol application target content urlcat'.split(
    ' ',
  )
const plain = /(?:^| )(Local)?(Allow|Remove|Block|Drop|Deny|Fail|Detect): ([A-Z<][\w<>]{1,12}\|[A-Z]{2,8}\|)/

/** Where the fields of a line without their names begin, and what it says was done. */
export function findPlainActivity(message: string): { action: string; fields: string } | undefined {
  const found = plain.exec(message.slice(0, 200))
  if (found === null) return undefined
  const [whole, local = '', verdict = '', start = ''] = found
  return { action: local + verdict, fields: message.slice(found.index + whole.length - start.length) }
}

/** `LocalBlock: LIN|UDP|eth0|192.0.2.7|5060|…` */
export function readPlainActivity(event: Event, action: string, fields: string): void {
  const cells = fields.slice(0, 8_000).split('|')
  const named = columns.map((name, i) => `${name}=${cells[i] ?? ''}`)
  readActivity(event, action, named.join('|'))
}

const types = new Map<string, readonly string[]>([
  ['Allow', ['connection', 'start', 'allowed']],
  ['LocalAllow', ['connection', 'start', 'allowed']],
  ['Remove', ['connection', 'end', 'allowed']],
  ['LocalRemove', ['connection', 'end', 'allowed']],
  ['Block', ['connection', 'denied']],
  ['LocalBlock', ['connection', 'denied']],
  ['Drop', ['connection', 'denied']],
  ['Deny', ['connection', 'denied']],
  ['Fail', ['connection', 'denied']],
  ['Detect', ['connection', 'info', 'allowed']],
])

const setFields = compileFieldMap({
  text: {
    'event.reason': 'info',
    'observer.egress.interface.name': 'dstIF',
    'observer.ingress.interface.name': 'srcIF',
    'rule.name': 'rule',
    'source.mac': 'srcMAC',
    'url.domain': 'target',
  },
  word: {
    'network.application': 'application',
    'network.protocol': 'dstService',
    'network.transport': 'proto',
  },
  address: {
    'destination.ip': 'dstIP',
    'destination.nat.ip': 'dstNAT',
    'source.ip': 'srcIP',
    'source.nat.ip': 'srcNAT',
  },
  count: {
    'destination.bytes': 'receivedBytes',
    'destination.packets': 'receivedPackets',
    'destination.port': 'dstPort',
    'source.bytes': 'sentBytes',
    'source.packets': 'sentPackets',
    'source.port': 'srcPort',
  },
})

/** `Remove: type=FWD|proto=UDP|srcIF=eth1|srcIP=10.0.0.7|…|duration=21132|…`, the duration in milliseconds. */
export function readActivity(event: Event, action: string, text: string): void {
  const pairs: KeyValues = new Map()
  for (const part of text.slice(0, 8_000).split('|')) {
    const equals = part.indexOf('=')
    const value = part.slice(equals + 1).trim()
    if (equals > 0 && value !== '') pairs.set(part.slice(0, equals).trim(), value)
  }
  event['event.action'] = action.toLowerCase()
  event['event.type'] = types.get(action) ?? ['connection', 'info']
  setFields(event, pairs)
  setPerson(event, pairs.get('user'))
  setTotals(event)
  const milliseconds = toCount(pairs.get('duration'))
  if (milliseconds !== undefined) event['event.duration'] = milliseconds * 1e6
}
