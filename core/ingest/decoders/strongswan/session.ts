import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { between, countOf, wordAfter } from '../between.ts'
import type { Association, Associations } from './associations.ts'
import { readIdentity } from './identity.ts'
import { tell } from './tell.ts'

/** `IKE_SA eap[3] established between 198.51.100.1[gate.example.org]...192.0.2.7[alice]`. */
export function readEstablished(event: Event, message: string, sa: Association): void {
  setRemote(sa, message)
  sa.sessionId = wordAfter(message, 'IKE_SA ')
  sa.established = true
  sa.refused = false
  tell(event, sa, 'start', 'ike-established', ['connection', 'start'], 'success')
  const server = between(message, ' between ', '[')
  if (isAddress(server)) event['server.ip'] = server
}

/** `deleting IKE_SA eap[3] between …`; a rekeyed one ends no session. */
export function readDeleted(
  event: Event,
  message: string,
  sa: Association,
  number: string,
  associations: Associations,
): void {
  setRemote(sa, message)
  if (sa.sessionId === '') sa.sessionId = wordAfter(message, 'IKE_SA ')
  const last = associations.remove(number, sa)
  tell(
    event,
    sa,
    last && (sa.established || sa.user !== '') ? 'end' : undefined,
    'ike-deleted',
    ['connection', 'end'],
    undefined,
  )
  if (sa.counted) setCounters(event, sa)
  if (last) sa.established = false
}

/** The end of the line: `...192.0.2.7[alice]`. */
function setRemote(sa: Association, message: string): void {
  const dots = message.indexOf('...')
  if (dots < 0) return
  const open = message.indexOf('[', dots)
  const ip = message.slice(dots + 3, open)
  if (isAddress(ip)) {
    if (sa.ip !== ip) sa.port = 0
    sa.ip = ip
  }
  if (sa.user === '') sa.user = readIdentity(message.slice(open + 1, message.lastIndexOf(']')))
}

/** `assigning virtual IP 10.8.0.7 to peer 'alice'`. */
export function readLease(event: Event, message: string, sa: Association): void {
  const ip = wordAfter(message, 'virtual IP ')
  if (!isAddress(ip)) return
  if (sa.user === '') sa.user = readIdentity(between(message, "to peer '", "'"))
  sa.assignedIp = ip
  tell(event, sa, 'assign', 'address-assigned', ['info'], undefined)
  event['vpn.assigned_ip'] = ip
}

/** `lease 10.8.0.7 by 'alice' went offline`: said when an IKE_SA is gone, also where nobody deleted it. */
export function readOffline(event: Event, message: string): void {
  const ip = wordAfter(message, 'lease ')
  const user = readIdentity(between(message, "by '", "'"))
  event['event.action'] = 'address-released'
  event['event.category'] = ['network', 'session']
  event['event.type'] = ['end']
  if (isAddress(ip)) event['vpn.assigned_ip'] = ip
  if (user === '') return
  event['user.name'] = user
  event['vpn.step'] = 'end'
}

/** `closing CHILD_SA eap{3} with SPIs c1_i (1234 bytes) c2_o (5678 bytes) and TS …`; `i` came in from the peer. */
export function readClosed(event: Event, message: string, sa: Association): void {
  sa.bytesIn += countOf(between(message, '_i (', ' bytes)')) ?? 0
  sa.bytesOut += countOf(between(message, '_o (', ' bytes)')) ?? 0
  sa.counted = message.includes(' bytes)')
  tell(event, sa, sa.established ? 'update' : undefined, 'child-closed', ['connection', 'end'], undefined)
  if (sa.counted) setCounters(event, sa)
}

function setCounters(event: Event, sa: Association): void {
  event['vpn.bytes_in'] = sa.bytesIn
  event['vpn.bytes_out'] = sa.bytesOut
}
