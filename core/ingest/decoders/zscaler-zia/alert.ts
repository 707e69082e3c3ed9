import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { toCount } from '../../field-map.ts'
import type { Envelope } from '../../syslog.ts'

/**
 * `<114>Dec 10 14:04:28 [192.0.2.1] ZscalerNSS: SIEM Feed connection "DNS" to 192.0.2.2:9012 lost …`: the service
 * tells which connection of its own it has lost; without one in the message, the host in brackets is meant.
 */
export function readAlert(event: Event, { host, app, body, priority }: Envelope): void {
  event['event.kind'] = 'alert'
  if (priority >= 0) event['log.syslog.priority'] = priority
  const message = body.slice(Math.max(0, body.indexOf('ZscalerNSS: ')))
  event.message = app === '' ? message : `${app}: ${message}`
  const bracketed = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host
  if (isAddress(bracketed)) event['destination.ip'] = bracketed
  setLostConnection(event, message)
}

function setLostConnection(event: Event, message: string): void {
  const lost = message.indexOf(' lost and unavailable')
  if (lost < 0) return
  const peer = message.slice(message.lastIndexOf(' ', lost - 1) + 1, lost)
  const colon = peer.lastIndexOf(':')
  const port = toCount(peer.slice(colon + 1))
  if (colon < 0 || port === undefined) return
  const address = peer.slice(0, colon)
  event['destination.address'] = address
  event['destination.port'] = port
  if (isAddress(address)) event['destination.ip'] = address
}
