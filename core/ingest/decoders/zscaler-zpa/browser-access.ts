import type { Event } from '../../../event/event.ts'
import { compileFieldMap } from '../../field-map.ts'
import type { KeyValues } from '../../key-values.ts'
import { setUriParts } from '../../uri-parts.ts'

const setFields = compileFieldMap({
  text: {
    'destination.domain': 'Host',
    'event.reason': 'ConnectionReason',
    'http.request.method': 'Method',
    'user.name': 'NameID',
    'user_agent.original': 'UserAgent',
  },
  address: { 'client.ip': 'ClientPublicIp', 'source.ip': 'ClientPublicIp' },
  count: {
    'client.port': 'ClientPublicPort',
    'destination.port': 'ApplicationPort',
    'http.request.bytes': 'RequestSize',
    'http.response.bytes': 'ResponseSize',
    'http.response.status_code': 'StatusCode',
    'server.port': 'ApplicationPort',
    'source.port': 'ClientPublicPort',
  },
})

/** One HTTP request of a person without client, through the browser. */
export function readBrowserAccess(event: Event, pairs: KeyValues): void {
  event['event.category'] = ['network', 'session']
  event['event.type'] = ['connection']
  setFields(event, pairs)
  const [protocol, host, path] = [pairs.get('Protocol'), pairs.get('Host'), pairs.get('URL')]
  if (protocol === undefined || host === undefined || path === undefined) return
  const full = `${protocol}://${host}${path}`.toLowerCase()
  setUriParts(event, full)
  event['url.full'] = full
}
