import type { Event } from '../../../event/event.ts'
import type { DecodeContext } from '../../decoder.ts'
import { compileFieldMap } from '../../field-map.ts'
import { firstTime } from '../../first-time.ts'
import { setTotals } from '../../flow-totals.ts'
import type { KeyValues } from '../../key-values.ts'
import { transportName } from '../../protocols.ts'

/** `Rx` and `Tx` are the service edge's view of the client. */
const setFields = compileFieldMap({
  text: {
    'event.reason': 'InternalReason',
    'network.application': 'Application',
    'network.flow_id': 'ConnectionID',
    'rule.name': 'Policy',
    'user.name': 'Username',
    'vpn.gateway': 'ClientZEN',
  },
  word: { 'event.action': 'ConnectionStatus' },
  address: {
    'client.ip': 'ClientPublicIP',
    'destination.ip': 'ServerIP',
    'host.ip': 'Host',
    'server.ip': 'ServerIP',
    'source.ip': 'ClientPublicIP',
  },
  count: {
    'destination.bytes': 'ZENTotalBytesTxClient',
    'destination.port': 'ServerPort ServicePort',
    'server.port': 'ServerPort',
    'source.bytes': 'ZENTotalBytesRxClient',
  },
})

/** A person's connection to an application behind a connector. */
export function readUserActivity(event: Event, pairs: KeyValues, context: DecodeContext): void {
  event['event.category'] = ['iam']
  event['event.dataset'] = 'zscaler_zpa.user_activity'
  event['event.type'] = ['info', 'user']
  setFields(event, pairs)
  setTotals(event)
  const protocol = pairs.get('IPProtocol')
  if (protocol !== undefined) event['network.transport'] = transportName(protocol)
  const start = firstTime(pairs, ['TimestampConnectionStart'], context)
  const end = firstTime(pairs, ['TimestampConnectionEnd'], context)
  if (!Number.isNaN(start)) event['event.start'] = start
  if (Number.isNaN(end)) return
  event['event.end'] = end
  if (end >= start) event['event.duration'] = (end - start) * 1e6
}
