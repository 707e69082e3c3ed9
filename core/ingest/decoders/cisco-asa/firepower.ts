import type { Event } from '../../../event/event.ts'
import { firepowerActions } from './firepower.data.ts'

/** Category is `network` for all; an action that is not here keeps the classification of the ASA. */
const typesByAction = new Map<string, readonly string[]>([
  ['firewall-rule', ['info']],
  ['flow-creation', ['connection', 'start']],
  ['flow-expiration', ['connection', 'end']],
  ['connection-started', ['connection', 'start']],
  ['error', ['info', 'end']],
  ['bypass', ['info']],
  ['deleted', ['info', 'end']],
])

const network = ['network']

/**
 * Classifies a message that ASA and Firepower Threat Defense share as Elastic's `cisco_ftd` integration does: a refusal
 * is a failure there and stands behind what the message tells of, and a connection has the ends in the order in which
 * the line names them.
 */
export function asFirepower(event: Event): void {
  const types = event['event.type'] ?? []
  const outcome = types.includes('denied')
    ? 'failure'
    : types.includes('allowed')
      ? 'success'
      : event['event.outcome']
  if (outcome !== undefined) event['event.outcome'] = outcome
  const action = firepowerActions.get(event['event.code'] ?? '') ?? 'firewall-rule'
  event['event.action'] = action === '' ? event['event.action'] : action
  const base = typesByAction.get(event['event.action'] ?? '')
  if (base !== undefined) {
    event['event.category'] = network
    event['event.type'] =
      outcome === 'failure' ? [...base, 'denied'] : outcome === 'success' ? [...base, 'allowed'] : base
  }
}

/**
 * The text of an outbound connection with its ends in the order of the line: Firepower's source is the end that is named
 * first, which is the responder.
 */
export function inLineOrder(text: string): string {
  if (!text.startsWith('Built {direction=outbound}')) return text
  return text.replace(/\{(\w+)\}/g, (_, name: string) => `{${opposite.get(name) ?? name}}`)
}

const opposite = new Map(
  ['in out', 'src dst', 'sport dport', 'snat dnat', 'snatport dnatport', 'suser duser'].flatMap((pair) => {
    const [a = '', b = ''] = pair.split(' ')
    return [[a, b] as const, [b, a] as const]
  }),
)

/** Who began the outbound connection, since its published source did not. */
export function setInitiator(event: Event): void {
  const { 'destination.ip': client, 'source.ip': server } = event
  if (client !== undefined) event['client.ip'] = client
  if (server !== undefined) event['server.ip'] = server
  const { 'destination.port': clientPort, 'source.port': serverPort } = event
  if (clientPort !== undefined) event['client.port'] = clientPort
  if (serverPort !== undefined) event['server.port'] = serverPort
}
