import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import { parseTime } from '../coerce.ts'
import type { DecodeContext } from '../decoder.ts'
import { transportName } from '../protocols.ts'
import { compileFields } from './flat-fields.ts'
import { textOf } from './flat-values.ts'
import { jsonProduct } from './json-product.ts'

/**
 * VPC flow logs and firewall rules logging of Google Cloud, as Cloud Logging exports them
 * (https://cloud.google.com/vpc/docs/about-flow-logs-records, https://cloud.google.com/firewall/docs/firewall-rules-logging).
 */
export const gcp = jsonProduct({
  name: 'gcp-vpc',
  title: 'Google Cloud VPC flow and firewall logs (JSON)',
  marks: [
    ['"jsonPayload"', '"connection"', '"src_ip"'],
    ['"connection"', '"reporter"', '"src_ip"'],
  ],
  openObject: (context) => (flat) => {
    const prefix = flat.has('jsonPayload.connection.src_ip') ? 'jsonPayload.' : ''
    if (!flat.has(`${prefix}connection.src_ip`)) return undefined
    const inner =
      prefix === '' ? flat : new Map([...flat].map(([key, value]) => [key.replace(prefix, ''), value]))
    return decode(inner, context)
  },
})

const setFields = compileFields({
  text: {
    'observer.name': 'resource.labels.subnetwork_name',
    'rule.name': 'rule_details.reference',
    'source.geo.city_name': 'src_location.city',
    'source.geo.country_name': 'src_location.country',
    'source.domain': 'src_instance.vm_name',
    'destination.domain': 'dest_instance.vm_name',
  },
  address: { 'source.ip': 'connection.src_ip', 'destination.ip': 'connection.dest_ip' },
  count: {
    'source.port': 'connection.src_port',
    'destination.port': 'connection.dest_port',
    'source.bytes': 'bytes_sent',
    'source.packets': 'packets_sent',
  },
})

function decode(flat: ReadonlyMap<string, unknown>, context: DecodeContext): Event | Reject {
  const start = parseTime(flat.get('start_time'), context)
  const end = parseTime(flat.get('end_time'), context)
  const logged = parseTime(flat.get('timestamp') ?? flat.get('receiveTimestamp'), context)
  const time = [start, end, logged].find((one) => !Number.isNaN(one))
  if (time === undefined) return new Reject('no readable time in this record')
  const event: Event = {
    '@timestamp': time,
    'event.kind': 'event',
    'event.category': ['network'],
    'event.type': ['connection'],
    'observer.vendor': 'Google',
    'observer.product': 'VPC',
  }
  setFields(event, flat)
  // The other direction is a record of its own.
  const { 'source.bytes': bytes, 'source.packets': packets } = event
  if (bytes !== undefined) event['network.bytes'] = bytes
  if (packets !== undefined) event['network.packets'] = packets
  const protocol = textOf(flat, 'connection.protocol')
  if (protocol !== undefined) {
    event['network.iana_number'] = protocol
    event['network.transport'] = transportName(protocol)
  }
  if (end >= start) {
    event['event.start'] = start
    event['event.end'] = end
    event['event.duration'] = (end - start) * 1e6
  }
  const disposition = textOf(flat, 'disposition')
  if (disposition === undefined) return event
  const isRefused = disposition === 'DENIED'
  event['event.action'] = disposition.toLowerCase()
  event['event.outcome'] = isRefused ? 'failure' : 'success'
  event['event.type'] = ['connection', isRefused ? 'denied' : 'allowed']
  return event
}
