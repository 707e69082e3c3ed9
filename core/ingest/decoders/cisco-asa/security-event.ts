import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { setQuestionName } from '../../dns-name.ts'
import { setTotals } from '../../flow-totals.ts'
import { transportName } from '../../protocols.ts'
import { readIsoTime } from '../../timestamps.ts'
import { setUrl } from '../../url.ts'
import { readPairs } from './security-pairs.ts'

const actions = new Map<
  string,
  readonly [action: string, category: readonly string[], type: readonly string[]]
>([
  ['430001', ['intrusion-detected', ['intrusion_detection'], ['info']]],
  ['430002', ['connection-started', ['network'], ['connection', 'start']]],
  ['430003', ['connection-finished', ['network'], ['connection', 'end']]],
  ['430004', ['file-detected', ['file'], ['info']]],
  ['430005', ['malware-detected', ['malware', 'file'], ['info']]],
])

const questionTypes = new Map([
  ['a host address', 'A'],
  ['ip6 address', 'AAAA'],
  ['text strings', 'TXT'],
  ['a domain name pointer', 'PTR'],
  ['an authoritative name server', 'NS'],
  ['the canonical name for an alias', 'CNAME'],
  ['marks the start of a zone of authority', 'SOA'],
  ['mail exchange', 'MX'],
  ['server selection', 'SRV'],
])

const refused = new Set(['dropped', 'deny', 'denied'])
const blocked = new Set(['block', 'block with reset', 'domain not found', ...refused])
const passed = new Set(['allow', 'trust', 'pass', 'fastpath'])

/** Keys that every security event of Firepower has. */
const ends = ['SrcIP: ', 'DstIP: ']

/** Keys with which a security event begins. */
const firstKeys = ['EventPriority: ', 'DeviceUUID: ', 'AccessControlRuleAction: ', 'Protocol: ', ...ends]

/** Keys that only events of this id have, the most telling first. */
const marks: readonly (readonly [id: string, ...keys: string[]])[] = [
  ['430001', 'SID', 'GID', 'InlineResult', 'Classification'],
  ['430005', 'ThreatName', 'ThreatScore'],
  ['430004', 'FileSHA256', 'FileName', 'FilePolicy'],
  ['430003', 'ConnectionDuration', 'InitiatorBytes', 'ResponderBytes'],
]

/** Firepower's security events 430001-430005: `Key: value, Key: value`; false for any other id. */
export function applySecurityEvent(id: string, text: string, event: Event): boolean {
  if (!actions.has(id)) return false
  applyPairs(id, readPairs(text), event)
  return true
}

/** Where a security event without a tag begins (before version 6.3), or -1 where the line is none. */
export function untaggedStart(line: string): number {
  if (ends.some((key) => line.indexOf(key) < 0)) return -1
  return Math.min(...firstKeys.map((key) => line.indexOf(key)).filter((at) => at >= 0))
}

/** A security event without a tag: its keys tell the id. */
export function applyUntagged(text: string, event: Event): void {
  const pairs = readPairs(text)
  const id = marks.find(([, ...keys]) => keys.some((key) => pairs.has(key)))?.[0] ?? '430002'
  event['event.code'] = id
  applyPairs(id, pairs, event)
}

/** A header whose year or zone was assumed, or that was written long after, is further from the record's own time, ms (ours). */
const mostApart = 300_000
/** What `Date` can say. */
const latestTime = 8.64e15

/** `FirstPacketSecond: 2020-02-04T08:45:34Z` tells year and zone, which the header may lack; an end follows it by its duration. */
function settleTime(event: Event, pairs: ReadonlyMap<string, string>): void {
  const first = readIsoTime(pairs.get('FirstPacketSecond') ?? '', 0, Number.NaN)
  const time = first + (countOf(pairs, 'ConnectionDuration') ?? 0) * 1000
  if (Math.abs(time) <= latestTime && Math.abs(time - event['@timestamp']) > mostApart)
    event['@timestamp'] = time
}

