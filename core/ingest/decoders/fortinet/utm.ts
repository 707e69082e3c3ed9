import type { Event } from '../../../event/event.ts'
import { setQuestionName } from '../../dns-name.ts'
import { countOf, setConnection, setCounters, setRule } from './fields.ts'
import type { Pairs } from './pairs.ts'

/** What these profiles log is a match of a signature, not a verdict on ordinary use. */
const attacks = new Set(['anomaly', 'ips', 'virus'])

/** `type=utm` (before FortiOS 6.2 also `type=dns`): web filter, application control, DNS, antivirus, IPS, VoIP, SSL. */
export function readUtm(event: Event, pairs: Pairs): void {
  const action = pairs.get('action')
  const type: string[] = []
  if (action === 'block' || action === 'blocked') type.push('denied')
  if (pairs.get('subtype') === 'dns') type.push('info')
  if (action === 'pass' || action === 'passthrough') type.push('allowed')
  if (type.length > 0) event['event.type'] = type
  if (action !== undefined) event['event.outcome'] = 'success'
  const isAttack = attacks.has(pairs.get('subtype') ?? '')
  event['event.category'] = isAttack ? ['network', 'intrusion_detection'] : ['network']
  event['event.action'] = pairs.get('eventtype') ?? action
  setConnection(event, pairs)
  setCounters(event, pairs)
  setRule(event, pairs)
  if (isAttack) setAlert(event, pairs)
  const ruleset = pairs.get('applist') ?? pairs.get('profile')
  if (ruleset !== undefined) event['rule.ruleset'] = ruleset
  setWeb(event, pairs)
  setQuestion(event, pairs)
  setFile(event, pairs)
}

/** On the same scale as PAN-OS: 1 is critical. */
const severities = ['critical', 'high', 'medium', 'low', 'info']

function setAlert(event: Event, pairs: Pairs): void {
  event['event.kind'] = 'alert'
  const severity = severities.indexOf(pairs.get('severity') ?? '') + 1
  const signature = pairs.get('attack') ?? pairs.get('virus')
  if (severity > 0) event['event.severity'] = severity
  if (signature !== undefined) event['rule.name'] = signature
}

function setWeb(event: Event, pairs: Pairs): void {
  const domain = pairs.get('hostname')
  const path = pairs.get('url')
  const method = pairs.get('httpmethod')
  const agent = pairs.get('agent')
  const serverName = pairs.get('sni')
  if (domain !== undefined) event['url.domain'] = domain
  if (path !== undefined) event['url.path'] = path
  if (method !== undefined) event['http.request.method'] = method
  if (agent !== undefined) event['user_agent.original'] = agent
  if (serverName !== undefined) event['tls.client.server_name'] = serverName
}

function setQuestion(event: Event, pairs: Pairs): void {
  const name = pairs.get('qname')
  if (name === undefined) return
  setQuestionName(event, name)
  const type = pairs.get('qtype')
  const questionClass = pairs.get('qclass')
  const id = pairs.get('xid')
  const resolved = pairs.get('ipaddr')
  if (type !== undefined) event['dns.question.type'] = type
  if (questionClass !== undefined) event['dns.question.class'] = questionClass
  if (id !== undefined) event['dns.id'] = id
  if (resolved !== undefined) event['dns.resolved_ip'] = resolved.split(', ')
}

function setFile(event: Event, pairs: Pairs): void {
  const name = pairs.get('filename') ?? pairs.get('infectedfilename') ?? pairs.get('matchedfilename')
  const size = countOf(pairs, 'filesize')
  if (name !== undefined) event['file.name'] = name
  if (size !== undefined) event['file.size'] = size
}
