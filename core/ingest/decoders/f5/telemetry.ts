import type { Event } from '../../../event/event.ts'
import { Reject } from '../../../event/event.ts'
import type { DecodeContext, DecodeObject } from '../../decoder.ts'
import { parseTime } from '../../coerce.ts'
import { compileFieldMap } from '../../field-map.ts'
import type { KeyValues } from '../../key-values.ts'
import { readSyslogTime } from '../../timestamps.ts'
import { setUriParts } from '../../uri-parts.ts'
import { toKeyValues } from '../json-product.ts'

const absent: ReadonlySet<string> = new Set(['N/A', 'NA', 'null'])

interface Module {
  time: readonly string[]
  set: (event: Event, pairs: KeyValues) => void
}

/** The modules of BIG-IP by `telemetryEventCategory`. */
const modules = new Map<string, Module>([
  ['AFM', { time: ['date_time'], set: readFirewall }],
  ['APM', { time: ['f5telemetry_timestamp', 'timestamp', 'event_timestamp'], set: readAccess }],
  ['ASM', { time: ['date_time'], set: readApplicationSecurity }],
  ['AVR', { time: ['EOCTimestamp'], set: readAnalytics }],
  ['LTM', { time: ['event_timestamp'], set: readTraffic }],
])

/** A record of F5 Telemetry Streaming. */
export function openTelemetry(context: DecodeContext): DecodeObject {
  return (flat) => {
    const category = flat.get('telemetryEventCategory')
    const module = typeof category === 'string' ? modules.get(category) : undefined
    if (module === undefined) return undefined
    const pairs = toKeyValues(flat, '', absent)
    const time = timeOf(pairs, module.time, context)
    if (Number.isNaN(time)) return new Reject('no readable time in the record')
    const event: Event = {
      '@timestamp': time,
      'event.category': ['network'],
      'event.kind': 'event',
      'event.type': ['info'],
      'observer.product': 'bigip',
      'observer.vendor': 'f5',
    }
    setCommon(event, pairs)
    module.set(event, pairs)
    return event
  }
}

const setCommon = compileFieldMap({
  text: { 'host.name': 'hostname', 'observer.name': 'hostname' },
  word: { 'network.application': 'application' },
})

/** ISO 8601, epoch seconds, `Dec 17 2018 22:46:04`, or `2019-01-01:01:01.000Z` of the request log. */
function timeOf(pairs: KeyValues, keys: readonly string[], context: DecodeContext): number {
  for (const key of keys) {
    const text = pairs.get(key)
    if (text === undefined) continue
    const time = parseTime(text, context)
    if (!Number.isNaN(time)) return time
    const plain = readSyslogTime(text, 0, context)
    if (!Number.isNaN(plain)) return plain
    const request = parseTime(`${text.slice(0, 10)}T${text.slice(11)}`, context)
    const short = `${text.slice(0, 10)}T${text.slice(11, 16)}:00${text.slice(16)}`
    return Number.isNaN(request) ? parseTime(short, context) : request
  }
  return NaN
}

const setFirewall = compileFieldMap({
  text: {
    'destination.domain': 'dest_fqdn',
    'event.action': 'action',
    'event.reason': 'drop_reason',
    'group.name': 'source_user_group',
    'observer.egress.zone': 'dest_zone',
    'observer.ingress.zone': 'src_zone',
    'observer.version': 'device_version',
    'rule.name': 'acl_rule_name',
    'rule.ruleset': 'acl_policy_name',
    'rule.uuid': 'acl_rule_uuid',
    'source.domain': 'source_fqdn',
    'source.user.name': 'source_user',
    'user.name': 'source_user',
  },
  word: { 'network.transport': 'ip_protocol' },
  address: {
    'destination.ip': 'dest_ip',
    'destination.nat.ip': 'translated_dest_ip',
    'observer.ip': 'bigip_mgmt_ip',
    'source.ip': 'source_ip',
    'source.nat.ip': 'translated_source_ip',
  },
  count: {
    'destination.nat.port': 'translated_dest_port',
    'destination.port': 'dest_port',
    'event.severity': 'severity',
    'source.nat.port': 'translated_source_port',
    'source.port': 'source_port',
  },
})

const refusals = new Set(['reject', 'drop', 'deny', 'block'])

