import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { compileFieldMap, toCount } from '../../field-map.ts'
import { setTotals } from '../../flow-totals.ts'
import { readKeyValues } from '../../key-values.ts'
import { transportName } from '../../protocols.ts'
import { setPerson } from '../../set-person.ts'
import { readAddressPort } from '../address-port.ts'
import { between, wordAfter } from '../between.ts'

const absent: ReadonlySet<string> = new Set()

const setFields = compileFieldMap({
  text: {
    'event.reason': 'reason',
    'network.iana_number': 'proto',
    'observer.egress.zone': 'dst_zone',
    'observer.ingress.zone': 'src_zone',
    'rule.id': 'policy_id',
  },
  word: { 'network.protocol': 'service' },
  address: { 'destination.ip': 'dst', 'source.ip': 'src' },
  count: {
    'destination.bytes': 'rcvd',
    'destination.port': 'dst_port',
    'source.bytes': 'sent',
    'source.port': 'src_port',
  },
})

/** `start_time="…" duration=0 policy_id=5 service=http proto=6 src zone=Trust dst zone=Untrust action=Permit sent=0 …` */
export function readTraffic(event: Event, text: string): void {
  const spelled = text.replace('src zone=', 'src_zone=').replace('dst zone=', 'dst_zone=')
  const pairs = readKeyValues(spelled, 0, absent)
  setFields(event, pairs)
  setTotals(event)
  const number = event['network.iana_number']
  if (number !== undefined) event['network.transport'] = transportName(number)
  const seconds = toCount(pairs.get('duration'))
  if (seconds !== undefined) event['event.duration'] = seconds * 1e9
  const action = (pairs.get('action') ?? '').toLowerCase()
  event['event.action'] = action
  event['event.type'] = action === 'permit' ? ['connection', 'end', 'allowed'] : ['connection', 'denied']
}

/** `SYN flood! From 192.0.2.7:41437 to 192.0.2.1:9612, proto TCP (zone Untrust int ethernet0/0).` */
export function readAttack(event: Event, text: string): void {
  const from = readAddressPort(wordAfter(text, ' From '))
  const to = readAddressPort(wordAfter(text, ' to ').replace(/,$/, ''))
  if (from === undefined || to === undefined) return
  event['event.kind'] = 'alert'
  event['event.category'] = ['network', 'intrusion_detection']
  event['event.type'] = ['info', 'denied', 'connection']
  event['event.action'] = text.slice(0, text.indexOf(' From ')).replace(/[!.]$/, '').toLowerCase()
  event['source.ip'] = from.address
  event['destination.ip'] = to.address
  if (from.port !== undefined) event['source.port'] = from.port
  if (to.port !== undefined) event['destination.port'] = to.port
  const protocol = wordAfter(text, 'proto ').toLowerCase()
  if (protocol !== '') event['network.transport'] = protocol
}

/** `IKE<198.51.100.7>: XAuth login was passed for gateway <vpn>, username <alice>, …, Client IP Addr<10.1.1.7>` */
export function readExtendedAuthentication(event: Event, text: string): void {
  const expired = text.includes('expired') || text.includes('terminated')
  const failed = text.includes('failed') || text.includes('aborted')
  if (!expired && !failed && !text.includes('passed')) return
  setPerson(event, between(text, 'username <', '>'))
  if (event['user.name'] === undefined) return
  event['event.action'] = expired ? 'xauth-expired' : failed ? 'xauth-failed' : 'xauth-passed'
  event['event.category'] = ['authentication', 'network']
  event['event.type'] = [expired ? 'end' : 'start']
  if (!expired) event['event.outcome'] = failed ? 'failure' : 'success'
  event['vpn.step'] = expired ? 'end' : failed ? 'attempt' : 'start'
  event['vpn.tunnel_type'] = 'ipsec'
  const source = between(text, 'IKE<', '>')
  const inner = between(text, 'Client IP Addr<', '>')
  const group = between(text, 'gateway <', '>')
  if (isAddress(source)) event['source.ip'] = event['client.ip'] = source
  if (isAddress(inner)) event['vpn.assigned_ip'] = inner
  if (group !== '') event['vpn.group'] = group
}

/** `Management session via SSH from 192.0.2.7:0 for admin alice …`, `Policy … was modified by alice via web from host 192.0.2.7` */
export function readAdministration(event: Event, text: string): void {
  const source = readAddressPort(
    (wordAfter(text, ' from host ') || wordAfter(text, ' from ')).replace(/[,.]$/, ''),
  )
  const name = wordAfter(text, ' for admin ') || wordAfter(text, ' by ') || wordAfter(text, 'Admin user ')
  if (source !== undefined) event['source.ip'] = source.address
  setPerson(event, name.replace(/[.",]/g, ''))
  const change = text.includes('modified') || text.includes('saved') || text.includes('added')
  if (change) {
    event['event.category'] = ['configuration']
    event['event.type'] = ['change']
  } else if (text.includes('session') || text.includes('logged')) {
    event['event.category'] = ['authentication']
    event['event.type'] = [text.includes('timed out') || text.includes('logged out') ? 'end' : 'start']
  }
}
