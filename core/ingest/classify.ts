import { outcomeOf, wordsOf } from './outcome.ts'
import type { Event, VpnStep } from '../event/event.ts'

const ends = wordSet(
  'logout logoff disconnect disconnected disconnection end ended stop stopped closed terminate terminated teardown down signout',
)
const starts = wordSet(
  'login logon connect connected connection start started established up signin open opened',
)
const checks = wordSet(
  'auth authentication authenticate authenticated password credential credentials failed denied rejected',
)
const updates = wordSet('update interim alive keepalive')

/**
 * Completes an event of a format without a vendor decoder: outcome, ECS category and type, person, both ends, and
 * `vpn.step`, from what the record says of its action. A field that is there already stays.
 */
export function classify(event: Event): Event {
  const action = event['event.action']
  if (event['event.outcome'] === undefined && action !== undefined) setOutcome(event, action)
  const person = event['user.email'] ?? event['user.id']
  if (event['user.name'] === undefined && person !== undefined) event['user.name'] = person
  const client = event['client.ip']
  if (event['source.ip'] === undefined && client !== undefined) event['source.ip'] = client
  const server = event['server.ip']
  if (event['destination.ip'] === undefined && server !== undefined) event['destination.ip'] = server
  if (event['event.category'] === undefined) setCategory(event, action)
  const step = event['vpn.step'] ?? stepOf(event)
  if (step !== undefined) event['vpn.step'] = step
  return event
}

function setOutcome(event: Event, action: string): void {
  const outcome = outcomeOf(action)
  if (outcome !== undefined) event['event.outcome'] = outcome
}

function setCategory(event: Event, action: string | undefined): void {
  if (isFlow(event)) {
    event['event.category'] = ['network']
    event['event.type'] ??= ['connection', event['event.outcome'] === 'failure' ? 'denied' : 'allowed']
    return
  }
  if (event['user.name'] === undefined || action === undefined) return
  const words = wordsOf(action)
  if (words.some((word) => ends.has(word))) setKind(event, 'session', 'end')
  else if (words.some((word) => updates.has(word))) setKind(event, 'session', 'info')
  else if (words.some((word) => starts.has(word))) setKind(event, 'authentication', 'start')
  else if (words.some((word) => checks.has(word))) setKind(event, 'authentication', 'info')
}

function setKind(event: Event, category: string, type: string): void {
  event['event.category'] = [category]
  event['event.type'] ??= [type]
}

function isFlow(event: Event): boolean {
  return event['destination.ip'] !== undefined && event['destination.port'] !== undefined
}

function stepOf(event: Event): VpnStep | undefined {
  const categories = event['event.category'] ?? []
  const authentication = categories.includes('authentication')
  if (!authentication && !categories.includes('session')) return undefined
  const types = event['event.type'] ?? []
  if (event['vpn.mfa.result'] === 'prompted') return 'challenge'
  if (types.includes('end')) return 'end'
  if (authentication && event['event.outcome'] === 'failure') return 'attempt'
  if (types.includes('start')) return 'start'
  return authentication ? 'attempt' : 'update'
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '))
}
