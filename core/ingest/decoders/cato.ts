import { Reject } from '../../event/event.ts'
import type { Event, VpnStep } from '../../event/event.ts'
import type { DecodeContext } from '../decoder.ts'
import { compileFieldMap } from '../field-map.ts'
import { firstTime } from '../first-time.ts'
import type { KeyValues } from '../key-values.ts'
import { transportName } from '../protocols.ts'
import { setPerson } from '../set-person.ts'
import { jsonProduct } from './json-product.ts'
import { plainPairs } from './plain-pairs.ts'

/**
 * Cato Networks' events feed (https://support.catonetworks.com, "Cato API - EventsFeed"): one object an event, its fields at the top or
 * under `fieldsMap`.
 */
export const cato = jsonProduct({
  name: 'cato',
  title: 'Cato Networks (events feed)',
  marks: [['"event_type"', '"event_sub_type"']],
  openObject: (context) => (flat) => {
    const prefix = flat.has('fieldsMap.event_type') ? 'fieldsMap.' : ''
    if (!flat.has(`${prefix}event_type`) || !flat.has(`${prefix}event_sub_type`)) return undefined
    const inner =
      prefix === '' ? flat : new Map([...flat].map(([key, value]) => [key.replace(prefix, ''), value]))
    return isCato(inner) ? decode(plainPairs(inner), context) : undefined
  },
})

function isCato(flat: ReadonlyMap<string, unknown>): boolean {
  return ['account_id', 'accountId', 'pop_name', 'src_is_site_or_vpn', 'internalId', 'vpn_user_email'].some(
    (name) => flat.has(name),
  )
}

const setFields = compileFieldMap({
  text: {
    'event.action': 'eventsubtype',
    'event.provider': 'eventtype',
    'event.reason': 'failurereason eventmessage',
    'network.application': 'applicationname application',
    'rule.name': 'rulename rule',
    'destination.domain': 'domainname destinationname',
    'source.geo.country_iso_code': 'srccountrycode',
    'vpn.gateway': 'popname',
    'vpn.client.os': 'ostype',
    'vpn.client.version': 'clientversion',
    'vpn.device.name': 'devicename hostname',
    'vpn.device.id': 'deviceid',
    'vpn.auth_method': 'authenticationtype authmethod logintype',
    'vpn.tunnel_type': 'tunnelprotocol tunnelipprotocol',
    message: 'eventmessage',
  },
  address: {
    'source.ip': 'srcispip srcip',
    'destination.ip': 'destip',
    'vpn.assigned_ip': 'vpnlanip tunnelip',
  },
  count: { 'source.port': 'srcport', 'destination.port': 'destport' },
})

/** What a client's connection comes to, by sub-type in lower case (event type Connectivity). */
const steps: ReadonlyMap<string, VpnStep> = new Map([
  ['connected', 'start'],
  ['reconnected', 'update'],
  ['changed pop', 'update'],
  ['disconnected', 'end'],
])

function decode(pairs: KeyValues, context: DecodeContext): Event | Reject {
  const time = firstTime(pairs, ['time', 'timestr', 'timestamp'], context)
  if (Number.isNaN(time)) return new Reject('no readable time in this event')
  const type = (pairs.get('eventtype') ?? '').toLowerCase()
  const event: Event = {
    '@timestamp': time,
    'event.kind': 'event',
    'event.category': ['network'],
    'event.type': ['info'],
    'observer.vendor': 'Cato Networks',
    'observer.product': 'Cato',
  }
  setFields(event, pairs)
  setPerson(
    event,
    pairs.get('vpnuseremail') ?? pairs.get('useremail') ?? pairs.get('username') ?? pairs.get('username1'),
  )
  const protocol = pairs.get('ipprotocol')
  if (protocol !== undefined) event['network.transport'] = transportName(protocol)
  if (type === 'connectivity') setSession(event, pairs)
  else if (type === 'security') setFirewall(event, pairs)
  return event
}

function setSession(event: Event, pairs: KeyValues): void {
  const told = (pairs.get('eventsubtype') ?? '').toLowerCase()
  // Sites connect, too; a person's client has a person.
  if (event['user.name'] === undefined) return
  const outcome = (pairs.get('action') ?? '').toLowerCase()
  const isRefused = outcome.includes('fail') || outcome.includes('block') || told.includes('fail')
  const step = isRefused ? 'attempt' : steps.get(told)
  if (step === undefined) return
  event['vpn.step'] = step
  event['event.category'] = ['network', 'session']
  event['event.type'] = [step === 'end' ? 'end' : 'start']
  if (step !== 'end') event['event.outcome'] = isRefused ? 'failure' : 'success'
  const outer = event['source.ip']
  if (outer !== undefined) event['client.ip'] = outer
  const inner = pairs.get('srcip')
  if (inner !== undefined && inner !== outer) event['vpn.assigned_ip'] ??= inner
}

function setFirewall(event: Event, pairs: KeyValues): void {
  const inner = pairs.get('srcip')
  if (inner !== undefined) event['source.ip'] = inner
  const action = (pairs.get('action') ?? '').toLowerCase()
  const isRefused = action === 'block' || action === 'deny' || action === 'prompt'
  event['event.type'] = ['connection', isRefused ? 'denied' : 'allowed']
  event['event.outcome'] = isRefused ? 'failure' : 'success'
}
