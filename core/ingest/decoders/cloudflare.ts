import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import type { DecodeContext } from '../decoder.ts'
import { compileFieldMap } from '../field-map.ts'
import { firstTime } from '../first-time.ts'
import { setTotals } from '../flow-totals.ts'
import type { KeyValues } from '../key-values.ts'
import { outcomeOf } from '../outcome.ts'
import { readAudit, readGatewayDns, readGatewayHttp } from './cloudflare/gateway.ts'
import { jsonProduct, toKeyValues } from './json-product.ts'

interface DataSet {
  /** Keys that, together, only this data set has. */
  keys: readonly string[]
  time: readonly string[]
  read: (event: Event, pairs: KeyValues, context: DecodeContext) => void
}

const dataSets: readonly DataSet[] = [
  { keys: ['RayID', 'AppDomain', 'CreatedAt'], time: ['CreatedAt'], read: readAccessRequest },
  {
    keys: ['SessionID', 'OriginIP', 'SessionStartTime'],
    time: ['SessionStartTime'],
    read: readNetworkSession,
  },
  { keys: ['QueryName', 'ResolverDecision', 'Datetime'], time: ['Datetime'], read: readGatewayDns },
  { keys: ['HTTPMethod', 'HTTPHost', 'Datetime'], time: ['Datetime'], read: readGatewayHttp },
  { keys: ['ActionType', 'ActorType', 'When'], time: ['When'], read: readAudit },
  { keys: ['SourceIP', 'DestinationIP', 'Datetime'], time: ['Datetime'], read: readGatewayNetwork },
]

/** Cloudflare Logpush: Access requests, Gateway (network, DNS, HTTP), network sessions and the account's audit log. */
export const cloudflare = jsonProduct({
  name: 'cloudflare',
  title: 'Cloudflare Zero Trust (Logpush)',
  marks: dataSets.map(({ keys }) => keys.map((key) => `"${key}"`)),
  openObject: (context) => (flat) => {
    const dataSet = dataSets.find(({ keys }) => keys.every((key) => flat.has(key)))
    if (dataSet === undefined) return undefined
    const pairs = toKeyValues(flat, '', absent)
    const time = firstTime(pairs, dataSet.time, context)
    if (Number.isNaN(time)) return new Reject('no readable time in the record')
    const event: Event = { '@timestamp': time, 'event.kind': 'event', 'observer.vendor': 'Cloudflare' }
    setPerson(event, pairs)
    dataSet.read(event, pairs, context)
    return event
  },
})

const absent = new Set(['N/A'])

const setPerson = compileFieldMap({
  text: { 'user.email': 'Email', 'user.id': 'UserUID UserID', 'user.name': 'Email' },
})

const setAccessRequest = compileFieldMap({
  text: {
    'event.action': 'Action',
    'url.domain': 'AppDomain',
    'vpn.auth_method': 'Connection',
    'vpn.gateway': 'AppDomain',
  },
  address: { 'client.ip': 'IPAddress', 'source.ip': 'IPAddress' },
})

/** A person's login to (or logout from) an application behind Access. */
function readAccessRequest(event: Event, pairs: KeyValues): void {
  const allowed = pairs.get('Allowed')
  event['event.category'] = ['network']
  event['event.type'] = [
    'access',
    ...(allowed === undefined ? [] : [allowed === 'true' ? 'allowed' : 'denied']),
  ]
  event['observer.product'] = 'Access'
  setAccessRequest(event, pairs)
  if (allowed !== undefined) event['event.outcome'] = allowed === 'true' ? 'success' : 'failure'
  const action = pairs.get('Action')
  if (action === 'login') event['vpn.step'] = 'attempt'
  else if (action === 'logout') event['vpn.step'] = 'end'
}

const setGatewayNetwork = compileFieldMap({
  text: {
    'destination.domain': 'SNI',
    'event.action': 'Action',
    'host.name': 'DeviceName',
    'network.transport': 'TransportProtocol Transport',
    'rule.id': 'PolicyID',
    'rule.name': 'PolicyName',
    'tls.client.server_name': 'SNI',
  },
  word: { 'network.protocol': 'DetectedProtocol' },
  address: {
    'destination.ip': 'DestinationIP',
    'source.ip': 'SourceIP',
    'source.nat.ip': 'SourceInternalIP',
  },
  count: { 'destination.port': 'DestinationPort', 'source.port': 'SourcePort' },
})

/** What the gateway's network policies decided on a connection. */
function readGatewayNetwork(event: Event, pairs: KeyValues): void {
  event['event.category'] = ['network']
  event['event.dataset'] = 'cloudflare_logpush.gateway_network'
  event['event.type'] = ['info']
  event['observer.product'] = 'Gateway'
  setGatewayNetwork(event, pairs)
  const outcome = outcomeOf(pairs.get('Action') ?? '')
  if (outcome !== undefined) event['event.outcome'] = outcome
}

const setNetworkSession = compileFieldMap({
  text: {
    'event.reason': 'ConnectionCloseReason',
    'host.name': 'DeviceName',
    'network.transport': 'Protocol',
    'network.vlan.id': 'VirtualNetworkID',
    'rule.name': 'EgressRuleName',
    'tls.cipher': 'ClientTLSCipher',
    'tls.version': 'ClientTLSVersion',
  },
  word: { 'network.protocol': 'DetectedProtocol' },
  address: { 'destination.ip': 'OriginIP', 'source.ip': 'SourceIP', 'source.nat.ip': 'EgressIP' },
  count: {
    'destination.bytes': 'BytesReceived',
    'destination.port': 'OriginPort',
    'source.bytes': 'BytesSent',
    'source.nat.port': 'EgressPort',
    'source.port': 'SourcePort',
  },
})

/** One connection of a device through the gateway, told when it is over. */
function readNetworkSession(event: Event, pairs: KeyValues, context: DecodeContext): void {
  event['event.category'] = ['network', 'session']
  event['event.type'] = ['connection']
  event['observer.product'] = 'Gateway'
  setNetworkSession(event, pairs)
  setTotals(event)
  const start = event['@timestamp']
  const end = firstTime(pairs, ['SessionEndTime'], context)
  event['event.start'] = start
  if (!(end >= start)) return
  event['event.end'] = end
  event['event.duration'] = (end - start) * 1e6
}
