import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { compileFieldMap } from '../field-map.ts'
import { setTotals } from '../flow-totals.ts'
import type { KeyValues } from '../key-values.ts'
import { transportName } from '../protocols.ts'
import { setPerson } from '../set-person.ts'
import type { Envelope } from '../syslog.ts'
import { openEnvelope } from '../syslog.ts'
import { parseTime } from '../coerce.ts'
import { setUrl } from '../url.ts'
import type { CheckPointPairs } from './check-point/pairs.ts'
import { plainStart, readPairs, readPlainPairs } from './check-point/pairs.ts'
import { readRemoteAccess } from './check-point/remote-access.ts'

export const checkPoint: Decoder = {
  name: 'check-point',
  title: 'Check Point (Log Exporter, syslog)',
  sniff,
  open,
}

function sniff(line: string): number {
  if (line.charCodeAt(0) === 123) return 0
  if (line.includes(' CheckPoint ') && line.includes(' [')) return 0.98
  if (line.includes('loguid:"') && line.includes('product:"')) return 0.95
  return plainStart(line) >= 0 && line.includes('|product=') && line.includes('|origin=') ? 0.95 : 0
}

/** Log fields under ECS names, as Elastic maps them (`client_outbound` is what the client sent). */
const setFields = compileFieldMap({
  text: {
    'destination.domain': 'destination_dns_hostname dst_machine_name',
    'destination.mac': 'mac_destination_address',
    'dns.id': 'tid',
    'dns.question.type': 'dns_type',
    'file.name': 'file_name dlp_file_name',
    'group.name': 'user_group',
    'host.os.name': 'os_name',
    'host.os.version': 'os_version',
    'http.request.method': 'method',
    'http.request.referrer': 'referrer',
    'network.application': 'app_name service_id',
    'network.direction': 'ifdir',
    'observer.egress.zone': 'outzone security_outzone',
    'observer.ingress.zone': 'inzone security_inzone',
    'observer.name': 'origin',
    'process.name': 'process_name',
    'rule.category': 'matched_category categories',
    'rule.id': 'malware_rule_id app_rule_id',
    'rule.ruleset': 'smartdefence_profile policy',
    'source.domain': 'src_machine_name',
    'source.mac': 'mac_source_address',
    'user_agent.original': 'user_agent',
  },
  address: {
    'destination.ip': 'dst',
    'observer.ip': 'origin_ip endpoint_ip',
    'source.ip': 'src client_ip',
  },
  count: {
    'destination.bytes': 'server_outbound_bytes received_bytes',
    'destination.packets': 'server_outbound_packets',
    'destination.port': 'service',
    'event.severity': 'severity',
    'file.size': 'file_size',
    'network.bytes': 'bytes',
    'network.packets': 'packets',
    'source.bytes': 'client_outbound_bytes sent_bytes sent_byte',
    'source.packets': 'client_outbound_packets',
    'source.port': 's_port',
  },
})

const ruleNames = ['objectname', 'rule_name', 'malware_rule_name', 'app_rule_name', 'dlp_rule_name']
const people = ['user', 'src_user_name', 'source_user_name', 'administrator']

const allowing = new Set(['Accept', 'Allow'])
const refusing = new Set(['Drop', 'Reject', 'Block', 'Prevent'])
const alerting = new Set(['Prevent', 'Detect', 'Quarantine'])

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    const start = plainStart(line)
    const bracket = start < 0 ? line.indexOf(' [') : start
    if (bracket < 0) return new Reject('not a Check Point record: it has no list of fields')
    const envelope = openEnvelope(line.slice(0, bracket), context)
    const read = start < 0 ? readPairs(line, bracket + 1) : readPlainPairs(line.slice(start))
    if (read.pairs.size === 0) return new Reject('not a Check Point record: its list of fields is empty')
    const time = timeOf(read.pairs, envelope, context)
    return Number.isNaN(time) ? new Reject('no time in the record') : decodeRecord(read, time)
  }
}

/** `time` is epoch seconds or milliseconds, or ISO 8601; without it the time of the syslog header holds. */
function timeOf(pairs: KeyValues, { time }: Envelope, context: DecodeContext): number {
  const text = pairs.get('time')
  const own = text === undefined ? NaN : parseTime(text, context)
  return Number.isNaN(own) ? time : own
}