function readFirewall(event: Event, pairs: KeyValues): void {
  setFirewall(event, pairs)
  if (refusals.has(event['event.action']?.toLowerCase() ?? '')) event['event.outcome'] = 'failure'
}

const setAccess = compileFieldMap({
  text: {
    'event.reason': 'Access_Policy_Result',
    'user.name': 'Username User_Name username',
    'user_agent.original': 'User_Agent',
    'vpn.group': 'Access_Profile',
    'vpn.session_id': 'Session_ID Session_Id session_id',
  },
  address: {
    'client.ip': 'Client_IP',
    'destination.ip': 'Virtual_IP',
    'source.ip': 'Client_IP',
    'vpn.assigned_ip': 'Assigned_IP',
  },
  count: { 'vpn.bytes_in': 'Bytes_In', 'vpn.bytes_out': 'Bytes_Out' },
})

/** Access Policy Manager: counters come at the end of a session, the result of the policy at its start. */
function readAccess(event: Event, pairs: KeyValues): void {
  setAccess(event, pairs)
  const { 'vpn.bytes_in': received, 'vpn.bytes_out': sent } = event
  if (received !== undefined && sent !== undefined) event['network.bytes'] = received + sent
  const result = pairs.get('Access_Policy_Result')
  if (result !== undefined) {
    const denied = result.toLowerCase().includes('denied')
    event['event.outcome'] = denied ? 'failure' : 'success'
    event['vpn.step'] = denied ? 'attempt' : 'start'
  } else if (received !== undefined) event['vpn.step'] = 'end'
  const gateway = pairs.get('hostname')
  if (gateway !== undefined) event['vpn.gateway'] = gateway
}

const setApplicationSecurity = compileFieldMap({
  text: {
    'event.reason': 'attack_type',
    'http.request.method': 'method',
    'rule.ruleset': 'policy_name',
    'url.path': 'uri',
    'url.query': 'query_string',
    'user.name': 'username',
  },
  word: { 'log.level': 'severity', 'network.protocol': 'protocol' },
  address: {
    'client.ip': 'ip_client',
    'destination.ip': 'dest_ip',
    'server.ip': 'dest_ip',
    'source.ip': 'ip_client',
  },
  count: {
    'client.port': 'src_port',
    'destination.port': 'dest_port',
    'http.response.status_code': 'response_code',
    'server.port': 'dest_port',
    'source.port': 'src_port',
  },
})

function readApplicationSecurity(event: Event, pairs: KeyValues): void {
  setApplicationSecurity(event, pairs)
  event['event.kind'] = 'alert'
  event['observer.product'] = 'Application Security Module'
}

const setAnalytics = compileFieldMap({
  text: {
    'dns.question.name': 'QueryName',
    'dns.question.type': 'QueryType',
    'event.action': 'Action',
    'host.os.name': 'OsName',
    'http.request.method': 'Method',
    'user.name': 'UserName',
    'user_agent.original': 'UserAgent',
  },
  word: { 'log.level': 'Severity', 'network.protocol': 'NetworkProtocol' },
  address: { 'client.ip': 'ClientIP', 'destination.ip': 'POOLIP', 'source.ip': 'SourceIP' },
  count: { 'destination.port': 'POOLPort', 'http.response.status_code': 'ResponseCode' },
})

function readAnalytics(event: Event, pairs: KeyValues): void {
  setAnalytics(event, pairs)
  const url = pairs.get('URL')
  if (url !== undefined) setUriParts(event, url)
}

const setTraffic = compileFieldMap({
  text: {
    'http.request.method': 'http_method',
    'http.request.referrer': 'http_referrer',
    'http.version': 'http_version',
    'user.name': 'user',
    'user_agent.original': 'http_user_agent',
  },
  address: { 'client.ip': 'client_ip', 'server.ip': 'server_ip', 'source.ip': 'src_ip' },
  count: { 'http.response.status_code': 'http_statcode' },
})

function readTraffic(event: Event, pairs: KeyValues): void {
  setTraffic(event, pairs)
  event['observer.product'] = 'Local Traffic Manager'
  const sent = Number(pairs.get('bytes_out') ?? NaN)
  const received = Number(pairs.get('bytes_in') ?? NaN)
  if (sent >= 0 && received >= 0) event['network.bytes'] = sent + received
  if (event['http.request.method'] !== undefined) event['network.protocol'] = 'http'
  const url = pairs.get('http_url')
  if (url !== undefined) setUriParts(event, url)
}
