import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import { isAddress } from '../address.ts'
import type { DecodeContext } from '../decoder.ts'
import { compileFieldMap } from '../field-map.ts'
import { firstTime } from '../first-time.ts'
import { setTotals } from '../flow-totals.ts'
import type { KeyValues } from '../key-values.ts'
import { outcomeOf } from '../outcome.ts'
import { transportName } from '../protocols.ts'
import { setPerson } from '../set-person.ts'
import { jsonProduct } from './json-product.ts'
import { plainPairs } from './plain-pairs.ts'

/**
 * Netskope events and alerts (application, page, connection, network, audit), as its API and Cloud Log Shipper give them:
 * https://docs.netskope.com/en/rest-api-events-and-alerts-response-descriptions
 */
export const netskope = jsonProduct({
  name: 'netskope',
  title: 'Netskope (events and alerts, JSON)',
  marks: [
    ['"access_method"', '"ur_normalized"'],
    ['"access_method"', '"src_country"'],
    ['"userip"', '"access_method"'],
    ['"ccl"', '"userkey"'],
    ['"network_session_id"', '"tunnel_id"'],
    ['"audit_log_event"', '"ur_normalized"'],
    ['"audit_log_event"', '"supporting_data"'],
    ['"access_method"', '"traffic_type"'],
    ['"access_method"', '"activity"'],
  ],
  openObject: (context) => (flat) =>
    flat.has('timestamp') && signs.some((names) => names.every((name) => flat.has(name)))
      ? decode(flat, context)
      : undefined,
})

const signs: readonly (readonly string[])[] = [
  ['access_method', 'ur_normalized'],
  ['access_method', 'src_country'],
  ['access_method', 'userip'],
  ['ccl', 'userkey'],
  ['network_session_id', 'tunnel_id'],
  ['audit_log_event', 'ur_normalized'],
  ['audit_log_event', 'supporting_data.data_type'],
  ['access_method', 'traffic_type'],
  ['access_method', 'activity'],
]

const setFields = compileFieldMap({
  text: {
    'event.action': 'activity auditlogevent action',
    'event.code': 'type',
    'network.application': 'app',
    'rule.name': 'policy alertname',
    'source.geo.city_name': 'srclocation',
    'source.geo.country_iso_code': 'srccountry',
    'url.full': 'url',
    'destination.domain': 'domain dsthost',
    'user_agent.original': 'useragent',
    'vpn.client.os': 'os',
    'vpn.device.name': 'hostname device',
    'vpn.session_id': 'networksessionid',
    'vpn.auth_method': 'authenticationmethod',
    message: 'supportingdata auditlogevent',
  },
  address: { 'source.ip': 'srcip userip', 'destination.ip': 'dstip', 'client.ip': 'srcip userip' },
  count: {
    'source.port': 'srcport',
    'destination.port': 'dstport',
    'source.bytes': 'clientbytes',
    'destination.bytes': 'serverbytes',
    'source.packets': 'clientpackets',
    'destination.packets': 'serverpackets',
  },
})

function decode(flat: ReadonlyMap<string, unknown>, context: DecodeContext): Event | Reject {
  const pairs = plainPairs(flat)
  const time = firstTime(pairs, ['timestamp'], context)
  if (Number.isNaN(time)) return new Reject('no readable time in this record')
  const isNetwork = pairs.has('networksessionid') || pairs.get('type') === 'network'
  const isAlert = pairs.get('alert') === 'yes'
  const event: Event = {
    '@timestamp': time,
    'event.kind': isAlert ? 'alert' : 'event',
    'event.category': isNetwork ? ['network'] : ['web'],
    'event.type': isNetwork ? ['connection'] : ['access'],
    'observer.vendor': 'Netskope',
    'observer.product': 'Netskope',
  }
  setFields(event, pairs)
  setPerson(event, pairs.get('user') ?? pairs.get('urnormalized') ?? pairs.get('userkey'))
  setTotals(event)
  const protocol = pairs.get('ipprotocol') ?? pairs.get('protocol')
  if (protocol !== undefined) event['network.transport'] = transportName(protocol)
  const action = (pairs.get('action') ?? '').toLowerCase()
  if (action.startsWith('block') || action === 'deny') {
    event['event.outcome'] = 'failure'
    if (isNetwork) event['event.type'] = ['connection', 'denied']
  }
  setLogin(event, pairs)
  // Where an administrator came from stands among other values.
  const told = flat.get('supporting_data.data_values')
  const values: unknown[] = Array.isArray(told) ? told : []
  const from = values.find((one) => typeof one === 'string' && isAddress(one))
  if (typeof from === 'string') event['source.ip'] ??= event['client.ip'] ??= from
  return event
}

/** `Login Successful`, `Login Failed`, `Login Attempt` of an application or of the tenant's own administrators. */
function setLogin(event: Event, pairs: KeyValues): void {
  const activity = (pairs.get('activity') ?? pairs.get('auditlogevent') ?? '').toLowerCase()
  const isLogin = activity.startsWith('login') || activity.startsWith('log in')
  const isLogout = activity.startsWith('logout') || activity.startsWith('log out')
  if (!isLogin && !isLogout) return
  event['event.category'] = ['authentication']
  event['event.type'] = [isLogin ? 'start' : 'end']
  const outcome = outcomeOf(activity)
  if (outcome !== undefined) event['event.outcome'] = outcome
  if (isLogin && outcome !== undefined && event['user.name'] !== undefined) event['vpn.step'] = 'attempt'
}
