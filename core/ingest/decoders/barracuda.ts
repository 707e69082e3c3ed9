import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { openEnvelope } from '../syslog.ts'
import { activityMark, readActivity } from './barracuda/activity.ts'
import { jsonMarks, openJsonRecord } from './barracuda/json-records.ts'
import { jsonProduct } from './json-product.ts'

/** The log stream of Barracuda CloudGen Firewalls to Logstash. */
export const barracudaStream = jsonProduct({
  name: 'barracuda-stream',
  title: 'Barracuda CloudGen Firewall (log stream, JSON)',
  marks: jsonMarks,
  openObject: openJsonRecord,
})

/** The firewall activity log as syslog. */
export const barracuda: Decoder = {
  name: 'barracuda',
  title: 'Barracuda CloudGen Firewall (activity log, syslog)',
  sniff: (line) =>
    line.includes(activityMark) && line.includes('|proto=') && line.includes('|srcIP=') ? 0.97 : 0,
  open,
}

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    const mark = line.indexOf(activityMark)
    if (mark < 0) return new Reject('not a line of the firewall activity log')
    const { time, host } = openEnvelope(line, context)
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
    readActivity(event, line.slice(line.lastIndexOf(' ', mark - 1) + 1, mark), line.slice(mark + 2))
    return event
  }
}
