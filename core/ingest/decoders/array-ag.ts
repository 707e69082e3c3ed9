import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { compileFieldMap } from '../field-map.ts'
import { readKeyValues } from '../key-values.ts'
import type { KeyValues } from '../key-values.ts'
import { setPerson } from '../set-person.ts'
import { openEnvelope } from '../syslog.ts'

/** Array Networks AG and vxAG, WELF: `id=ArrayOS time="2026-1-2 3:4:5" fw=AG pri=6 vpn=vs1 user=alice src=192.0.2.7 type=vpn msg="…"`. */
export const arrayAg: Decoder = {
  name: 'array-ag',
  title: 'Array Networks AG (WELF)',
  sniff: (line) => (line.charCodeAt(0) !== 123 && line.slice(0, 300).includes('id=ArrayOS ') ? 0.97 : 0),
  open,
}

const absent: ReadonlySet<string> = new Set(['0.0.0.0', '-'])

const setFields = compileFieldMap({
  text: { 'observer.name': 'fw', 'vpn.group': 'vpn', message: 'msg' },
  word: { 'network.transport': 'proto' },
  address: { 'source.ip': 'src', 'client.ip': 'src', 'destination.ip': 'dst' },
  count: {
    'source.port': 'sport',
    'destination.port': 'dport',
    'source.bytes': 'sent',
    'destination.bytes': 'rcvd',
  },
})

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    const at = line.indexOf('id=ArrayOS ')
    if (at < 0) return new Reject('no record of ArrayOS')
    const pairs = readKeyValues(line, at, absent)
    const time = timeOf(line, pairs, context)
    return Number.isNaN(time) ? new Reject('no time in the line') : decode(pairs, time)
  }
}

/** Days and hours may have one digit. */
function timeOf(line: string, pairs: KeyValues, context: DecodeContext): number {
  const [date = '', clock = ''] = (pairs.get('time') ?? '').split(' ')
  const two = (part: string) => part.padStart(2, '0')
  const stamp = `${date.split('-').map(two).join('-')}T${clock.split(':').map(two).join(':')}`
  const zone = /([+-]\d{4})/.exec(pairs.get('timezone') ?? '')?.[1] ?? ''
  const own = openEnvelope(`${stamp}${zone} x`, context).time
  return Number.isNaN(own) ? openEnvelope(line, context).time : own
}

function decode(pairs: KeyValues, time: number): Event {
  const event: Event = {
    '@timestamp': time,
    'event.category': ['network'],
    'event.kind': 'event',
    'event.type': ['info'],
    'observer.product': 'AG',
    'observer.type': 'vpn',
    'observer.vendor': 'Array Networks',
  }
  setFields(event, pairs)
  setPerson(event, pairs.get('user'))
  const told = (pairs.get('msg') ?? '').toLowerCase()
  const isStart = /tunnel has been established/.test(told)
  const isEnd =
    /log(?:ged)? ?out|session (?:ended|closed|terminated|timeout)|disconnected|tunnel .{0,40}been terminated/.test(
      told,
    )
  const failed = /fail|denied|reject|invalid|incorrect/.test(told)
  const isLogin = /log(?:ged)? ?in|authenticat/.test(told)
  if (event['network.transport'] === 'ip') delete event['network.transport']
  if (event['user.name'] === undefined || (!isEnd && !isLogin && !isStart)) return event
  event['vpn.step'] = isEnd ? 'end' : isStart ? 'start' : 'attempt'
  event['event.action'] = isEnd ? 'logout' : isStart ? 'connected' : 'login'
  event['event.category'] = isEnd ? ['session'] : ['authentication', 'network']
  event['event.type'] = [isEnd ? 'end' : 'start']
  if (!isEnd) event['event.outcome'] = failed ? 'failure' : 'success'
  const gateway = pairs.get('fw')
  if (gateway !== undefined) event['vpn.gateway'] = gateway
  return event
}
