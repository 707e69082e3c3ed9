import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { toCount } from '../../field-map.ts'
import { between, portOf, wordAfter } from '../between.ts'
import { durationSeconds } from '../cisco-asa/setters.ts'

/** Client VPN of an MX: L2TP over IPsec (`client_vpn_…`) and AnyConnect (`anyconnect_vpn_…`). */
export function setClientVpn(event: Event, subtype: string, text: string): boolean {
  const anyConnect = subtype.startsWith('anyconnect_vpn_')
  if (!anyConnect && !subtype.startsWith('client_vpn_')) return false
  event['vpn.tunnel_type'] = anyConnect ? 'AnyConnect' : 'L2TP/IPsec'
  const gateway = event['observer.hostname']
  if (gateway !== undefined) event['vpn.gateway'] = gateway
  const user =
    between(text, "user id '", "'") ||
    between(text, 'User[', ']') ||
    between(text, 'Username[', ']') ||
    between(text, 'User: ', ' ')
  if (user !== '') event['user.name'] = user
  const outer = trimMarks(wordAfter(text, 'connected from ')) || peerIn(text)
  if (isAddress(outer)) {
    event['client.ip'] = outer
    event['source.ip'] = outer
  }
  const port = portOf(between(text, 'Peer port[', ']') || trimMarks(wordAfter(text, 'Peer port=')))
  if (port !== undefined) event['source.port'] = port
  const assigned = wordAfter(text, 'local ip ') || wordAfter(text, 'assigned IP ')
  if (isAddress(assigned)) event['vpn.assigned_ip'] = assigned
  const session = between(text, 'Sess-ID[', ']')
  if (session !== '') event['vpn.session_id'] = session
  setStep(event, subtype.slice(subtype.indexOf('vpn_') + 4), text)
  return true
}

function setStep(event: Event, verb: string, text: string): void {
  switch (verb) {
    case 'connect':
    case 'session_connected':
      event['vpn.step'] = 'start'
      event['event.outcome'] = 'success'
      return
    case 'disconnect':
      event['vpn.step'] = 'end'
      return
    case 'auth_success':
    case 'auth_failure':
      event['vpn.step'] = 'attempt'
      event['event.outcome'] = verb === 'auth_success' ? 'success' : 'failure'
      if (verb === 'auth_failure') setReason(event, text)
      return
    case 'session_manager':
      if (text.includes('Session disconnected')) setEnd(event, text)
      else if (text.includes('Session connected')) setStep(event, 'session_connected', text)
      return
    default:
  }
}

/** `Session disconnected. Session Type: SSL, Duration: 1d:02h:03m:04s, Bytes xmt: 1, Bytes rcv: 2, Reason: User Requested`, as an ASA has it. */
function setEnd(event: Event, text: string): void {
  event['vpn.step'] = 'end'
  const sent = toCount(trimMarks(wordAfter(text, 'Bytes xmt: ')))
  if (sent !== undefined) event['vpn.bytes_out'] = sent
  const received = toCount(trimMarks(wordAfter(text, 'Bytes rcv: ')))
  if (received !== undefined) event['vpn.bytes_in'] = received
  const duration = durationSeconds(trimMarks(wordAfter(text, 'Duration: ')))
  if (!Number.isNaN(duration)) event['vpn.duration'] = duration
  const at = text.indexOf('Reason: ')
  if (at >= 0) event['vpn.disconnect_reason'] = trimMarks(text.slice(at + 8))
}

/** `Peer IP=192.0.2.7 Peer port=…`, and the same without a blank between the two. */
function peerIn(text: string): string {
  const at = text.indexOf('Peer IP=')
  if (at < 0) return ''
  return /^[0-9a-fA-F.:]{2,45}/.exec(text.slice(at + 8, at + 60))?.[0] ?? ''
}

/** What stands between the check's number and the end: `AAA authenticate failed retval=7 - Authentication failure`. */
function setReason(event: Event, text: string): void {
  const at = text.lastIndexOf(': ')
  const reason = at < 0 ? '' : trimMarks(text.slice(at + 2))
  if (reason !== '') event['event.reason'] = reason
}

/** Without the punctuation and the quote that close a sentence. */
function trimMarks(text: string): string {
  let end = text.length
  for (
    let code = text.charCodeAt(end - 1);
    code === 32 || code === 39 || code === 44 || code === 46 || code === 58;
    code = text.charCodeAt(--end - 1)
  );
  return text.slice(0, end)
}
