import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { compileFieldMap, toCount } from '../field-map.ts'
import { setTotals } from '../flow-totals.ts'
import type { KeyValues } from '../key-values.ts'
import { readKeyValues } from '../key-values.ts'
import { setPerson } from '../set-person.ts'
import { readIsoTime, readOffset } from '../timestamps.ts'

/** Stormshield Network Security, WELF (https://documentation.stormshield.eu, "Description of audit logs"). */
export const stormshield: Decoder = {
  name: 'stormshield',
  title: 'Stormshield Network Security (WELF)',
  sniff: (line) => (markAt(line) >= 0 ? 0.97 : 0),
  open,
}

/** `id=firewall time=… fw=… tz=+0200 startime=… logtype="…"`: SonicWall and Connect Secure have other keys behind the same id. */
function markAt(line: string): number {
  const at = line.charCodeAt(0) === 123 ? -1 : line.indexOf('id=firewall ')
  return at >= 0 && at < 300 && line.includes(' logtype="', at) && line.includes(' tz=', at) ? at : -1
}

const absent: ReadonlySet<string> = new Set(['0.0.0.0'])

const setFields = compileFieldMap({
  text: {
    'observer.name': 'fw',
    'rule.name': 'rulename ruleid',
    'observer.ingress.interface.name': 'srcif srcifname',
    'observer.egress.interface.name': 'dstif dstifname',
    'destination.domain': 'dstname',
    'network.protocol': 'proto',
    'vpn.auth_method': 'method',
    'event.reason': 'reason',
    message: 'msg',
  },
  word: { 'network.transport': 'ipproto' },
  address: {
    'source.ip': 'src address',
    'destination.ip': 'dst',
    'source.nat.ip': 'modsrc',
    'destination.nat.ip': 'origdst',
    'vpn.assigned_ip': 'remotenet',
  },
  count: {
    'source.port': 'srcport',
    'destination.port': 'dstport',
    'source.bytes': 'sent',
    'destination.bytes': 'rcvd',
  },
})

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    const at = markAt(line)
    if (at < 0) return new Reject('not a record of Stormshield: no id=firewall with tz and logtype')
    const pairs = readKeyValues(line, at, absent)
    const time = timeOf(pairs, context)
    return Number.isNaN(time) ? new Reject('no time in the record') : decode(pairs, time)
  }
}

/** The firewall's clock, and its zone beside it. */
function timeOf(pairs: KeyValues, context: DecodeContext): number {
  const offset = readOffset(pairs.get('tz') ?? '', 0)
  return readIsoTime(pairs.get('time') ?? '', 0, Number.isNaN(offset) ? context.zoneOffset : offset)
}

function decode(pairs: KeyValues, time: number): Event {
  const kind = pairs.get('logtype') ?? ''
  const event: Event = {
    '@timestamp': time,
    'event.category': ['network'],
    'event.dataset': `stormshield.${kind}`,
    'event.kind': kind === 'alarm' ? 'alert' : 'event',
    'event.type': ['info'],
    'observer.product': 'SNS',
    'observer.type': 'firewall',
    'observer.vendor': 'Stormshield',
  }
  setFields(event, pairs)
  setPerson(event, pairs.get('user'))
  if (event['source.ip'] !== undefined) event['client.ip'] = event['source.ip']
  switch (kind) {
    case 'auth':
      setLogin(event, pairs, true)
      break
    case 'server':
      setLogin(event, pairs, false)
      break
    case 'xvpn':
      setSession(event, pairs)
      break
    case 'alarm':
      event['event.category'] = ['network', 'intrusion_detection']
      setConnection(event, pairs)
      break
    default:
      setConnection(event, pairs)
  }
  return event
}

function setConnection(event: Event, pairs: KeyValues): void {
  const action = pairs.get('action')
  setTotals(event)
  const seconds = Number(pairs.get('duration') ?? NaN)
  if (seconds >= 0) event['event.duration'] = Math.round(seconds * 1e9)
  if (action === undefined) return
  const isRefused = action === 'block' || action === 'reset'
  event['event.action'] = action
  event['event.outcome'] = isRefused ? 'failure' : 'success'
  event['event.type'] = ['connection', isRefused ? 'denied' : 'allowed']
}

/** `error=0` is a success; at the server (administration) it is no remote access. */
function setLogin(event: Event, pairs: KeyValues, isRemote: boolean): void {
  const error = pairs.get('error')
  const told = (pairs.get('msg') ?? '').toLowerCase()
  const isEnd = told.includes('log out') || told.includes('logged out') || told.includes('logout')
  const isLogin = isRemote || told.includes('login') || told.includes('logged in') || told.includes('authent')
  event['event.category'] = isLogin ? ['authentication'] : ['configuration']
  if (error === undefined || (!isLogin && !isEnd)) return
  event['event.outcome'] = error === '0' ? 'success' : 'failure'
  event['event.action'] = isEnd ? 'logout' : 'login'
  if (isRemote && !isEnd && event['user.name'] !== undefined) event['vpn.step'] = 'attempt'
}

/** The SSL VPN: a tunnel comes and goes, the firewall counting from itself. */
function setSession(event: Event, pairs: KeyValues): void {
  const told = (pairs.get('msg') ?? '').toLowerCase()
  const isEnd = /removed|deleted|closed|destroyed|disconnect/.test(told)
  const isStart = /created|established|opened|connected/.test(told)
  const failed = (pairs.get('error') ?? '0') !== '0'
  event['event.category'] = ['network', 'session']
  event['vpn.tunnel_type'] = 'ssl'
  if (event['user.name'] === undefined || (!isEnd && !isStart && !failed)) return
  event['vpn.step'] = failed ? 'attempt' : isEnd ? 'end' : 'start'
  event['event.type'] = [isEnd ? 'end' : 'start']
  if (!isEnd) event['event.outcome'] = failed ? 'failure' : 'success'
  const gateway = event['observer.name']
  if (gateway !== undefined) event['vpn.gateway'] = gateway
  const seconds = Number(pairs.get('duration') ?? NaN)
  if (isEnd && seconds >= 0) event['vpn.duration'] = Math.round(seconds)
  const received = toCount(pairs.get('rcvd'))
  const sent = toCount(pairs.get('sent'))
  if (received !== undefined) event['vpn.bytes_in'] = received
  if (sent !== undefined) event['vpn.bytes_out'] = sent
}
