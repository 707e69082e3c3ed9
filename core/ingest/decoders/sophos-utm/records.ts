import type { Event } from '../../../event/event.ts'
import { compileFieldMap, toCount } from '../../field-map.ts'
import type { KeyValues } from '../../key-values.ts'
import { transportName } from '../../protocols.ts'
import { setPerson } from '../../set-person.ts'
import { setUrl } from '../../url.ts'

const setFields = compileFieldMap({
  text: {
    'event.action': 'action',
    'file.name': 'filename file',
    'group.name': 'group',
    'http.request.method': 'method',
    'http.request.referrer': 'referer',
    'log.level': 'severity',
    message: 'message name',
    'network.application': 'application',
    'network.iana_number': 'proto',
    'observer.egress.interface.name': 'outitf',
    'observer.ingress.interface.name': 'initf',
    'rule.id': 'fwrule',
    'user_agent.original': 'ua',
  },
  address: { 'destination.ip': 'dstip', 'source.ip': 'srcip' },
  count: {
    'destination.port': 'dstport',
    'http.request.bytes': 'size',
    'http.response.status_code': 'statuscode',
    'source.port': 'srcport',
  },
})

/** `caller` of an authentication: the doors for people from outside. The others administer or browse. */
const remoteCallers = new Set(['openvpn', 'vpn', 'ipsec', 'pptp', 'l2tp', 'ssl', 'clientlessvpn'])

/** A record by its subsystem (`sub`), or by its process where it is no list of pairs. */
export function readUtmRecord(event: Event, pairs: KeyValues, process: string, text: string): void {
  setFields(event, pairs)
  setMacs(event, pairs)
  const user = pairs.get('user') ?? pairs.get('username')
  if (user !== undefined && !user.startsWith('system')) setPerson(event, user)
  switch (pairs.get('sub')) {
    case 'packetfilter':
    case 'ips':
      return readPacket(event, pairs)
    case 'http':
      return readWeb(event, pairs)
    case 'auth':
      return readAuthentication(event, pairs)
    case 'vpn':
      return readVpn(event, pairs)
    default:
      if (event.message === undefined && text !== '') event.message = text
      if (process.startsWith('dhcpd') || process.startsWith('named')) readService(event, process)
  }
}

function readPacket(event: Event, pairs: KeyValues): void {
  const action = pairs.get('action')
  event['event.category'] = ['network']
  if (action === 'accept') event['event.type'] = ['allowed']
  else if (action !== undefined) event['event.type'] = ['denied']
  const number = pairs.get('proto')
  if (number !== undefined) event['network.transport'] = transportName(number)
}

function readWeb(event: Event, pairs: KeyValues): void {
  event['event.category'] = ['web']
  event['network.protocol'] = 'http'
  const action = pairs.get('action')
  const reason = pairs.get('reason')
  if (action !== undefined && reason !== undefined) event['event.action'] = `${action}-${reason}`
  const url = pairs.get('url')
  if (url !== undefined) setUrl(event, url)
}

/** `aua`: id 3004 is a success, 3005 and 3006 a failure. */
function readAuthentication(event: Event, pairs: KeyValues): void {
  const name = (pairs.get('name') ?? '').toLowerCase()
  const failed = name.includes('fail') || name.includes('denied')
  const passed = name.includes('success')
  if (!failed && !passed) return
  event['event.category'] = ['authentication']
  event['event.type'] = ['start']
  event['event.outcome'] = failed ? 'failure' : 'success'
  event['event.action'] ??= failed ? 'authentication-failed' : 'authentication-successful'
  const reason = pairs.get('reason')
  if (reason !== undefined) event['event.reason'] = reason
  if (!remoteCallers.has(pairs.get('caller') ?? '') || event['user.name'] === undefined) return
  event['vpn.step'] = 'attempt'
  setEnds(event)
  const engine = pairs.get('engine')
  if (engine !== undefined) event['vpn.auth_method'] = engine
}

/** `event="Connection started" username="alice" variant="ssl" srcip="198.51.100.7" virtual_ip="10.242.2.2"` */
function readVpn(event: Event, pairs: KeyValues): void {
  const what = (pairs.get('event') ?? pairs.get('name') ?? '').toLowerCase()
  const started = what.includes('started')
  if (!started && !what.includes('terminated')) return
  event['event.action'] = started ? 'connection-started' : 'connection-terminated'
  event['event.category'] = ['network', 'session']
  event['event.type'] = ['connection', started ? 'start' : 'end']
  if (event['user.name'] === undefined) return
  event['vpn.step'] = started ? 'start' : 'end'
  if (started) event['event.outcome'] = 'success'
  setEnds(event)
  const assigned = pairs.get('virtual_ip')
  const variant = pairs.get('variant')
  const received = toCount(pairs.get('rx'))
  const sent = toCount(pairs.get('tx'))
  if (assigned !== undefined) event['vpn.assigned_ip'] = assigned
  if (variant !== undefined) event['vpn.tunnel_type'] = variant
  if (received !== undefined) event['vpn.bytes_in'] = received
  if (sent !== undefined) event['vpn.bytes_out'] = sent
}

function setEnds(event: Event): void {
  const source = event['source.ip']
  const gateway = event['observer.name']
  if (source !== undefined) event['client.ip'] = source
  if (gateway !== undefined) event['vpn.gateway'] = gateway
}

function readService(event: Event, process: string): void {
  event['event.category'] = ['network']
  event['event.type'] = ['connection', 'protocol']
  event['network.protocol'] = process.startsWith('dhcpd') ? 'dhcp' : 'dns'
  event['network.transport'] = 'udp'
}

function setMacs(event: Event, pairs: KeyValues): void {
  const source = pairs.get('srcmac')
  const destination = pairs.get('dstmac')
  if (source !== undefined) event['source.mac'] = source.replaceAll(':', '-').toUpperCase()
  if (destination !== undefined) event['destination.mac'] = destination.replaceAll(':', '-').toUpperCase()
}
