import type { Event } from '../../../event/event.ts'
import { Reject } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { parseTime } from '../../coerce.ts'
import type { DecodeContext } from '../../decoder.ts'
import { countOf } from '../between.ts'
import { setClient } from './client.ts'
import type { Client } from './client.ts'
import type { KnownSessions } from './sessions.ts'

type Row = ReadonlyMap<string, string>

interface Snapshot {
  /** Epoch ms. */
  time: number
  sessions: KnownSessions
  context: DecodeContext
}

/** A row of the client list. */
export function readConnected(
  client: Client,
  row: Row,
  { time, sessions, context }: Snapshot,
): Event | Reject {
  const received = countOf(row.get('Bytes Received') ?? '')
  const sent = countOf(row.get('Bytes Sent') ?? '')
  if (received === undefined || sent === undefined) return new Reject('the counters of bytes are not numbers')
  const since = parseTime(row.get('Connected Since (time_t)') ?? row.get('Connected Since'), context)
  if (Number.isNaN(since)) return new Reject('the row is cut off or damaged: "Connected Since" is not a time')
  const known = sessions.get(client.peer)
  const isNew = known?.since !== since
  const session = isNew ? sessions.add(client.peer, since) : known
  const event = createEvent(isNew ? Math.min(since, time) : time, isNew ? 'start' : 'update')
  setClient(event, client)
  event['event.start'] = since
  event['event.end'] = time
  event['source.bytes'] = received
  event['destination.bytes'] = sent
  event['vpn.bytes_in'] = received
  event['vpn.bytes_out'] = sent
  event['vpn.duration'] = Math.max(0, (time - since) / 1000)
  const inner = row.get('Virtual Address') || row.get('Virtual IPv6 Address') || ''
  if (isAddress(inner)) {
    event['vpn.assigned_ip'] = inner
    session.addresses.add(inner)
  }
  return event
}

/** A route to a network or a hardware address, or a cached one (`10.8.0.7C`), is no lease. */
export function readRoute(client: Client, row: Row, { time, sessions, context }: Snapshot): Event | Reject {
  const used = parseTime(row.get('Last Ref (time_t)') ?? row.get('Last Ref'), context)
  if (Number.isNaN(used)) return new Reject('the row is cut off or damaged: "Last Ref" is not a time')
  const inner = row.get('Virtual Address') ?? ''
  const session = sessions.get(client.peer)
  const isLease = isAddress(inner)
  const isNew = isLease && session?.addresses.has(inner) !== true
  const event = createEvent(isNew ? (session?.since ?? used) : time, isNew ? 'assign' : 'update')
  setClient(event, client)
  event['event.action'] = isLease ? 'address-assigned' : 'route'
  if (!isLease) return event
  session?.addresses.add(inner)
  event['vpn.assigned_ip'] = inner
  return event
}

function createEvent(time: number, step: 'start' | 'update' | 'assign'): Event {
  const event: Event = {
    '@timestamp': time,
    'event.action': step === 'start' ? 'connected' : 'status',
    'event.category': ['network', 'session'],
    'event.kind': 'state',
    'event.type': [step === 'start' ? 'start' : 'info'],
    'observer.product': 'OpenVPN',
    'observer.type': 'vpn',
    'observer.vendor': 'OpenVPN',
    'vpn.step': step,
  }
  if (step === 'start') event['event.outcome'] = 'success'
  return event
}