function applyPairs(id: string, pairs: ReadonlyMap<string, string>, event: Event): void {
  settleTime(event, pairs)
  const [action, category, base] = actions.get(id) ?? ['', [], []]
  const decision = (
    pairs.get('AccessControlRuleAction') ??
    pairs.get('InlineResult') ??
    pairs.get('SSLActualAction') ??
    ''
  ).toLowerCase()
  const type = [...base]
  if (passed.has(decision)) type.push('allowed')
  if (blocked.has(decision)) type.push('denied')
  event['event.action'] = action
  event['event.category'] = category
  event['event.type'] = type
  if (decision !== '') event['event.outcome'] = refused.has(decision) ? 'failure' : 'success'
  if (id === '430001') event['event.kind'] = 'alert'
  setEnds(event, pairs)
  setNames(event, pairs)
  setTotals(event)
}

function setEnds(event: Event, pairs: ReadonlyMap<string, string>): void {
  const source = pairs.get('SrcIP')
  const destination = pairs.get('DstIP')
  const client = pairs.get('originalClientSrcIP')
  const transport = pairs.get('Protocol')
  const protocol = pairs.get('ApplicationProtocol')
  const seconds = countOf(pairs, 'ConnectionDuration')
  const flow = pairs.get('ConnectionID') ?? pairs.get('Connection ID')
  if (source !== undefined && isAddress(source)) event['source.ip'] = source
  if (destination !== undefined && isAddress(destination)) event['destination.ip'] = destination
  if (client !== undefined && isAddress(client)) event['client.ip'] = client
  if (transport !== undefined) event['network.transport'] = transportName(transport)
  if (protocol !== undefined) event['network.protocol'] = protocol.toLowerCase()
  if (flow !== undefined) event['network.flow_id'] = flow
  if (seconds !== undefined) event['event.duration'] = seconds * 1e9
  for (const [key, field] of counters) {
    const count = countOf(pairs, key)
    if (count !== undefined) event[field] = count
  }
}

const counters = [
  ['SrcPort', 'source.port'],
  ['DstPort', 'destination.port'],
  ['InitiatorBytes', 'source.bytes'],
  ['ResponderBytes', 'destination.bytes'],
  ['InitiatorPackets', 'source.packets'],
  ['ResponderPackets', 'destination.packets'],
] as const

function setNames(event: Event, pairs: ReadonlyMap<string, string>): void {
  const user = pairs.get('User')
  const rule = pairs.get('AccessControlRuleName')
  const ruleset = pairs.get('ACPolicy') ?? pairs.get('IntrusionPolicy') ?? pairs.get('FilePolicy')
  const url = pairs.get('URL') ?? pairs.get('URI')
  const referenced = pairs.get('ReferencedHost')
  const query = pairs.get('DNSQuery')
  const type = pairs.get('DNSRecordType')
  const message = pairs.get('Message')
  const ingress = pairs.get('IngressInterface')
  const egress = pairs.get('EgressInterface')
  if (user !== undefined && user !== 'Not Found' && user !== 'No Authentication Required') {
    event['user.name'] = user.slice(user.indexOf('\\') + 1)
  }
  if (rule !== undefined) event['rule.name'] = rule
  if (ruleset !== undefined) event['rule.ruleset'] = ruleset
  if (url !== undefined) setUrl(event, url)
  if (referenced !== undefined) event['url.domain'] ??= referenced
  if (query !== undefined) setQuestionName(event, query)
  if (type !== undefined) event['dns.question.type'] = questionTypes.get(type.toLowerCase()) ?? type
  if (message !== undefined) event.message = message.replace(/^"|"$/g, '')
  if (ingress !== undefined) event['observer.ingress.interface.name'] = ingress
  if (egress !== undefined) event['observer.egress.interface.name'] = egress
}

function countOf(pairs: ReadonlyMap<string, string>, key: string): number | undefined {
  const value = Number(pairs.get(key) ?? NaN)
  return Number.isSafeInteger(value) && value >= 0 ? value : undefined
}
