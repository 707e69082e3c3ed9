import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { countOf, setConnection, setCounters, setRule } from './fields.ts'
import type { Pairs } from './pairs.ts'

/** `type=traffic`: one session, written when it ends (`start` and `accept` of long sessions too). */
export function readTraffic(event: Event, pairs: Pairs): void {
  const action = pairs.get('action')
  const denied = action === 'deny'
  const type = ['connection']
  if (action !== undefined) {
    event['event.action'] = action
    event['event.outcome'] = 'success'
    type.push(action === 'start' ? 'start' : 'end')
  }
  if (pairs.has('app') && !denied) type.push('protocol')
  if (!pairs.has('utmaction') && !denied) type.push('allowed')
  if (denied || pairs.get('utmaction') === 'block') type.push('denied')
  event['event.category'] = ['network']
  event['event.type'] = type
  setConnection(event, pairs)
  setCounters(event, pairs)
  setRule(event, pairs)
  const ruleset = pairs.get('policytype')
  if (ruleset !== undefined) event['rule.ruleset'] = ruleset
  const path = pairs.get('url')
  if (path !== undefined) event['url.path'] = path
  setTranslation(event, pairs)
}

function setTranslation(event: Event, pairs: Pairs): void {
  const source = pairs.get('transip')
  const destination = pairs.get('tranip')
  const sourcePort = countOf(pairs, 'transport')
  const destinationPort = countOf(pairs, 'tranport')
  if (source !== undefined && isAddress(source)) event['source.nat.ip'] = source
  if (destination !== undefined && isAddress(destination)) event['destination.nat.ip'] = destination
  if (sourcePort !== undefined) event['source.nat.port'] = sourcePort
  if (destinationPort !== undefined) event['destination.nat.port'] = destinationPort
}
