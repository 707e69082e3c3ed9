import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { countOf, wordAfter } from '../between.ts'
import type { Process } from './processes.ts'
import { setPeer, tellStep } from './tell.ts'

/**
 * Messages of pppd (pppd/auth.c, main.c, ipcp.c): `CHAP peer authentication succeeded for alice`, `remote IP address 10.8.0.5`,
 * `Connect time 5.2 minutes.`, `Sent 12345 bytes, received 6789 bytes.`, `Connection terminated.`
 */
export function readPppd(event: Event, message: string, process: Process): void {
  const check = /^(PAP|CHAP|MS-CHAP|EAP) peer authentication (succeeded|failed) for (.{1,256})$/.exec(message)
  if (check !== null) return readCheck(event, check, process)
  // `Peer alice failed CHAP authentication` (pppd/chap-new.c)
  const [, peer, method] = /^Peer (.{1,256}) failed (CHAP|PAP|EAP) authentication$/.exec(message) ?? []
  if (peer !== undefined && method !== undefined)
    return setCheck(event, { method, user: peer, isFailure: true }, process)
  if (message.startsWith('peer from calling number ')) {
    const ip = wordAfter(message, 'calling number ')
    if (isAddress(ip)) process.ip = ip
    return setPeer(event, process.user, process.ip)
  }
  if (message.startsWith('remote IP address ')) return readLease(event, message, process)
  if (message.startsWith('Connect time ')) {
    const minutes = Number(wordAfter(message, 'Connect time '))
    if (minutes >= 0) process.duration = Math.round(minutes * 60)
    return setPeer(event, process.user, process.ip)
  }
  if (message.startsWith('Sent ') && message.includes(' bytes, received '))
    return readEnd(event, message, process)
  setPeer(event, process.user, process.ip)
  if (message.startsWith('Connection terminated') || message.startsWith('Exit.')) process.ended = true
  if (message.startsWith('Connection terminated') && process.started) tellEnd(event, process)
}

function readCheck(
  event: Event,
  [, method = '', result, user = '']: RegExpExecArray,
  process: Process,
): void {
  setCheck(event, { method, user: user.trim(), isFailure: result !== 'succeeded' }, process)
}

function setCheck(
  event: Event,
  { method, user, isFailure }: { method: string; user: string; isFailure: boolean },
  process: Process,
): void {
  process.user = user.replace(/^"(.*)"$/, '$1')
  setPeer(event, process.user, process.ip)
  tellStep(event, 'attempt', 'authentication', isFailure ? 'failure' : 'success')
  event['vpn.auth_method'] = method
}

/** The peer's inner address: the session begins. */
function readLease(event: Event, message: string, process: Process): void {
  const ip = wordAfter(message, 'address ')
  setPeer(event, process.user, process.ip)
  if (!isAddress(ip)) return
  process.assigned = ip
  process.started = true
  event['vpn.assigned_ip'] = ip
  if (process.user !== '') tellStep(event, 'start', 'connected', 'success')
}

/** The server counts: what it sent is the person's download. */
function readEnd(event: Event, message: string, process: Process): void {
  setPeer(event, process.user, process.ip)
  const sent = countOf(wordAfter(message, 'Sent '))
  const received = countOf(wordAfter(message, ' received '))
  if (sent !== undefined) event['vpn.bytes_out'] = sent
  if (received !== undefined) event['vpn.bytes_in'] = received
  if (process.started) tellEnd(event, process)
}

function tellEnd(event: Event, process: Process): void {
  process.started = false
  if (process.user === '') return
  tellStep(event, 'end', 'disconnected', undefined)
  if (process.assigned !== '') event['vpn.assigned_ip'] = process.assigned
  if (process.duration >= 0) event['vpn.duration'] = process.duration
}
