import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import { parseTime } from '../coerce.ts'
import type { DecodeContext } from '../decoder.ts'
import { merakiAlerts } from './cisco-meraki/kinds.data.ts'
import { jsonProduct } from './json-product.ts'

/** Alerts that the Meraki dashboard sends to a webhook, one JSON object a line. */
export const ciscoMerakiAlerts = jsonProduct({
  name: 'cisco-meraki-alerts',
  title: 'Cisco Meraki dashboard alerts (JSON)',
  marks: [['"organizationId"', '"alertType"', '"occurredAt"']],
  openObject: (context) => (record) =>
    record.has('alertType') && record.has('occurredAt') ? decode(record, context) : undefined,
})

const names = [
  ['alertType', 'event.action'],
  ['alertLevel', 'log.level'],
  ['deviceModel', 'observer.product'],
  ['deviceName', 'observer.name'],
  ['deviceSerial', 'observer.serial_number'],
  ['networkName', 'network.name'],
] as const

function decode(record: ReadonlyMap<string, unknown>, context: DecodeContext): Event | Reject {
  const time = parseTime(record.get('occurredAt') ?? record.get('sentAt'), context)
  if (Number.isNaN(time)) return new Reject('there is no time in this record')
  const id = record.get('alertTypeId')
  const kind = typeof id === 'string' ? merakiAlerts.get(id) : undefined
  const event: Event = {
    '@timestamp': time,
    'event.category': ['network', ...(kind?.category ?? [])],
    'event.kind': 'alert',
    'event.type': ['info', ...(kind?.type ?? [])],
    'observer.vendor': 'Cisco',
  }
  if (typeof id === 'string' && id !== '') event['event.code'] = id
  for (const [key, field] of names) {
    const value = record.get(key)
    if (typeof value === 'string' && value !== '') event[field] = value
  }
  return event
}
