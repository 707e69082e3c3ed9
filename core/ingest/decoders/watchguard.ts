import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { readKeyValues } from '../key-values.ts'
import { openEnvelope } from '../syslog.ts'
import { between } from './between.ts'
import { readRemoteAccess } from './watchguard/remote-access.ts'
import { readTraffic } from './watchguard/traffic.ts'

export const watchguard: Decoder = {
  name: 'watchguard',
  title: 'WatchGuard Firebox (Fireware syslog)',
  sniff: (line) => (line.charCodeAt(0) !== 123 && isMessageId(line) ? 0.97 : 0),
  open,
}

const mark = 'msg_id="'
const absent: ReadonlySet<string> = new Set(['0.0.0.0'])

/** `msg_id="3000-0148"`: two groups of four hexadecimal digits. */
function isMessageId(line: string): boolean {
  const at = line.indexOf(mark) + mark.length
  return at >= mark.length && line.charCodeAt(at + 4) === 45 && line.charCodeAt(at + 9) === 34
}

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    if (!isMessageId(line)) return new Reject('not a Fireware message: it has no msg_id')
    const { time, host, priority } = openEnvelope(line, context)
    if (Number.isNaN(time)) return new Reject('no time in the line')
    const event: Event = {
      '@timestamp': time,
      'event.category': ['network'],
      'event.code': between(line, mark, '"'),
      'event.kind': 'event',
      'observer.product': 'Firebox',
      'observer.type': 'firewall',
      'observer.vendor': 'WatchGuard',
    }
    if (host !== '' && host !== 'Allow' && host !== 'Deny') event['observer.name'] = host
    if (priority >= 0) event['log.syslog.priority'] = priority
    readBody(event, line)
    return event
  }
}

/** The verdict stands after the id in syslog, and before it in an export of Traffic Monitor. */
function readBody(event: Event, line: string): void {
  for (const verdict of ['Allow', 'Deny']) {
    const at = line.indexOf(` ${verdict} `)
    if (at < 0 || at > 300) continue
    const text = line.slice(at + verdict.length + 2)
    return readTraffic(event, verdict, text, readKeyValues(line, at, absent))
  }
  event['event.type'] = ['info']
  event.message = line.slice(line.indexOf(mark) + mark.length + 10).trim()
  readRemoteAccess(event, line)
}
