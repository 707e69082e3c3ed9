import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { setUrl } from '../../url.ts'
import { countOf, portOf } from '../between.ts'

/** Squid's native access log: `time elapsed client code/status bytes method URL user hierarchy/server type`. */
export function readSquid(event: Event, message: string): boolean {
  const words = message
    .slice(0, 20_000)
    .split(' ')
    .filter((word) => word !== '')
  const at = words.findIndex((word, i) => i > 0 && isResult(word))
  if (at < 0) return false
  const client = words[at - 1] ?? ''
  const [result = '', bytes = '', method = '', url = '', user = '', hierarchy = ''] = words.slice(at, at + 6)
  if (isAddress(client)) event['source.ip'] = client
  event['source.address'] = client
  event['event.category'] = ['web']
  event['event.action'] = result
  const status = Number(result.slice(result.lastIndexOf('/') + 1))
  event['http.response.status_code'] = status
  event['event.outcome'] = status < 400 ? 'success' : 'failure'
  const size = countOf(bytes)
  if (size !== undefined) event['http.response.bytes'] = size
  event['http.request.method'] = method
  if (url.includes('://')) setUrl(event, url)
  else if (method === 'CONNECT') setTunnel(event, url)
  if (user !== '-' && user !== '') event['user.name'] = user
  const server = hierarchy.slice(hierarchy.indexOf('/') + 1)
  if (isAddress(server)) event['destination.ip'] = server
  else if (server !== '-' && server !== '') event['destination.address'] = server
  return true
}

/** A tunnel is asked for by host and port, which make no URL. */
function setTunnel(event: Event, target: string): void {
  const colon = target.lastIndexOf(':')
  const port = portOf(target.slice(colon + 1))
  if (colon < 1 || port === undefined) return
  event['url.domain'] = target.slice(0, colon)
  event['url.port'] = port
}

/** `TCP_MISS/304`. */
function isResult(word: string): boolean {
  const slash = word.indexOf('/')
  if (slash < 3 || word.length !== slash + 4 || !(word.charCodeAt(0) >= 65 && word.charCodeAt(0) <= 90))
    return false
  return countOf(word.slice(slash + 1)) !== undefined && word.includes('_')
}