function decodeRecord({ pairs, repeated }: CheckPointPairs, time: number): Event {
  const event: Event = {
    '@timestamp': time,
    'event.kind': 'event',
    'observer.type': 'firewall',
    'observer.vendor': 'Checkpoint',
  }
  const product = pairs.get('product')
  if (product !== undefined) event['observer.product'] = product
  setFields(event, pairs)
  setVerdict(event, pairs, repeated)
  setTranslation(event, pairs)
  setInterfaces(event, pairs)
  setProtocol(event, pairs.get('proto'))
  setRule(event, pairs, repeated)
  setTotals(event)
  for (const key of people) setName(event, pairs.get(key))
  const domain = pairs.get('domain_name')
  if (domain !== undefined) event['dns.question.name'] = domain
  const url = pairs.get('url') ?? pairs.get('resource')
  if (url !== undefined) setUrl(event, url)
  const message = pairs.get('message') ?? pairs.get('reason') ?? pairs.get('sys_message')
  if (message !== undefined) event.message = message
  readRemoteAccess(event, pairs, pairs.get('action') ?? '')
  return event
}

/** `jdoe (John Doe)` of local users; `Doe, John (jdoe)` and `John Doe (jdoe)` of a directory: an account has no blank. */
function setName(event: Event, text: string | undefined): void {
  if (text === undefined || event['user.name'] !== undefined) return
  const paren = text.indexOf(' (')
  const [before, within] =
    paren > 0 ? [text.slice(0, paren), text.slice(paren + 2).replace(/\)[^)]*$/, '')] : [text, '']
  setPerson(event, before.includes(' ') && within !== '' && !within.includes(' ') ? within : before)
}

/** What came of it is what the rule decided (`rule_action`); where layers decided one after the other, `action` tells. */
function setVerdict(event: Event, pairs: KeyValues, repeated: KeyValues): void {
  const action = pairs.get('action')
  const rule = repeated.has('rule_action') ? '' : (pairs.get('rule_action') ?? '')
  const loggedIn = pairs.get('operation') === 'Log In'
  const category: string[] = loggedIn ? [] : ['network']
  const type: string[] = []
  if (loggedIn) category.push('authentication')
  if (alerting.has(rule)) event['event.kind'] = 'alert'
  if (allowing.has(rule)) type.push('allowed', 'connection')
  if (refusing.has(rule)) type.push('connection', 'denied')
  if (allowing.has(rule) || refusing.has(rule)) event['event.outcome'] = 'success'
  const audit = pairs.get('audit_status')
  if (audit === 'Success') event['event.outcome'] = 'success'
  else if (audit === 'Failure') event['event.outcome'] = 'failure'
  if (pairs.has('malware_action')) category.push('malware')
  if (rule === 'Detect' || rule === 'Prevent') category.push('intrusion_detection')
  if (action !== undefined) event['event.action'] = action
  if (action === 'Log In' || action === 'Failed Log In') {
    const failed = action === 'Failed Log In' || pairs.get('status')?.startsWith('Fail') === true
    category.push('authentication')
    type.push(failed ? 'denied' : 'allowed')
    event['event.action'] = failed ? 'logon-failed' : 'logged-in'
    event['event.outcome'] = failed ? 'failure' : 'success'
  }
  event['event.category'] = category
  if (type.length > 0) event['event.type'] = type
  else if (action !== undefined && refusing.has(action)) event['event.type'] = ['connection', 'denied']
}

function setTranslation(event: Event, pairs: KeyValues): void {
  const source = pairs.get('xlatesrc')
  const destination = pairs.get('xlatedst')
  const sourcePort = Number(pairs.get('xlatesport') ?? 0)
  const destinationPort = Number(pairs.get('xlatedport') ?? 0)
  if (source !== undefined && source !== '0.0.0.0') event['source.nat.ip'] = source
  if (destination !== undefined && destination !== '0.0.0.0') event['destination.nat.ip'] = destination
  if (sourcePort > 0) event['source.nat.port'] = sourcePort
  if (destinationPort > 0) event['destination.nat.port'] = destinationPort
}

function setInterfaces(event: Event, pairs: KeyValues): void {
  const name = pairs.get('ifname')
  const direction = event['network.direction']
  const ingress = pairs.get('client_inbound_interface') ?? (direction === 'inbound' ? name : undefined)
  const egress = pairs.get('client_outbound_interface') ?? (direction === 'outbound' ? name : undefined)
  if (ingress !== undefined) event['observer.ingress.interface.name'] = ingress
  if (egress !== undefined) event['observer.egress.interface.name'] = egress
}

function setProtocol(event: Event, number: string | undefined): void {
  if (number === undefined) return
  event['network.iana_number'] = number
  event['network.transport'] = transportName(number)
}

/** Of nested layers the last rule decided. */
function setRule(event: Event, pairs: KeyValues, repeated: KeyValues): void {
  for (const key of ruleNames) {
    const name = repeated.get(key) ?? pairs.get(key)
    if (name === undefined) continue
    event['rule.name'] = name
    break
  }
  const uuid =
    repeated.get('rule_uid') ??
    pairs.get('rule_uid') ??
    repeated.get('dlp_rule_uid') ??
    pairs.get('dlp_rule_uid')
  if (uuid !== undefined) event['rule.uuid'] = uuid
}
