import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { openEnvelope } from '../syslog.ts'
import { activityMark, findPlainActivity, readActivity, readPlainActivity } from './barracuda/activity.ts'
import { openFrame, type Frame } from './barracuda/frame.ts'
import { jsonMarks, openJsonRecord } from './barracuda/json-records.ts'
import { readService } from './barracuda/services.ts'
import { jsonProduct } from './json-product.ts'

/** The log stream of Barracuda CloudGen Firewalls to Logstash. */
export const barracudaStream = jsonProduct({
  name: 'barracuda-stream',
  title: 'Barracuda CloudGen Firewall (log stream, JSON)',
  marks: jsonMarks,
  openObject: openJsonRecord,
})

/** The logs of the box as syslog, and as they lie in its files. */
export const barracuda: Decoder = {
  name: 'barracuda',
  title: 'Barracuda CloudGen Firewall (activity, VPN, authentication)',
  sniff: (line) => {
    if (line.includes(activityMark) && line.includes('|proto=') && line.includes('|srcIP=')) return 0.97
    // Cheap signs first: every line of every file comes by.
    const isLikely = line.includes('box_') || line.includes('srv_') || line.charCodeAt(4) === 32
    return isLikely && openFrame(line, anyContext) !== undefined ? 0.9 : 0
  },
  open,
}

const anyContext = { zoneOffset: 0, year: 2000 }

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    const mark = line.indexOf(activityMark)
    const frame = mark < 0 ? openFrame(line, context) : undefined
    if (mark < 0 && frame === undefined) return new Reject('not a line of a log of the CloudGen Firewall')
    const { time, host } = frame ?? openEnvelope(line, context)
    if (Number.isNaN(time)) return new Reject('no time in the line')
    const event: Event = {
      '@timestamp': time,
      'event.category': ['network'],
      'event.kind': 'event',
      'observer.product': 'ngfw',
      'observer.type': 'firewall',
      'observer.vendor': 'Barracuda',
    }
    if (host !== '') event['observer.name'] = host
    if (frame === undefined)
      readActivity(event, line.slice(line.lastIndexOf(' ', mark - 1) + 1, mark), line.slice(mark + 2))
    else readMessage(event, frame)
    return event
  }
}

function readMessage(event: Event, { log, severity, message }: Frame): void {
  if (log !== '') event['event.provider'] = log
  event['log.level'] = severity.toLowerCase()
  const activity = findPlainActivity(message)
  if (activity) readPlainActivity(event, activity.action, activity.fields)
  else readService(event, message)
}
