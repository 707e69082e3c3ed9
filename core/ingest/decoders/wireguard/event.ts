import type { Event, VpnStep } from '../../../event/event.ts'
import { readAddressPort } from '../address-port.ts'

export function createEvent(time: number, step: VpnStep | undefined, action: string): Event {
  const event: Event = {
    '@timestamp': time,
    'event.action': action,
    'event.category': ['network', 'session'],
    'event.kind': 'event',
    'event.type': [step === 'start' || step === 'end' ? step : 'info'],
    'observer.product': 'WireGuard',
    'observer.type': 'vpn',
    'observer.vendor': 'WireGuard',
    'network.transport': 'udp',
    'vpn.tunnel_type': 'wireguard',
  }
  if (step === 'start') event['event.outcome'] = 'success'
  if (step !== undefined) event['vpn.step'] = step
  return event
}

/** `192.0.2.7:4711`, `[2001:db8::7]:4711`. */
export function setEndpoint(event: Event, endpoint: string): void {
  const peer = readAddressPort(endpoint)
  if (peer === undefined) return
  event['source.ip'] = peer.address
  event['client.ip'] = peer.address
  if (peer.port !== undefined) event['source.port'] = peer.port
}
