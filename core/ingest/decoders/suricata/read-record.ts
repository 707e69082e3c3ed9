import { Reject } from '../../../event/event.ts'
import type { Event } from '../../../event/event.ts'
import type { DecodeContext } from '../../decoder.ts'
import { transportName } from '../../protocols.ts'
import { readIsoTime } from '../../timestamps.ts'
import { compileFields } from '../flat-fields.ts'
import { textOf } from '../flat-values.ts'
import type { Values } from '../flat-values.ts'
import { readAlert } from './alert.ts'
import { readDns, readFile, readHttp, readTls } from './application.ts'
import { eventTypes, noProtocols } from './event-types.data.ts'
import { readFlow, readNetflow } from './flow.ts'

const setEnds = compileFields({
  text: { 'observer.hostname': 'host', 'observer.ingress.interface.name': 'in_iface' },
  address: { 'source.ip': 'src_ip', 'destination.ip': 'dest_ip' },
  count: { 'source.port': 'src_port', 'destination.port': 'dest_port' },
})

/** One record of EVE. */
export function readRecord(values: Values, context: DecodeContext): Event | Reject {
  const name = (textOf(values, 'event_type') ?? '').toLowerCase()
  const time = readIsoTime(textOf(values, 'timestamp') ?? '', 0, context.zoneOffset)
  if (Number.isNaN(time)) return new Reject('the time of this record is missing or not in a known form')
  const kind = eventTypes.get(name)
  const event: Event = {
    '@timestamp': time,
    'event.kind': kind?.kind ?? 'event',
    'event.category': kind?.category ?? ['network'],
    'event.dataset': `suricata.${/^[a-z]\w{0,39}$/.test(name) ? name : 'other'}`,
    'observer.vendor': 'OISF',
    'observer.product': 'Suricata',
    'observer.type': 'ids',
  }
  if (kind?.type !== undefined) event['event.type'] = kind.type
  setEnds(event, values)
  const transport = textOf(values, 'proto')
  if (transport !== undefined) event['network.transport'] = transportName(transport)
  const protocol = protocolOf(values) ?? kind?.protocol
  if (protocol !== undefined) event['network.protocol'] = protocol
  readBody(event, values, name, context)
  return event
}

function protocolOf(values: Values): string | undefined {
  const name = textOf(values, 'app_proto')?.toLowerCase()
  return name === undefined || noProtocols.has(name) ? undefined : name
}

function readBody(event: Event, values: Values, name: string, context: DecodeContext): void {
  if (name === 'netflow') readNetflow(event, values, context)
  else readFlow(event, values, context)
  if (name === 'alert' || name === 'drop') readAlert(event, values)
  if (event['network.protocol'] === 'dns') readDns(event, values)
  readHttp(event, values, name)
  readTls(event, values)
  readFile(event, values)
}
