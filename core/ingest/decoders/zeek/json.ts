import { textOf } from '../flat-values.ts'
import type { Values } from '../flat-values.ts'
import { zeekLogs } from './logs.data.ts'

export type Flat = ReadonlyMap<string, unknown>

/** A record in JSON; the log it is of, '' where only its fields can tell. */
export interface ZeekRecord {
  values: Values
  log: string
}

/** Names that, beside `ts`, only Zeek's records have. */
export const zeekMarks = [
  'id.orig_h',
  '_path',
  'fuid',
  'conn_uids',
  'uids',
  'certificate.version',
  'certificate.subject',
  'software_type',
  'orig_hw',
  'host_p',
  'section_names',
  'ts_delta',
  'seen.indicator',
  'pkts_proc',
  'percent_lost',
  'port_proto',
]

/** The same where a field's record is told by `_`: exporters to tables, and `LogAscii` told so, write `id_orig_h`. */
export const scopedMarks = zeekMarks.filter((name) => name.includes('.')).map(scoped)

/** The record in a flattened object, bare or under the name of its log as the Kafka writer tags it (`{"conn":{…}}`). */
export function zeekIn(flat: Flat): ZeekRecord | undefined {
  if (flat.has('ts')) return recordIn(flat, '')
  const first = flat.keys().next().value
  const dot = first?.indexOf('.') ?? -1
  const log = first?.slice(0, dot) ?? ''
  if (dot < 0 || !zeekLogs.has(log) || !flat.has(`${log}.ts`)) return undefined
  const inner = new Map([...flat].map(([name, value]) => [name.slice(dot + 1), value] as const))
  return { values: recordIn(inner, log)?.values ?? inner, log }
}

function recordIn(flat: Flat, log: string): ZeekRecord | undefined {
  if (scopedMarks.some((name) => flat.has(name)))
    return { values: { get: (name) => flat.get(name) ?? flat.get(scoped(name)) }, log }
  if (zeekMarks.some((name) => flat.has(name))) return { values: flat, log }
  const isOwn = textOf(flat, 'uid')?.startsWith('C') === true || textOf(flat, 'note')?.includes('::') === true
  return isOwn ? { values: flat, log } : undefined
}

function scoped(name: string): string {
  return name.replaceAll('.', '_')
}
