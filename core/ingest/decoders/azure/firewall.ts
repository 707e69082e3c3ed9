import type { Event } from '../../../event/event.ts'
import { setQuestionName } from '../../dns-name.ts'
import { compileFieldMap } from '../../field-map.ts'
import { setTotals } from '../../flow-totals.ts'
import type { KeyValues } from '../../key-values.ts'
import { setUrl } from '../../url.ts'
import { readFirewallMessage } from './firewall-message.ts'
import { setAction, setProtocol } from './firewall-setters.ts'
import { resourceName } from './resource.ts'

/** Structured (resource-specific) logs; the older ones hold a sentence in `properties.msg`. */
const setFields = compileFieldMap({
  text: {
    'destination.domain': 'properties.Fqdn',
    'dns.id': 'properties.QueryId',
    'dns.question.class': 'properties.QueryClass',
    'dns.question.type': 'properties.QueryType',
    'dns.response_code': 'properties.ResponseCode',
    'event.reason': 'properties.ActionReason properties.ErrorMessage',
    'rule.category': 'properties.WebCategory properties.Category',
    'rule.id': 'properties.SignatureId',
    'rule.name': 'properties.Rule properties.ThreatDescription properties.Description',
    'rule.ruleset': 'properties.RuleCollection',
  },
  address: {
    'destination.ip': 'properties.DestinationIp',
    'destination.nat.ip': 'properties.TranslatedIp',
    'source.ip': 'properties.SourceIp',
  },
  count: {
    'destination.bytes': 'properties.ResponseSize',
    'destination.nat.port': 'properties.TranslatedPort',
    'destination.port': 'properties.DestinationPort',
    'source.bytes': 'properties.RequestSize',
    'source.port': 'properties.SourcePort',
  },
})

export function readFirewall(event: Event, pairs: KeyValues): void {
  event['event.category'] = ['network']
  event['event.type'] = ['connection']
  event['observer.product'] = 'Network Firewall'
  event['observer.type'] = 'firewall'
  event['observer.vendor'] = 'Azure'
  const resource = pairs.get('resourceId') ?? pairs.get('ResourceId')
  if (resource !== undefined) event['observer.name'] = resourceName(resource)
  const message = pairs.get('properties.msg') ?? pairs.get('msg_s')
  if (message !== undefined) readFirewallMessage(event, message)
  setFields(event, pairs)
  setTotals(event)
  setAction(event, pairs.get('properties.Action'))
  setProtocol(event, pairs.get('properties.Protocol'))
  const question = pairs.get('properties.QueryName')
  if (question !== undefined) setQuestionName(event, question)
  const url = pairs.get('properties.TargetUrl')
  if (url !== undefined) setUrl(event, url)
}
