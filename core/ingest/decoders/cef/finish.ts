import type { Event } from '../../../event/event.ts'
import { isMachineAccount, readAccount } from '../../account.ts'
import { setTotals } from '../../flow-totals.ts'
import { outcomeOf } from '../../outcome.ts'
import { transportName } from '../../protocols.ts'
import { setRemoteAccess } from './remote-access.ts'

/** Fields in which devices write that they know nothing. */
const unknowns = ['vpn.assigned_ip', 'vpn.group'] as const
const absent = new Set(['0.0.0.0', '::', 'N/A'])

/** What formats without a message table have in common: the person, the totals, and what kind of record it is. */
export function finishEvent(event: Event, description: string): void {
  setAccount(event, accountOf(event))
  for (const field of unknowns) if (absent.has(event[field] ?? '')) delete event[field]
  const transport = event['network.transport']
  if (transport !== undefined) event['network.transport'] = transportName(transport)
  setTotals(event)
  setRemoteAccess(event, `${description} ${event['event.action'] ?? ''}`)
  if (event['vpn.step'] === undefined) setFlow(event)
}

/** The one who acts; a computer that acts for somebody is not. */
function accountOf(event: Event): string | undefined {
  const source = event['source.user.name'] ?? event['user.name']
  const target = event['destination.user.name']
  return source === undefined || (target !== undefined && isMachineAccount(source)) ? target : source
}

function setAccount(event: Event, text: string | undefined): void {
  if (text === undefined) return
  const { name, domain, email } = readAccount(text)
  if (name === '') return
  event['user.name'] = name
  if (domain !== '') event['user.domain'] ??= domain
  if (email !== '') event['user.email'] ??= email
}

/** A record with both ends and a port or a count is one of a connection. */
function setFlow(event: Event): void {
  const isFlow =
    event['source.ip'] !== undefined &&
    event['destination.ip'] !== undefined &&
    (event['destination.port'] ?? event['network.bytes'] ?? event['network.transport']) !== undefined
  if (!isFlow) return
  event['event.category'] ??= ['network']
  if (event['event.type'] !== undefined || !event['event.category'].includes('network')) return
  const outcome = outcomeOf(event['event.action'] ?? '')
  if (outcome !== undefined) event['event.outcome'] ??= outcome
  event['event.type'] =
    outcome === undefined || outcome === 'unknown'
      ? ['connection']
      : ['connection', outcome === 'success' ? 'allowed' : 'denied']
}
