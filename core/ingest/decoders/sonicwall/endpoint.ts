import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { toCount } from '../../field-map.ts'

interface Endpoint {
  ip?: string
  port?: number
  interfaceName?: string
  domain?: string
}

/** `address:port:interface:host`; where the address is IPv6 it stands in `srcV6` / `dstV6` and is empty here. */
export function readEndpoint(text: string | undefined, v6: string | undefined): Endpoint {
  const [address = '', portText = '', interfaceName = '', domain = ''] = (text ?? '').split(':', 4)
  const endpoint: Endpoint = {}
  const port = toCount(portText)
  if (port !== undefined) endpoint.port = port
  if (interfaceName !== '') endpoint.interfaceName = interfaceName
  if (domain !== '') endpoint.domain = domain
  const ip = v6 ?? address
  if (isAddress(ip)) endpoint.ip = ip
  else if (text !== undefined && isAddress(text)) return { ip: text }
  return endpoint
}

export function setSource(event: Event, { ip, port, interfaceName, domain }: Endpoint): void {
  if (ip !== undefined) event['source.ip'] = ip
  if (port !== undefined) event['source.port'] = port
  if (interfaceName !== undefined) event['observer.ingress.interface.name'] = interfaceName
  if (domain !== undefined) event['source.domain'] = domain
}

export function setDestination(event: Event, { ip, port, interfaceName, domain }: Endpoint): void {
  if (ip !== undefined) event['destination.ip'] = ip
  if (port !== undefined) event['destination.port'] = port
  if (interfaceName !== undefined) event['observer.egress.interface.name'] = interfaceName
  if (domain !== undefined) event['destination.domain'] = domain
}

/** `10.0.0.2:48245`, `[2001:db8::1]:1234`, or an address alone. */
export function readTranslated(text: string | undefined): Endpoint {
  if (text === undefined) return {}
  if (isAddress(text)) return { ip: text }
  const colon = text.lastIndexOf(':')
  const address = text.charCodeAt(0) === 91 ? text.slice(1, colon - 1) : text.slice(0, colon)
  const port = toCount(text.slice(colon + 1))
  if (colon < 0 || !isAddress(address)) return {}
  return port === undefined ? { ip: address } : { ip: address, port }
}
