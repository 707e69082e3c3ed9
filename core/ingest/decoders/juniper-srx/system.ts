import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { firstOf, toCount } from '../../field-map.ts'
import type { KeyValues } from '../../key-values.ts'
import { setPerson } from '../../set-person.ts'
import { readAdministrator } from './administrator.ts'
import { setSystem } from './fields.ts'
import { readNegotiation } from './negotiation.ts'
import { readRemoteAccess } from './remote-access.ts'

/** What a message of a daemon is, where its id says no more. */
const types = new Map<string, readonly string[]>([
  ['RTLOG_CONN_ERROR', ['error', 'connection']],
  ['PING_TEST_COMPLETED', ['info']],
  ['rtslib_dfwsm_get_async_cb', ['info']],
  ['UI_COMMIT', ['change']],
])

/** The verdict of a stateless filter. */
const filterTypes = new Map<string, string>([
  ['A', 'allowed'],
  ['D', 'deletion'],
  ['R', 'denied'],
])

/** Messages of the system: daemons, stateless filters, administrators, remote access. */
export function readSystem(event: Event, tag: string, pairs: KeyValues, text: string): void {
  setSystem(event, pairs)
  setPerson(event, firstOf(pairs, ['username', 'user-name']))
  if (tag !== '-' && tag !== '') event['event.action'] = tag.toLowerCase()
  const type = types.get(tag)
  if (type !== undefined) event['event.type'] = type
  if (tag === 'PING_TEST_COMPLETED') event['event.outcome'] = 'success'
  if (tag === 'FW') readFilter(event, text)
  readAdministrator(event, tag, pairs, text)
  readNegotiation(event, tag, text)
  readRemoteAccess(event, tag, pairs, text)
  const message = pairs.get('message') ?? text
  if (message !== '') event.message = message
}

/** `ge-0/0/0.0 A tcp 192.0.2.1 198.51.100.7 40000 443 (1 packets)` */
function readFilter(event: Event, text: string): void {
  const [port = '', verdict = '', protocol = '', source = '', destination = '', from, to, packets] = text
    .slice(0, 400)
    .trim()
    .split(/ +/)
  const type = filterTypes.get(verdict)
  if (type === undefined || !isAddress(source) || !isAddress(destination)) return
  event['event.type'] = [type]
  event['observer.ingress.interface.name'] = port
  event['network.transport'] = protocol
  event['source.ip'] = source
  event['destination.ip'] = destination
  const sourcePort = toCount(from)
  const destinationPort = toCount(to)
  const count = toCount(packets?.slice(1))
  if (sourcePort !== undefined) event['source.port'] = sourcePort
  if (destinationPort !== undefined) event['destination.port'] = destinationPort
  if (count !== undefined) event['source.packets'] = count
}
