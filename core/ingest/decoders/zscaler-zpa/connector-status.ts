import type { Event } from '../../../event/event.ts'
import { compileFieldMap } from '../../field-map.ts'
import type { KeyValues } from '../../key-values.ts'

const setFields = compileFieldMap({
  text: { 'observer.name': 'Connector', 'observer.version': 'Version' },
  address: { 'observer.ip': 'PublicIP' },
})

/** The health of an application connector. */
export function readConnectorStatus(event: Event, pairs: KeyValues): void {
  event['event.category'] = ['package']
  event['event.type'] = ['info']
  event['observer.type'] = 'forwarder'
  setFields(event, pairs)
}
