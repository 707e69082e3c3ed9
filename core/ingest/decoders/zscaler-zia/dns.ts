import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { setQuestionName } from '../../dns-name.ts'
import { compileFieldMap } from '../../field-map.ts'
import type { KeyValues } from '../../key-values.ts'
import { setOwner } from './owner.ts'

const setFields = compileFieldMap({
  text: {
    'dns.question.type': 'dns_reqtype',
    'dns.response_code': 'error',
    'host.hostname': 'devicehostname',
  },
  address: { 'destination.ip': 'srv_dip', 'source.ip': 'clt_sip' },
  count: { 'destination.port': 'srv_dport' },
})

/** A question to the DNS resolver, with its answer. */
export function readDns(event: Event, pairs: KeyValues): void {
  event['event.category'] = ['network']
  event['event.type'] = ['info']
  event['network.protocol'] = 'dns'
  setFields(event, pairs)
  const name = pairs.get('dns_req')
  if (name !== undefined) setQuestionName(event, name)
  const answer = pairs.get('dns_resp')
  if (answer !== undefined && isAddress(answer)) event['dns.resolved_ip'] = [answer]
  setOwner(event, pairs)
}
