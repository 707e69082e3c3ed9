import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { toCount } from '../../field-map.ts'

const transports = new Set(['tcp', 'udp', 'icmp'])

/** `Allow`, `Deny`; intrusion detection says `alert` and `drop`. */
export function setAction(event: Event, action: string | undefined): void {
  if (action === undefined) return
  event['event.action'] = action.toLowerCase()
  const type = types.get(action.toLowerCase())
  if (type === undefined) return
  event['event.type'] = ['connection', type]
  event['event.outcome'] = type === 'allowed' ? 'success' : 'failure'
}

const types = new Map([
  ['allow', 'allowed'],
  ['deny', 'denied'],
])

/** `TCP`, `UDP`, `ICMP`, `HTTPS:443`. */
export function setProtocol(event: Event, protocol: string | undefined): void {
  if (protocol === undefined) return
  const name = protocol.toLowerCase()
  if (transports.has(name)) event['network.transport'] = name
  else event['network.protocol'] = name
}

/** `192.0.2.1:443`, `example.com:443`, `192.0.2.1`; the address or else the name, and the port. */
export function setEnd(event: Event, side: 'source' | 'destination', text: string): void {
  const colon = text.lastIndexOf(':')
  const port = isAddress(text) || colon < 0 ? undefined : toCount(text.slice(colon + 1))
  const host = port === undefined && !text.endsWith(':') ? text : text.slice(0, colon)
  if (host === '') return
  event[`${side}.address`] = host
  if (isAddress(host)) event[`${side}.ip`] = host
  else event[`${side}.domain`] = host
  if (port !== undefined) event[`${side}.port`] = port
}
