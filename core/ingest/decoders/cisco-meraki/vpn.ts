import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { toCount } from '../../field-map.ts'
import { between, portOf, wordAfter } from '../between.ts'

/** Client VPN of an MX: L2TP over IPsec (`client_vpn_…`) and AnyConnect (`anyconnect_vpn_…`). */
export function setClientVpn(event: Event, subtype: string, text: string): boolean {
  const anyConnect = subtype.startsWith('anyconnect_vpn_')
  if (!anyConnect && !subtype.startsWith('client_vpn_')) return false
  event['vpn.tunnel_type'] = anyConnect ? 'AnyConnect' : 'L2TP/IPsec'
  const gateway = event['observer.hostname']
  if (gateway !== undefined) event['vpn.gateway'] = gateway
  const user = between(text, "user id '", "'") || between(text, 'User[', ']') || between(text, 'User: ', ' ')
  if (user !== '') event['user.name'] = user
  const outer = wordAfter(text, 'connected from ') || trimMarks(wordAfter(text, 'Peer IP='))
  if (isAddress(outer)) {
    event['client.ip'] = outer
    event['source.ip'] = outer
  }
  const port = portOf(trimMarks(wordAfter(text, 'Peer port=')))
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
      return
    case 'session_manager':
      if (text.includes('Session disconnected')) setEnd(event, text)
      return
    default:
  }
}

/** `Session disconnected. Session Type: SSL, Duration: 0:01:02, Bytes xmt: 1, Bytes rcv: 2, Reason: User Requested`, as an ASA has it. */
function setEnd(event: Event, text: string): void {
  event['vpn.step'] = 'end'
  const sent = toCount(trimMarks(wordAfter(text, 'Bytes xmt: ')))
  if (sent !== undefined) event['vpn.bytes_out'] = sent
  const received = toCount(trimMarks(wordAfter(text, 'Bytes rcv: ')))
  if (received !== undefined) event['vpn.bytes_in'] = received
  const [seconds = NaN, minutes = 0, hours = 0] = trimMarks(wordAfter(text, 'Duration: '))
    .split(':')
    .reverse()
    .map(Number)
  const duration = (hours * 60 + minutes) * 60 + seconds
  if (Number.isFinite(duration)) event['vpn.duration'] = duration
  const at = text.indexOf('Reason: ')
  if (at >= 0) event['vpn.disconnect_reason'] = trimMarks(text.slice(at + 8))
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
