import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import type { DecodeContext } from '../decoder.ts'
import { firstTime } from '../first-time.ts'
import type { KeyValues } from '../key-values.ts'
import { jsonProduct } from './json-product.ts'
import { plainPairs } from './plain-pairs.ts'
import { readStrata } from './strata/records.ts'

/**
 * Strata Logging Service (formerly Cortex Data Lake), which Prisma Access and firewalls write to, as it forwards JSON:
 * `LogType`, `TimeGenerated`, … or in its schema's spelling `log_type`, `time_generated`, `source_ip.value`.
 * https://docs.paloaltonetworks.com/strata-logging-service/log-reference
 */
export const strata = jsonProduct({
  name: 'strata',
  title: 'Palo Alto Prisma Access and Strata Logging Service (JSON)',
  marks: [
    ['"LogType"', '"TimeGenerated"'],
    ['"LogType"', '"TimeReceived"'],
    ['"log_type"', '"time_generated"'],
    ['"log_type"', '"log_source_id"'],
  ],
  openObject: (context) => (flat) => (isStrata(flat) ? decode(plainPairs(flat), context) : undefined),
})

const types = new Set(
  'globalprotect traffic threat url dns_security file auth authentication userid decryption system config hipmatch iptag tunnel'.split(
    ' ',
  ),
)

function isStrata(flat: ReadonlyMap<string, unknown>): boolean {
  const type = flat.get('LogType') ?? flat.get('log_type.value') ?? flat.get('log_type')
  return typeof type === 'string' && types.has(type.toLowerCase())
}

const times = ['timegeneratedhighresolution', 'timegenerated', 'timereceived', 'logtime']

function decode(pairs: KeyValues, context: DecodeContext): Event | Reject {
  const time = firstTime(pairs, times, context)
  if (Number.isNaN(time)) return new Reject('no readable time in this record')
  const event: Event = {
    '@timestamp': time,
    'event.kind': 'event',
    'observer.vendor': 'Palo Alto Networks',
    'observer.product': 'PAN-OS',
    'observer.type': 'firewall',
  }
  readStrata(event, pairs)
  return event
}
