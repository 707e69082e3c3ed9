import type { Event } from '../../../event/event.ts'
import { readAddressPort } from '../address-port.ts'
import { wordAfter } from '../between.ts'

/**
 * IKE between gateways (`kmd`, `iked`): `IKE negotiation failed with error: No proposal chosen. … Local: 198.51.100.1/500,
 * Remote: 192.0.2.7/500, …`, `IKE Phase-1: (Responder) Aggressive
 * mode failure [local_ip=198.51.100.1, remote_ip=192.0.2.7]`, and security associations that come and go. Who is remote is the source.
 */
export function readNegotiation(event: Event, tag: string, text: string): void {
  const failed =
    text.includes('negotiation failed') ||
    / mode failure \[/.test(text) ||
    tag.endsWith('PHASE1_FAILED') ||
    tag.endsWith('PHASE2_FAILED')
  const established = tag === 'KMD_PM_SA_ESTABLISHED' || tag === 'IKE_VPN_SA_ESTABLISHED'
  if (!failed && !established) return
  setEnd(
    event,
    'source',
    wordAfter(text, 'Remote: ') || wordAfter(text, 'Remote gateway: ') || wordAfter(text, 'remote_ip='),
  )
  setEnd(
    event,
    'destination',
    wordAfter(text, 'Local: ') || wordAfter(text, 'Local gateway: ') || wordAfter(text, 'local_ip='),
  )
  event['event.type'] = failed ? ['connection', 'error'] : ['connection', 'info']
  event['event.outcome'] = failed ? 'failure' : 'success'
  event['network.protocol'] = 'ipsec'
  const at = text.indexOf('failed with error: ')
  if (at < 0) return
  const end = text.indexOf('. ', at)
  event['event.reason'] = text.slice(at + 19, end < 0 ? undefined : end)
}

function setEnd(event: Event, side: 'source' | 'destination', word: string): void {
  const end = readAddressPort(word.replace(/[,\]]$/, '').replace('/', ':'))
  if (end === undefined) return
  event[`${side}.ip`] = end.address
  if (end.port !== undefined) event[`${side}.port`] = end.port
}
