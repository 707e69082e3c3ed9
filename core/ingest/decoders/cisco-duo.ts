import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import { parseTime } from '../coerce.ts'
import type { DecodeContext } from '../decoder.ts'
import { readAddressPort } from './address-port.ts'
import { jsonProduct } from './json-product.ts'

type Record = ReadonlyMap<string, unknown>

/** Authentication log of Duo's Admin API (v1 and v2) and of its log sync, one JSON object a line. */
export const ciscoDuo = jsonProduct({
  name: 'cisco-duo',
  title: 'Cisco Duo authentication log (JSON)',
  marks: [['"access_device"', '"factor"', '"txid"']],
  openObject: (context) => (record) =>
    record.has('txid') && record.has('factor') ? decode(record, context) : undefined,
})

function decode(record: Record, context: DecodeContext): Event | Reject {
  const stamp = record.get('timestamp') ?? record.get('isotimestamp') ?? record.get('ts')
  const time = parseTime(stamp, context)
  if (Number.isNaN(time))
    return new Reject(
      stamp === undefined
        ? 'there is no time in this record'
        : 'the time of this record is not in a known form',
    )
  const result = textOf(record, 'result')?.toLowerCase()
  const success = result === 'success' || result === 'allow'
  const event: Event = {
    '@timestamp': time,
    'event.category': ['authentication'],
    'event.kind': 'event',
    'event.outcome': success ? 'success' : 'failure',
    'event.type': ['info'],
    'observer.product': 'Duo',
    'observer.vendor': 'Cisco',
  }
  setPerson(event, record)
  setDevice(event, record)
  setFactor(event, record, success)
  return event
}

function setPerson(event: Event, record: Record): void {
  const name = textOf(record, 'user.name') ?? textOf(record, 'username')
  if (name !== undefined) {
    event['user.name'] = name
    event['source.user.name'] = name
  }
  const id = textOf(record, 'user.key')
  if (id !== undefined) event['user.id'] = id
  const email = textOf(record, 'email')
  if (email !== undefined) event['user.email'] = email
  const groups = record.get('user.groups')
  const group: unknown = Array.isArray(groups) ? groups[0] : undefined
  if (typeof group === 'string') event['group.name'] = group
}

function setDevice(event: Event, record: Record): void {
  const from = textOf(record, 'access_device.ip') ?? textOf(record, 'ip')
  const end = from === undefined ? undefined : readAddressPort(from)
  if (from !== undefined) event['source.address'] = textOf(record, 'access_device.hostname') ?? from
  if (end !== undefined) {
    event['source.ip'] = end.address
    if (end.port !== undefined) event['source.port'] = end.port
  }
  const city = textOf(record, 'access_device.location.city') ?? textOf(record, 'location.city')
  const country = textOf(record, 'access_device.location.country') ?? textOf(record, 'location.country')
  if (city !== undefined) event['source.geo.city_name'] = city
  if (country !== undefined) event['source.geo.country_name'] = country
  const os = textOf(record, 'access_device.os')
  if (os !== undefined) event['vpn.client.os'] = os
  const device = textOf(record, 'access_device.hostname') ?? textOf(record, 'access_device.epkey')
  if (device !== undefined) event['vpn.device.name'] = device
}

/** Reasons that say of a `denied` that nobody was asked for a second factor, or none was needed. */
const unasked = new Set(['n/a', 'not_available', 'none', ''])

function setFactor(event: Event, record: Record, success: boolean): void {
  const reason = textOf(record, 'reason')
  if (reason !== undefined) event['event.reason'] = reason
  const factor = textOf(record, 'factor')
  if (factor !== undefined) event['vpn.auth_method'] = factor
  const application = textOf(record, 'application.name') ?? textOf(record, 'integration')
  if (application !== undefined) event['network.application'] = application
  const action = textOf(record, 'event_type') ?? textOf(record, 'eventtype')
  if (action !== undefined) event['event.action'] = action
  if (action !== undefined && action !== 'authentication') return
  if (success && unasked.has((factor ?? '').toLowerCase())) {
    event['vpn.step'] = 'attempt'
    return
  }
  event['vpn.step'] = 'challenge'
  event['vpn.mfa.result'] = success ? 'success' : 'failure'
}

function textOf(record: Record, key: string): string | undefined {
  const value = record.get(key)
  return typeof value === 'string' && value !== '' ? value : undefined
}
