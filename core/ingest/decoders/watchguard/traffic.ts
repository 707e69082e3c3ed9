import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { compileFieldMap, toCount } from '../../field-map.ts'
import { setTotals } from '../../flow-totals.ts'
import type { KeyValues } from '../../key-values.ts'
import { setPerson } from '../../set-person.ts'
import { setQuestionName } from '../../dns-name.ts'

const setFields = compileFieldMap({
  text: {
    'dns.question.type': 'record_type',
    'event.reason': 'reason',
    'http.request.method': 'op',
    'observer.egress.interface.name': 'out_ifname',
    'observer.ingress.interface.name': 'in_ifname',
    'url.domain': 'dstname',
    'url.path': 'arg',
    'network.application': 'app_name',
  },
  address: { 'destination.nat.ip': 'dst_ip_nat', 'source.nat.ip': 'src_ip_nat' },
  count: {
    'destination.bytes': 'rcvd_bytes',
    'destination.nat.port': 'dst_port_nat',
    'destination.packets': 'rcvd_pkts',
    'source.bytes': 'sent_bytes',
    'source.nat.port': 'src_port_nat',
    'source.packets': 'sent_pkts',
  },
})

/** Words of a record that are looked at: names of interfaces may have blanks, so the ends move. */
const mostWords = 60

/**
 * A packet filter or proxy record. By position stand, in the syslog form, `Allow 1-Trusted 0-External 52 tcp 20 127 from to
 * port port`, and in the form of Traffic Monitor `Allow from to service/protocol port port 1-Trusted 0-External …`; the two
 * addresses beside each other are the fixed point.
 */
export function readTraffic(event: Event, verdict: string, text: string, pairs: KeyValues): void {
  const denied = verdict === 'Deny'
  const words = text.split(' ', mostWords).filter(Boolean)
  const at = words.findIndex((word, i) => isAddress(word) && isAddress(words[i + 1] ?? ''))
  event['event.action'] = verdict.toLowerCase()
  event['event.outcome'] = denied ? 'failure' : 'success'
  if (at < 0) return
  event['source.ip'] = words[at] ?? ''
  event['destination.ip'] = words[at + 1] ?? ''
  const next = words[at + 2] ?? ''
  const slash = next.indexOf('/')
  event['network.transport'] = slash < 0 ? (words[at - 3] ?? '') : next.slice(slash + 1)
  const service = slash < 0 ? '' : next.slice(0, slash)
  const ports = slash < 0 ? at + 2 : at + 3
  if (event['network.transport'] !== 'icmp') setPorts(event, words[ports], words[ports + 1])
  if (service !== '' && toCount(service) === undefined) event['network.protocol'] = service
  setFields(event, pairs)
  setPerson(event, pairs.get('src_user'))
  setTotals(event)
  const policy = policyOf(text)
  if (policy !== '') event['rule.name'] = policy
  const question = pairs.get('question')
  if (question !== undefined) setQuestionName(event, question)
  const seconds = toCount(pairs.get('duration'))
  if (seconds !== undefined) event['event.duration'] = seconds * 1e9
  const ended = seconds !== undefined || event['source.bytes'] !== undefined
  event['event.type'] = denied ? ['connection', 'denied'] : ['connection', ended ? 'end' : 'start', 'allowed']
}

function setPorts(event: Event, from: string | undefined, to: string | undefined): void {
  const source = toCount(from)
  const destination = toCount(to)
  if (source !== undefined) event['source.port'] = source
  if (destination !== undefined) event['destination.port'] = destination
}

/** `(HTTPS-proxy-00)`: the policy and a number that Fireware adds. */
function policyOf(text: string): string {
  const close = text.lastIndexOf(')')
  const open = text.lastIndexOf('(', close)
  const policy = open < 0 ? '' : text.slice(open + 1, close)
  const dash = policy.lastIndexOf('-')
  return dash > 0 && policy.length - dash === 3 ? policy.slice(0, dash) : ''
}
