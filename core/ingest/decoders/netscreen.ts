import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { openEnvelope } from '../syslog.ts'
import { wordAfter } from './between.ts'
import {
  readAdministration,
  readAttack,
  readExtendedAuthentication,
  readTraffic,
} from './netscreen/records.ts'

export const netscreen: Decoder = {
  name: 'netscreen',
  title: 'Juniper NetScreen / SSG (ScreenOS syslog)',
  sniff: (line) =>
    line.charCodeAt(0) !== 123 && line.includes(' NetScreen device_id=') && line.includes('system-')
      ? 0.98
      : 0,
  open,
}

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    const at = line.indexOf('system-')
    const colon = line.indexOf(': ', at)
    if (at < 0 || colon < 0 || !line.includes('NetScreen')) return new Reject('not a ScreenOS message')
    const { time } = openEnvelope(line, context)
    if (Number.isNaN(time)) return new Reject('no time in the line')
    return decodeMessage(time, line, line.slice(at, colon), line.slice(colon + 2).trim())
  }
}

/** The tag is `system-notification-00257(traffic)`: level, number, and kind where there is one. */
function decodeMessage(time: number, line: string, tag: string, text: string): Event {
  const [, level = '', rest = ''] = tag.split('-', 3)
  const event: Event = {
    '@timestamp': time,
    message: text,
    'event.category': ['network'],
    'event.code': rest.slice(0, 5),
    'event.kind': 'event',
    'event.type': ['info'],
    'log.level': level,
    'observer.product': 'NetScreen',
    'observer.type': 'firewall',
    'observer.vendor': 'Juniper',
  }
  const device = wordAfter(line, 'device_id=')
  if (device !== '') {
    event['observer.name'] = device
    event['observer.serial_number'] = device
  }
  if (rest.endsWith('(traffic)')) readTraffic(event, text)
  else if (text.includes('XAuth login')) readExtendedAuthentication(event, text)
  else if (text.includes(' From ') && text.includes(' to ')) readAttack(event, text)
  else readAdministration(event, text)
  if (event['vpn.step'] !== undefined && device !== '') event['vpn.gateway'] = device
  return event
}
