import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import type { DecodeContext } from '../decoder.ts'
import { firstTime } from '../first-time.ts'
import type { KeyValues } from '../key-values.ts'
import { jsonProduct, toKeyValues } from './json-product.ts'
import { readAudit } from './zscaler-zpa/audit.ts'
import { readBrowserAccess } from './zscaler-zpa/browser-access.ts'
import { readConnectorStatus } from './zscaler-zpa/connector-status.ts'
import { readUserActivity } from './zscaler-zpa/user-activity.ts'
import { readUserStatus } from './zscaler-zpa/user-status.ts'

type Read = (event: Event, pairs: KeyValues, context: DecodeContext) => void

/** Zscaler Private Access, as the Log Streaming Service writes it. */
export const zscalerZpa = jsonProduct({
  name: 'zscaler-zpa',
  title: 'Zscaler Private Access (Log Streaming Service)',
  marks: [
    ['"LogTimestamp"', '"SessionStatus"'],
    ['"LogTimestamp"', '"ConnectionStatus"'],
    ['"LogTimestamp"', '"Exporter"'],
    ['"AuditOperationType"', '"ObjectType"'],
  ],
  // Times are UTC and do not say so.
  openObject: (given) => (flat) => {
    const context = { ...given, zoneOffset: 0 }
    const read = readerOf(flat)
    if (read === undefined) return undefined
    const pairs = toKeyValues(flat, '', absent)
    const time = firstTime(pairs, ['LogTimestamp', 'ModifiedTime', 'CreationTime'], context)
    if (Number.isNaN(time)) return new Reject('no readable time in the record')
    const event: Event = {
      '@timestamp': time,
      'event.kind': 'event',
      'observer.product': 'ZPA',
      'observer.vendor': 'Zscaler',
    }
    read(event, pairs, context)
    return event
  },
})

const absent: ReadonlySet<string> = new Set()

function readerOf(flat: ReadonlyMap<string, unknown>): Read | undefined {
  if (flat.has('AuditOperationType')) return flat.has('ObjectType') ? readAudit : undefined
  if (!flat.has('LogTimestamp')) return undefined
  if (flat.has('SessionStatus')) return flat.has('ConnectorGroup') ? readConnectorStatus : readUserStatus
  if (flat.has('Exporter')) return readBrowserAccess
  return flat.has('ConnectionStatus') ? readUserActivity : undefined
}
