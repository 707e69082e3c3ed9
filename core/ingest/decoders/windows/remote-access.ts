import type { Event, VpnStep } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { setPerson } from '../../set-person.ts'
import { between, countOf, wordAfter } from '../between.ts'
import type { WindowsRecord } from './record.ts'

/** What is told by place in the event's data, after the connection's id; the same in every language. */
type Place =
  | 'user'
  | 'port'
  | 'address'
  | 'reason'
  | 'assigned'
  | 'minutes'
  | 'seconds'
  | 'sent'
  | 'received'
  | 'tunnel'
  | ''

interface Told {
  action: string
  step?: VpnStep
  outcome?: 'success' | 'failure'
  places: readonly Place[]
}

/**
 * Routing and Remote Access Service (https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2008-r2-and-2008/,
 * "RAS Connection"): `CoId={…}: The user CORP\alice connected on port VPN2-127 …`.
 */
const events: ReadonlyMap<string, Told> = new Map<string, Told>([
  ['20250', { action: 'connected', step: 'attempt', outcome: 'success', places: ['user', 'port'] }],
  [
    '20271',
    { action: 'refused', step: 'attempt', outcome: 'failure', places: ['user', 'address', 'reason'] },
  ],
  [
    '20272',
    {
      action: 'disconnected',
      step: 'end',
      places: ['user', 'port', '', '', '', '', 'minutes', 'seconds', 'sent', 'received', 'reason', 'tunnel'],
    },
  ],
  [
    '20274',
    { action: 'address-assigned', step: 'start', outcome: 'success', places: ['user', 'port', 'assigned'] },
  ],
  ['20275', { action: 'disconnected', step: 'end', places: ['assigned'] }],
  ['20255', { action: 'error', outcome: 'failure', places: ['port', 'user', 'reason'] }],
])

/** False where the event is none of the service. */
export function readRemoteAccess(event: Event, record: WindowsRecord): boolean {
  if (!/^20[12]\d\d$/.test(record.id)) return false
  if (record.provider !== '' && !/remoteaccess|rasserver|rasman/i.test(record.provider)) return false
  const told = events.get(record.id)
  event['event.category'] = ['network', 'session']
  event['event.type'] = ['connection', 'info']
  event['network.protocol'] = 'ras'
  if (told === undefined) return true
  const facts = factsOf(record, told.places)
  event['event.action'] = told.action
  event['event.category'] = told.step === 'attempt' ? ['authentication', 'network'] : ['network', 'session']
  if (told.step !== undefined) event['event.type'] = ['connection', told.step === 'end' ? 'end' : 'start']
  if (told.outcome !== undefined) event['event.outcome'] = told.outcome
  setFacts(event, facts, told.step)
  if (told.step === undefined) return true
  event['vpn.step'] = told.step
  if (record.computer !== '') event['vpn.gateway'] = record.computer
  return true
}

function factsOf({ list, message }: WindowsRecord, places: readonly Place[]): Map<Place, string> {
  const facts = new Map<Place, string>()
  // The first is the connection's id, `{5B9E…}` or `{NA}`, where there is one.
  const values =
    list[0]?.startsWith('{') === true || list[0]?.startsWith('CoId') === true ? list.slice(1) : list
  if (values.length >= places.length - 1 && values.length > 0) {
    for (const [i, place] of places.entries()) if (place !== '') facts.set(place, values[i] ?? '')
    return facts
  }
  facts.set(
    'user',
    between(message, 'The user ', ' has connected ') || between(message, 'The user ', ' connected '),
  )
  facts.set('port', wordAfter(message, 'on port ').replace(/[.,]$/, ''))
  facts.set('address', wordAfter(message, 'connected from '))
  facts.set(
    'assigned',
    (wordAfter(message, 'assigned address ') || wordAfter(message, 'ip address ')).replace(/[.,]$/, ''),
  )
  facts.set(
    'reason',
    between(message, 'reason for disconnecting was ', '.') ||
      between(message, 'due to the following reason: ', '\n') ||
      after(message, 'due to the following reason: '),
  )
  facts.set('minutes', between(message, 'was active for ', ' minutes'))
  facts.set('seconds', between(message, ' minutes ', ' seconds'))
  facts.set('sent', between(message, 'seconds. ', ' bytes were sent'))
  facts.set('received', between(message, 'sent and ', ' bytes were received'))
  facts.set('tunnel', between(message, 'tunnel used was ', '.'))
  return facts
}

/** The server counts from itself: what it sent is the person's download. */
function setFacts(event: Event, facts: ReadonlyMap<Place, string>, step: VpnStep | undefined): void {
  const user = facts.get('user') ?? ''
  if (user !== '' && !user.startsWith('<')) setPerson(event, user)
  const outer = facts.get('address') ?? ''
  if (isAddress(outer)) event['source.ip'] = event['client.ip'] = outer
  const assigned = facts.get('assigned') ?? ''
  if (isAddress(assigned)) event['vpn.assigned_ip'] = assigned
  const port = facts.get('port') ?? ''
  if (port !== '') event['vpn.session_id'] = port
  const tunnel = facts.get('tunnel') ?? ''
  const kind = between(tunnel, '(', ')') || tunnel
  if (kind !== '') event['vpn.tunnel_type'] = kind
  const minutes = countOf((facts.get('minutes') ?? '').trim())
  const seconds = countOf((facts.get('seconds') ?? '').trim())
  if (minutes !== undefined) event['vpn.duration'] = minutes * 60 + (seconds ?? 0)
  const sent = countOf(facts.get('sent') ?? '')
  const received = countOf(facts.get('received') ?? '')
  if (sent !== undefined) event['vpn.bytes_out'] = sent
  if (received !== undefined) event['vpn.bytes_in'] = received
  const reason = (facts.get('reason') ?? '').trim()
  if (reason === '') return
  if (step === 'end') event['vpn.disconnect_reason'] = reason
  else event['event.reason'] = reason
}

function after(text: string, mark: string): string {
  const at = text.indexOf(mark)
  return at < 0 ? '' : text.slice(at + mark.length)
}
