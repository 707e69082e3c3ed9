import type { Event } from '../../../event/event.ts'
import { compileFieldMap } from '../../field-map.ts'
import { setTotals } from '../../flow-totals.ts'
import type { KeyValues } from '../../key-values.ts'
import { transportName } from '../../protocols.ts'
import { decodePercent } from '../../uri-parts.ts'
import { setAction } from './outcome.ts'
import { setOwner } from './owner.ts'

/** `cs…`: from the client's side; `sd…`: where the server was reached; `in`: from the server to the client. */
const setFields = compileFieldMap({
  text: { 'host.hostname': 'devicehostname', 'network.application': 'nwapp' },
  word: { 'network.protocol': 'nwsvc' },
  address: { 'destination.ip': 'sdip cdip', 'source.ip': 'csip', 'source.nat.ip': 'ssip' },
  count: {
    'destination.bytes': 'inbytes',
    'destination.port': 'sdport cdport',
    'source.bytes': 'outbytes',
    'source.nat.port': 'ssport',
    'source.port': 'csport',
  },
})

/** The cloud firewall's record of one or more (`aggregate`) connections. */
export function readFirewall(event: Event, pairs: KeyValues): void {
  event['event.category'] = ['network']
  event['event.type'] = ['info']
  event['observer.type'] = 'firewall'
  setFields(event, pairs)
  setTotals(event)
  setAction(event, pairs.get('action'))
  const transport = pairs.get('proto')
  if (transport !== undefined) event['network.transport'] = transportName(transport)
  const rule = pairs.get('rulelabel') ?? pairs.get('ipsrulelabel')
  if (rule !== undefined) event['rule.name'] = decodePercent(rule)
  setOwner(event, pairs)
}
