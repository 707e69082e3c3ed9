import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { setQuestionName } from '../../dns-name.ts'
import { toCount } from '../../field-map.ts'
import { setUrl } from '../../url.ts'
import { setAction, setEnd, setProtocol } from './firewall-setters.ts'

const dnsRequest = 'DNS Request: '

/**
 * The sentence of a rule log: `TCP request from 10.0.0.4:50123 to 192.0.2.1:443. Action: Allow. Policy: p. Rule
 * Collection: c. Rule: r`, `… was DNAT'ed to 10.0.0.9:22`, `HTTPS request from … Url: …`, or a `DNS Request: …`.
 */
export function readFirewallMessage(event: Event, message: string): void {
  event.message = message
  if (message.startsWith(dnsRequest)) return readDnsRequest(event, message.slice(dnsRequest.length))
  const request = message.indexOf(' request from ')
  if (request < 0) return
  const protocol = message.slice(0, request)
  const type = protocol.indexOf(' Type=')
  setProtocol(event, type < 0 ? protocol : protocol.slice(0, type))
  const [ends, ...clauses] = clausesOf(message.slice(request + ' request from '.length))
  readEnds(event, ends ?? '')
  for (const clause of clauses) readClause(event, clause)
}

/** Sentences end with a period and a space, which addresses and names do not hold. */
function clausesOf(text: string): string[] {
  return text.split('. ', 20).map((clause) => (clause.endsWith('.') ? clause.slice(0, -1) : clause))
}

/** `SOURCE to DESTINATION`, `… was DNAT'ed to ADDRESS:PORT`. */
function readEnds(event: Event, text: string): void {
  const [source = '', , destination = '', ...rest] = text.split(' ', 8)
  setEnd(event, 'source', source)
  setEnd(event, 'destination', destination)
  if (rest[1] === "DNAT'ed") {
    const translated = rest[3] ?? ''
    const colon = translated.lastIndexOf(':')
    const port = toCount(translated.slice(colon + 1))
    if (isAddress(translated.slice(0, colon))) event['destination.nat.ip'] = translated.slice(0, colon)
    if (port !== undefined) event['destination.nat.port'] = port
  }
}

function readClause(event: Event, clause: string): void {
  const colon = clause.indexOf(': ')
  const value = colon < 0 ? clause : clause.slice(colon + 2)
  switch (colon < 0 ? '' : clause.slice(0, colon)) {
    case 'Action':
      return setAction(event, value)
    case 'Url':
      return setUrl(event, value)
    case 'Rule':
    case 'IDS':
    case 'ThreatIntel':
      event['rule.name'] = value
      return
    case 'Rule Collection':
      event['rule.ruleset'] = value
      return
    case 'Signature':
      event['rule.id'] = value
      return
    case 'Web Category':
    case 'Classification':
      event['rule.category'] = value
      return
    case 'Reason':
    case '':
      if (value.trim() !== '') event['event.reason'] = value
  }
}

/** `SOURCE - ID TYPE CLASS NAME. TRANSPORT SIZE DNSSEC BUFFER CODE FLAGS SIZE DURATIONs`. */
function readDnsRequest(event: Event, text: string): void {
  const [source = '', , id, type, questionClass, name = '', transport, sent, , , code, , received, seconds] =
    text.split(' ', 14)
  setEnd(event, 'source', source)
  if (id !== undefined) event['dns.id'] = id
  if (type !== undefined) event['dns.question.type'] = type
  if (questionClass !== undefined) event['dns.question.class'] = questionClass
  setQuestionName(event, name.endsWith('.') ? name.slice(0, -1) : name)
  setProtocol(event, transport)
  event['network.protocol'] ??= 'dns'
  const [sentBytes, receivedBytes] = [toCount(sent), toCount(received)]
  if (sentBytes !== undefined) event['source.bytes'] = sentBytes
  if (receivedBytes !== undefined) event['destination.bytes'] = receivedBytes
  if (code !== undefined) event['dns.response_code'] = code
  const duration = seconds?.endsWith('s') === true ? Number(seconds.slice(0, -1)) : NaN
  if (duration >= 0) event['event.duration'] = Math.round(duration * 1e9)
}
