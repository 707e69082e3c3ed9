import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { toCount } from '../../field-map.ts'
import type { KeyValues } from '../../key-values.ts'
import { readKeyValues } from '../../key-values.ts'
import { transportName } from '../../protocols.ts'
import { setUrl } from '../../url.ts'
import { readAddressPort } from '../address-port.ts'
import { portOf } from '../between.ts'

const nothingAbsent: ReadonlySet<string> = new Set()

/** What stands behind the pairs, with a colon. */
const closings = [' pattern: ', ' request: ', ' message: ']

interface Traffic {
  pairs: KeyValues
  /** What follows `pattern:`, `request:` or `message:`, else ''. */
  rest: string
}

function readTraffic(text: string): Traffic {
  for (const closing of closings) {
    const at = text.indexOf(closing)
    if (at >= 0)
      return {
        pairs: readKeyValues(text.slice(0, at), 0, nothingAbsent),
        rest: text.slice(at + closing.length),
      }
  }
  return { pairs: readKeyValues(text, 0, nothingAbsent), rest: '' }
}

/** `allow src=… dst=… mac=… protocol=udp sport=… dport=…`, `src=… pattern: deny all`: returns the subtype. */
export function setFlow(event: Event, text: string): string {
  const { pairs, rest } = readTraffic(text)
  setEnds(event, pairs.get('src'), pairs.get('dst'))
  const source = portOf(pairs.get('sport') ?? '')
  if (source !== undefined) event['source.port'] = source
  const destination = portOf(pairs.get('dport') ?? '')
  if (destination !== undefined) event['destination.port'] = destination
  setProtocol(event, pairs)
  if (rest !== '') event['rule.name'] = rest
  const decision = text.startsWith('src=') ? '' : text.slice(0, text.indexOf(' '))
  if (isRefusal(decision === '' ? rest : decision)) event['event.outcome'] = 'failure'
  else if (decision !== '' || rest !== '') event['event.outcome'] = 'success'
  return decision === 'allow' ? 'flow_allowed' : decision === 'deny' ? 'flow_denied' : 'ip_session_initiated'
}

/** A rule begins with its verdict; of an inbound flow it is a number, 1 for a refusal. */
function isRefusal(text: string): boolean {
  return (
    text.startsWith('deny') || text === '1' || text.startsWith('1 ') || text.startsWith('Group Policy Deny')
  )
}

/** The ends as they are on the wire outside: what is translated stands for what is not, which is the client. */
export function setTranslatedFlow(event: Event, text: string): void {
  const { pairs } = readTraffic(text)
  const source = pairs.get('translated_src_ip')
  const destination = pairs.get('translated_dst_ip')
  const port = portOf(pairs.get('translated_port') ?? '')
  setEnds(event, source ?? pairs.get('src'), destination ?? pairs.get('dst'))
  const sourcePort = source === undefined ? portOf(pairs.get('sport') ?? '') : port
  if (sourcePort !== undefined) event['source.port'] = sourcePort
  const destinationPort = destination === undefined ? portOf(pairs.get('dport') ?? '') : port
  if (destinationPort !== undefined) event['destination.port'] = destinationPort
  const client = pairs.get('src')
  if (client !== undefined && isAddress(client)) event['client.ip'] = client
  setProtocol(event, pairs)
}

/** `src=… dst=… mac=… agent='…' request: GET https://…`: returns the subtype. */
export function setRequest(event: Event, text: string): string {
  const { pairs, rest } = readTraffic(text)
  setEnds(event, pairs.get('src'), pairs.get('dst'))
  const agent = pairs.get('agent')
  if (agent !== undefined) event['user_agent.original'] = agent
  setMac(event, pairs.get('mac'))
  const space = rest.indexOf(' ')
  const method = space < 0 ? rest : rest.slice(0, space)
  if (method !== '') event['http.request.method'] = method
  if (space >= 0) setUrl(event, rest.slice(space + 1).trim())
  return method.toLowerCase() === 'unknown' ? 'http_access_error' : 'http_access'
}

/** Alerts of intrusion detection and of malware protection. */
export function setThreat(event: Event, text: string): void {
  const { pairs, rest } = readTraffic(text)
  setEnds(event, pairs.get('src'), pairs.get('dst'))
  setMac(event, pairs.get('mac'))
  setProtocol(event, pairs)
  const direction = pairs.get('direction')
  if (direction !== undefined) event['network.direction'] = direction
  const signature = pairs.get('signature')
  if (signature !== undefined) event['rule.id'] = signature
  const severity = toCount(pairs.get('priority'))
  if (severity !== undefined) event['event.severity'] = severity
  const name = pairs.get('name')
  if (name !== undefined) event['file.name'] = name
  const url = pairs.get('url')
  if (url !== undefined) event['url.full'] = url
  const decision = pairs.get('decision') ?? pairs.get('action')
  if (decision !== undefined) event['event.outcome'] = decision.startsWith('allow') ? 'success' : 'failure'
  if (rest !== '') event.message = rest
  event['event.kind'] = 'alert'
}

function setEnds(event: Event, source: string | undefined, destination: string | undefined): void {
  for (const [side, text] of [
    ['source', source],
    ['destination', destination],
  ] as const) {
    const end = text === undefined ? undefined : readAddressPort(text)
    if (end === undefined) continue
    event[`${side}.ip`] = end.address
    if (end.port !== undefined && end.port > 0) event[`${side}.port`] = end.port
  }
}

function setProtocol(event: Event, pairs: KeyValues): void {
  setMac(event, pairs.get('mac'))
  const protocol = pairs.get('protocol')?.toLowerCase()
  if (protocol === undefined) return
  event['network.protocol'] = protocol
  // `tcp/ip`
  const slash = protocol.indexOf('/')
  event['network.transport'] = transportName(slash < 0 ? protocol : protocol.slice(0, slash))
}

function setMac(event: Event, mac: string | undefined): void {
  if (mac !== undefined) event['source.mac'] = mac
}
