import type { Event } from '../../../event/event.ts'
import { compileFieldMap } from '../../field-map.ts'
import { setTotals } from '../../flow-totals.ts'
import type { KeyValues } from '../../key-values.ts'

const setFields = compileFieldMap({
  text: {
    'event.action': 'event',
    'event.reason': 'eventreason',
    'user.name': 'user',
    'vpn.tunnel_type': 'tunneltype',
  },
  word: { 'network.transport': 'tunneltype' },
  address: { 'destination.ip': 'destinationip', 'source.ip': 'sourceip' },
  count: {
    'destination.bytes': 'rxbytes',
    'destination.packets': 'rxpackets',
    'destination.port': 'destinationport',
    'source.bytes': 'txbytes',
    'source.packets': 'txpackets',
    'source.port': 'sourceport',
  },
})

/** A GRE or IPsec tunnel of a site to the cloud: no person's session, hence no step. */
export function readTunnel(event: Event, pairs: KeyValues): void {
  event['event.category'] = ['network']
  event['event.type'] = ['info']
  setFields(event, pairs)
  setTotals(event)
}
