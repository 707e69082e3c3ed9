import type { Event } from '../../../event/event.ts'
import { compileFieldMap } from '../../field-map.ts'
import { setTotals } from '../../flow-totals.ts'
import type { KeyValues } from '../../key-values.ts'
import { transportName } from '../../protocols.ts'
import { setPerson } from '../../set-person.ts'
import { globalProtectSteps } from '../palo-alto/global-protect.ts'

const setCommon = compileFieldMap({
  text: {
    'observer.name': 'devicename logsourcename',
    'observer.serial_number': 'deviceserialnumber deviceid logsourceid',
    'event.code': 'eventidvalue eventid eventname',
    'event.reason': 'connectionerror eventdescription reason sessionendreason',
    message: 'description eventdescription',
  },
})

const setSession = compileFieldMap({
  text: {
    'vpn.client.os': 'endpointosversion endpointostype',
    'vpn.client.version': 'globalprotectclientversion',
    'vpn.device.name': 'endpointdevicename',
    'vpn.device.id': 'hostid',
    'vpn.auth_method': 'authmethod',
    'vpn.tunnel_type': 'tunneltype tunnel',
    'vpn.gateway': 'gateway portal gatewayname',
    'source.geo.country_iso_code': 'sourceregion',
  },
  address: {
    'source.ip': 'publicipv4 publicip publicipv6',
    'client.ip': 'publicipv4 publicip publicipv6',
    'vpn.assigned_ip': 'privateipv4 privateip privateipv6',
  },
  count: { 'vpn.duration': 'loginduration' },
})

const setConnection = compileFieldMap({
  text: {
    'event.action': 'action',
    'network.application': 'application app',
    'rule.name': 'rule rulematched',
    'network.flow_id': 'sessionid',
    'observer.ingress.zone': 'fromzone sourcezone',
    'observer.egress.zone': 'tozone destzone',
    'url.original': 'url urldomain',
    'destination.user.name': 'destinationuser destuser',
  },
  address: {
    'source.ip': 'sourceip sourceaddress',
    'destination.ip': 'destip destinationip destinationaddress',
    'source.nat.ip': 'natsource natsourceip',
    'destination.nat.ip': 'natdestination natdestinationip',
  },
  count: {
    'source.port': 'sourceport',
    'destination.port': 'destport destinationport',
    'source.bytes': 'bytessent',
    'destination.bytes': 'bytesreceived',
    'source.packets': 'packetssent',
    'destination.packets': 'packetsreceived',
  },
})

/** The fields that all types share, and what the type adds. */
export function readStrata(event: Event, pairs: KeyValues): void {
  const type = (pairs.get('logtype') ?? '').toLowerCase()
  event['event.dataset'] = `panw.${type}`
  setCommon(event, pairs)
  setPerson(
    event,
    pairs.get('sourceusername') ?? pairs.get('sourceuser') ?? pairs.get('user') ?? pairs.get('username'),
  )
  if (type === 'globalprotect') readGlobalProtect(event, pairs)
  else if (type === 'auth' || type === 'authentication') readAuthentication(event, pairs)
  else if (type === 'system' || type === 'config' || type === 'userid')
    event['event.category'] = ['configuration']
  else readConnection(event, pairs, type)
}

function readGlobalProtect(event: Event, pairs: KeyValues): void {
  event['event.category'] = ['network', 'session']
  event['event.type'] = ['connection']
  setSession(event, pairs)
  const id = event['event.code']?.toLowerCase() ?? ''
  if (id !== '') event['event.action'] = id
  const status = (pairs.get('eventstatus') ?? pairs.get('status') ?? '').toLowerCase()
  if (status.startsWith('succ')) event['event.outcome'] = 'success'
  else if (status.startsWith('fail')) event['event.outcome'] = 'failure'
  const step = globalProtectSteps.get(id)
  if (step === undefined || event['user.name'] === undefined) return
  event['vpn.step'] = event['event.outcome'] === 'failure' && step !== 'end' ? 'attempt' : step
  if (event['vpn.step'] === 'end' && event['event.reason'] !== undefined)
    event['vpn.disconnect_reason'] = event['event.reason']
}

/** The log of authentication policies: a check of a person, and its factor. */
function readAuthentication(event: Event, pairs: KeyValues): void {
  event['event.category'] = ['authentication']
  event['event.type'] = ['info']
  setConnection(event, pairs)
  const told = (pairs.get('authevent') ?? pairs.get('event') ?? event['event.code'] ?? '').toLowerCase()
  if (told.includes('fail') || told.includes('unsuccess')) event['event.outcome'] = 'failure'
  else if (told.includes('succ')) event['event.outcome'] = 'success'
  const method = pairs.get('mfavendor') ?? pairs.get('authenticationprotocol') ?? pairs.get('authmethod')
  if (method !== undefined) event['vpn.auth_method'] = method
  if (event['event.outcome'] !== undefined && event['user.name'] !== undefined) event['vpn.step'] = 'attempt'
}

const refusals = /^(?:deny|drop|block|reset|sinkhole)/i

function readConnection(event: Event, pairs: KeyValues, type: string): void {
  setConnection(event, pairs)
  const isRefused = refusals.test(pairs.get('action') ?? '')
  event['event.category'] = type === 'threat' ? ['threat', 'network'] : ['network']
  if (type === 'threat') event['event.kind'] = 'alert'
  event['event.type'] = ['connection', isRefused ? 'denied' : 'allowed']
  event['event.outcome'] = isRefused ? 'failure' : 'success'
  const protocol = pairs.get('protocol') ?? pairs.get('ipprotocol')
  if (protocol !== undefined) event['network.transport'] = transportName(protocol)
  setTotals(event)
  const threat = pairs.get('threatname') ?? pairs.get('threatid')
  if (threat !== undefined && type !== 'traffic') event['rule.name'] = threat
}
