import type { Event } from '../../../event/event.ts'
import { setQuestionName } from '../../dns-name.ts'
import { compileFieldMap } from '../../field-map.ts'
import type { KeyValues } from '../../key-values.ts'
import { outcomeOf } from '../../outcome.ts'
import { setUrl } from '../../url.ts'

const setDns = compileFieldMap({
  text: {
    'event.action': 'ResolverDecision',
    'host.name': 'DeviceName',
    'network.transport': 'Protocol',
    'rule.id': 'PolicyID',
    'rule.name': 'PolicyName Policy',
    'dns.question.type': 'QueryTypeName QueryType',
  },
  address: { 'source.ip': 'SrcIP', 'destination.ip': 'DstIP', 'client.ip': 'SrcIP' },
  count: { 'source.port': 'SrcPort', 'destination.port': 'DstPort' },
})

/** A question to the gateway's resolver (data set `gateway_dns`). */
export function readGatewayDns(event: Event, pairs: KeyValues): void {
  event['event.category'] = ['network']
  event['event.dataset'] = 'cloudflare_logpush.gateway_dns'
  event['event.type'] = ['protocol', 'info']
  event['observer.product'] = 'Gateway'
  event['network.protocol'] = 'dns'
  setDns(event, pairs)
  const name = pairs.get('QueryName')
  if (name !== undefined) setQuestionName(event, name)
  // `allowedOnNoPolicyMatch`, `blockedByCategory`
  const decision = pairs.get('ResolverDecision') ?? ''
  if (decision.startsWith('blocked')) event['event.outcome'] = 'failure'
  else if (decision.startsWith('allowed')) event['event.outcome'] = 'success'
}

const setHttp = compileFieldMap({
  text: {
    'event.action': 'Action',
    'host.name': 'DeviceName',
    'http.request.method': 'HTTPMethod',
    'http.request.referrer': 'Referer',
    'rule.id': 'PolicyID',
    'rule.name': 'PolicyName',
    'url.domain': 'HTTPHost',
    'user_agent.original': 'UserAgent',
  },
  address: {
    'source.ip': 'SourceIP',
    'client.ip': 'SourceIP',
    'source.nat.ip': 'SourceInternalIP',
    'destination.ip': 'DestinationIP',
  },
  count: {
    'source.port': 'SourcePort',
    'destination.port': 'DestinationPort',
    'http.response.status_code': 'HTTPStatusCode',
  },
})

/** A request through the gateway's proxy (data set `gateway_http`). */
export function readGatewayHttp(event: Event, pairs: KeyValues): void {
  event['event.category'] = ['web']
  event['event.dataset'] = 'cloudflare_logpush.gateway_http'
  event['event.type'] = ['access']
  event['observer.product'] = 'Gateway'
  setHttp(event, pairs)
  const url = pairs.get('URL')
  if (url !== undefined) setUrl(event, url)
  const outcome = outcomeOf(pairs.get('Action') ?? '')
  if (outcome !== undefined) event['event.outcome'] = outcome
}

const setAudit = compileFieldMap({
  text: { 'event.action': 'ActionType', 'user.id': 'ActorID', 'event.provider': 'ResourceType' },
  address: { 'source.ip': 'ActorIP', 'client.ip': 'ActorIP' },
})

/** What an administrator did to the account (data set `audit_logs`); a sign-in to the dashboard is no remote access. */
export function readAudit(event: Event, pairs: KeyValues): void {
  const action = (pairs.get('ActionType') ?? '').toLowerCase()
  const isLogin = action === 'login' || action === 'logout'
  event['event.category'] = isLogin ? ['authentication'] : ['configuration']
  event['event.dataset'] = 'cloudflare_logpush.audit'
  event['event.type'] = [isLogin ? 'info' : 'change']
  event['observer.product'] = 'Dashboard'
  setAudit(event, pairs)
  const result = pairs.get('ActionResult')
  if (result !== undefined) event['event.outcome'] = result === 'true' ? 'success' : 'failure'
  const email = pairs.get('ActorEmail')
  if (email !== undefined) event['user.name'] = event['user.email'] = email
}
