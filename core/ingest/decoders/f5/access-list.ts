import type { Event } from '../../../event/event.ts'
import { transportName } from '../../protocols.ts'
import { readAddressPort } from '../address-port.ts'
import { between, wordAfter } from '../between.ts'

const refusals = new Set(['discard', 'reject', 'deny'])

/** `allow ACL: #app_allow_all:-1 packet: tcp 10.8.0.5:50000 -> 10.1.1.5:443`: what a person did inside of the session. */
export function readAccessList(event: Event, text: string): void {
  const [verdict = ''] = text.split(' ', 1)
  const rule = between(text, 'ACL: ', ' packet: ')
  const packet = text.indexOf('packet: ')
  const from = packet < 0 ? undefined : readAddressPort(text.slice(packet + 8).split(' ', 2)[1] ?? '')
  const to = readAddressPort(wordAfter(text, ' -> '))
  if (from === undefined || to === undefined) return
  event['source.ip'] = from.address
  event['destination.ip'] = to.address
  if (from.port !== undefined) event['source.port'] = from.port
  if (to.port !== undefined) event['destination.port'] = to.port
  event['network.transport'] = transportName(wordAfter(text, 'packet: '))
  if (rule !== '') event['rule.name'] = rule
  const isRefused = refusals.has(verdict)
  event['event.action'] = verdict
  event['event.outcome'] = isRefused ? 'failure' : 'success'
  event['event.type'] = ['connection', isRefused ? 'denied' : 'allowed']
}
