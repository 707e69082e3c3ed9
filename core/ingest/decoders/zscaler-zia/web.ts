import type { Event } from '../../../event/event.ts'
import { compileFieldMap } from '../../field-map.ts'
import type { KeyValues } from '../../key-values.ts'
import { decodePercent, setUriParts } from '../../uri-parts.ts'
import { setAction } from './outcome.ts'

const setFields = compileFieldMap({
  text: {
    'event.reason': 'reason',
    'host.hostname': 'devicehostname',
    'http.request.method': 'reqmethod',
    'http.request.referrer': 'ereferer',
    'rule.name': 'rulelabel',
    'rule.ruleset': 'ruletype',
    'source.user.name': 'deviceowner',
  },
  word: { 'network.protocol': 'proto' },
  address: {
    'destination.ip': 'sip serverip',
    'source.ip': 'cintip cltintip cip cltip',
    'source.nat.ip': 'cip cltip cltpubip',
  },
  count: {
    'http.request.bytes': 'reqsize',
    'http.response.bytes': 'respsize',
    'http.response.status_code': 'respcode',
    'source.port': 'cltsourceport',
  },
})

/** The proxy's record of a web transaction. */
export function readWeb(event: Event, pairs: KeyValues): void {
  event['event.category'] = ['web']
  event['event.type'] = ['info']
  setFields(event, pairs)
  setAction(event, pairs.get('action'))
  const url = pairs.get('eurl') ?? pairs.get('url')
  if (url !== undefined) setUrl(event, url, pairs.get('proto')?.toLowerCase())
  const agent = pairs.get('eua') ?? pairs.get('ua')
  if (agent !== undefined) event['user_agent.original'] = decodePercent(agent)
  setLogin(event, pairs.get('login'))
}

/** The proxy writes addresses without scheme; tunnelled and proxied protocols are read as https. */
function setUrl(event: Event, url: string, protocol: string | undefined): void {
  if (protocol === undefined) {
    event['url.original'] = url
    return
  }
  const full = `${protocol === 'http' ? 'http' : 'https'}://${url}`
  setUriParts(event, full)
  event['url.full'] = full
  event['url.original'] = decodePercent(full)
}

function setLogin(event: Event, login: string | undefined): void {
  if (login === undefined) return
  const at = login.indexOf('@')
  event['user.name'] = at > 0 ? login.slice(0, at) : login
  if (at <= 0) return
  event['user.domain'] = login.slice(at + 1)
  event['user.email'] = login
}
