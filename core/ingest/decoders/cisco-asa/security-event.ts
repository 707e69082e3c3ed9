import type { Event } from '../../../event/event.ts'
import { readAccount } from '../../account.ts'
import { isAddress } from '../../address.ts'
import { setQuestionName } from '../../dns-name.ts'
import { transportName } from '../../protocols.ts'
import { setUrl } from '../../url.ts'

const actions = new Map<
  string,
  readonly [action: string, category: readonly string[], type: readonly string[]]
>([
  ['430001', ['intrusion-detected', ['intrusion_detection'], ['info']]],
  ['430002', ['connection-started', ['network'], ['connection', 'start']]],
  ['430003', ['connection-finished', ['network'], ['connection', 'end']]],
  ['430004', ['file-detected', ['file'], ['info']]],
  ['430005', ['malware-detected', ['malware'], ['info']]],
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

const blocked = new Set(['block', 'block with reset', 'dropped', 'domain not found'])
const passed = new Set(['allow', 'trust', 'pass', 'fastpath'])

/** Firepower's security events 430001-430005: `Key: value, Key: value`; false for any other id. */
export function applySecurityEvent(id: string, text: string, event: Event): boolean {
  const known = actions.get(id)
  if (!known) return false
  const pairs = readPairs(text)
  const decision = (pairs.get('AccessControlRuleAction') ?? pairs.get('InlineResult') ?? '').toLowerCase()
  const type = [...known[2]]
  if (passed.has(decision)) type.push('allowed')
  if (blocked.has(decision)) type.push('denied')
  event['event.action'] = known[0]
  event['event.category'] = known[1]
  event['event.type'] = type
  if (decision !== '') event['event.outcome'] = 'success'
  if (id === '430001') event['event.kind'] = 'alert'
  setEnds(event, pairs)
  setNames(event, pairs)
  return true
}

function setEnds(event: Event, pairs: ReadonlyMap<string, string>): void {
  const source = pairs.get('SrcIP')
  const destination = pairs.get('DstIP')
  const transport = pairs.get('Protocol')
  const protocol = pairs.get('ApplicationProtocol')
  const seconds = countOf(pairs, 'ConnectionDuration')
  const flow = pairs.get('ConnectionID') ?? pairs.get('Connection ID')
  if (source !== undefined && isAddress(source)) event['source.ip'] = source
  if (destination !== undefined && isAddress(destination)) event['destination.ip'] = destination
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
  const query = pairs.get('DNSQuery')
  const type = pairs.get('DNSRecordType')
  const message = pairs.get('Message')
  const ingress = pairs.get('IngressInterface')
  const egress = pairs.get('EgressInterface')
  if (user !== undefined && user !== 'Not Found' && user !== 'No Authentication Required') {
    const account = readAccount(user)
    if (account.name !== '') event['user.name'] = account.name
  }
  if (rule !== undefined) event['rule.name'] = rule
  if (ruleset !== undefined) event['rule.ruleset'] = ruleset
  if (url !== undefined) setUrl(event, url)
  if (query !== undefined) setQuestionName(event, query)
  if (type !== undefined) event['dns.question.type'] = questionTypes.get(type.toLowerCase()) ?? type
  if (message !== undefined) event.message = message.replace(/^"|"$/g, '')
  if (ingress !== undefined) event['observer.ingress.interface.name'] = ingress
  if (egress !== undefined) event['observer.egress.interface.name'] = egress
}

function countOf(pairs: ReadonlyMap<string, string>, key: string): number | undefined {
  const value = Number(pairs.get(key) ?? NaN)
  return Number.isInteger(value) && value >= 0 ? value : undefined
}

/** A comma separates only where a key and a colon follow; values (URLs, messages) have commas and colons of their own. */
function readPairs(text: string): Map<string, string> {
  const pairs = new Map<string, string>()
  let at = 0
  while (at < text.length && pairs.size < 200) {
    const colon = text.indexOf(':', at)
    if (colon < 0) break
    let end = text.indexOf(', ', colon)
    while (end >= 0 && !isKeyAhead(text, end + 2)) end = text.indexOf(', ', end + 2)
    if (end < 0) end = text.length
    const value = text.slice(colon + 1, end).trim()
    if (value !== '') pairs.set(text.slice(at, colon).trim(), value)
    at = end + 2
  }
  return pairs
}

function isKeyAhead(text: string, from: number): boolean {
  for (let i = from; i < text.length && i < from + 40; i++) {
    const code = text.charCodeAt(i)
    if (code === 58) return i > from
    const isWord =
      (code >= 65 && code <= 90) ||
      (code >= 97 && code <= 122) ||
      (code >= 48 && code <= 57) ||
      code === 95 ||
      code === 32
    if (!isWord) return false
  }
  return false
}
