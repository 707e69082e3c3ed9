import type { Event, VpnStep } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { compileFieldMap } from '../field-map.ts'
import { setTotals } from '../flow-totals.ts'
import type { KeyValues } from '../key-values.ts'
import { readKeyValues } from '../key-values.ts'
import { setPerson } from '../set-person.ts'
import { openEnvelope } from '../syslog.ts'
import { readIsoTime } from '../timestamps.ts'

/** Clavister cOS Core and its kin, D-Link NetDefend: `EFW: CONN: prio=1 id=00600001 event=conn_open …` (cOS Core Log Reference Guide). */
export const clavister: Decoder = {
  name: 'clavister',
  title: 'Clavister cOS Core, D-Link NetDefend (syslog)',
  sniff: (line) => (bodyAt(line) >= 0 ? 0.97 : 0),
  open,
}

const mark = 'EFW: '

function bodyAt(line: string): number {
  const at = line.charCodeAt(0) === 123 ? -1 : line.indexOf(mark)
  return at >= 0 && at < 300 && line.includes(': prio=', at) ? at + mark.length : -1
}

const absent: ReadonlySet<string> = new Set(['0.0.0.0', 'n/a', ''])

const setFields = compileFieldMap({
  text: {
    'rule.name': 'rule satsrcrule',
    'event.action': 'event',
    'event.code': 'id',
    'event.reason': 'reason description',
    'observer.ingress.interface.name': 'connrecvif recvif',
    'observer.egress.interface.name': 'conndestif destif',
    'vpn.auth_method': 'authsource authagent',
    'vpn.tunnel_type': 'tunnel_type',
  },
  word: { 'network.transport': 'connipproto ipproto' },
  address: {
    'source.ip': 'connsrcip srcip client_ip remote_ip remotegw remote_gateway userip',
    'destination.ip': 'conndestip destip',
    'vpn.assigned_ip': 'ip assigned_ip client_inner_ip',
  },
  count: {
    'source.port': 'connsrcport srcport client_port',
    'destination.port': 'conndestport destport',
    'source.bytes': 'origsent',
    'destination.bytes': 'termsent',
  },
})

/** Events about a person, by their name in the log. */
const people: ReadonlyMap<string, readonly [step: VpnStep, outcome: 'success' | 'failure' | undefined]> =
  new Map([
    ['user_login', ['attempt', 'success']],
    ['bad_user_credentials', ['attempt', 'failure']],
    ['user_login_failed', ['attempt', 'failure']],
    ['radius_auth_timeout', ['attempt', 'failure']],
    ['userauthrules_disallowed', ['attempt', 'failure']],
    ['login_failed', ['attempt', 'failure']],
    ['user_logout', ['end', undefined]],
    ['manual_logout', ['end', undefined]],
    ['user_timeout', ['end', undefined]],
    ['sslvpn_session_created', ['start', 'success']],
    ['sslvpn_session_closed', ['end', undefined]],
    ['l2tp_session_up', ['start', 'success']],
    ['l2tp_session_closed', ['end', undefined]],
    ['pptp_session_up', ['start', 'success']],
    ['pptp_session_closed', ['end', undefined]],
  ] as const)

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    const at = bodyAt(line)
    if (at < 0) return new Reject('not a record of Clavister: no EFW and priority')
    const time = timeOf(line, at, context)
    if (Number.isNaN(time)) return new Reject('no time in the line')
    const category = line.slice(at, line.indexOf(':', at))
    return decode(category, readKeyValues(line, line.indexOf(' ', at) + 1, absent), time, line.slice(at))
  }
}

/** `[2026-01-02 03:04:05] EFW: …` is the firewall's own clock. */
function timeOf(line: string, at: number, context: DecodeContext): number {
  const bracket = line.lastIndexOf('[', at)
  const own = bracket < 0 ? NaN : readIsoTime(line, bracket + 1, context.zoneOffset)
  return Number.isNaN(own) ? openEnvelope(line, context).time : own
}

function decode(category: string, pairs: KeyValues, time: number, message: string): Event {
  const event: Event = {
    '@timestamp': time,
    message,
    'event.category': ['network'],
    'event.kind': 'event',
    'event.provider': category,
    'event.type': ['info'],
    'observer.product': 'cOS Core',
    'observer.type': 'firewall',
    'observer.vendor': 'Clavister',
  }
  setFields(event, pairs)
  setTotals(event)
  setPerson(event, pairs.get('username') ?? pairs.get('user') ?? pairs.get('authuser'))
  const told = pairs.get('event') ?? ''
  const step = people.get(told)
  if (step !== undefined && event['user.name'] !== undefined) return setStep(event, step)
  const action = pairs.get('action') ?? ''
  const isRefused = action === 'drop' || action === 'reject'
  if (told.startsWith('conn_open')) event['event.type'] = ['connection', 'start', 'allowed']
  else if (told.startsWith('conn_close')) event['event.type'] = ['connection', 'end']
  else if (isRefused) event['event.type'] = ['connection', 'denied']
  if (isRefused) event['event.outcome'] = 'failure'
  return event
}

function setStep(
  event: Event,
  [step, outcome]: readonly [VpnStep, 'success' | 'failure' | undefined],
): Event {
  event['vpn.step'] = step
  event['event.category'] = step === 'attempt' ? ['authentication', 'network'] : ['network', 'session']
  event['event.type'] = [step === 'end' ? 'end' : 'start']
  if (outcome !== undefined) event['event.outcome'] = outcome
  const outer = event['source.ip']
  if (outer !== undefined) event['client.ip'] = outer
  return event
}
