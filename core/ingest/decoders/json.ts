import { Reject } from '../../event/event.ts'
import { isField } from '../../event/fields.ts'
import { buildEvent, timeOf } from '../build-event.ts'
import { fieldOf } from '../field-aliases.ts'
import { remember } from '../remember.ts'
import { openEmbedded } from './embedded-line.ts'
import { carriedLines, unwrap } from './json-envelope.ts'
import { parseObject } from './json-object.ts'
import type { DecodeContext, DecodeLine, Decoder } from '../decoder.ts'
import type { Event, Field } from '../../event/event.ts'

/** Envelopes within envelopes: Kafka Connect around Filebeat around a product's own JSON. */
const deepestEnvelope = 3

/**
 * JSON lines: ECS (nested or dotted), the usual names of other products, or an envelope around a line that one of
 * `vendors` reads. A function, because this decoder stands in the list it is given.
 */
export function jsonDecoder(vendors: () => readonly Decoder[]): Decoder {
  return {
    name: 'json',
    title: 'JSON lines (ECS or generic)',
    sniff,
    open: (context) => openJson(vendors, context),
  }
}

/** Certain even where a vendor's mark is inside: then the line is an envelope, and the vendor's turn comes. */
function sniff(line: string): number {
  const text = line.trim()
  return text.startsWith('{') && (text.endsWith('}') || text.endsWith('},')) && /^\{\s*["}]/.test(text)
    ? 1
    : 0
}

function openJson(vendors: () => readonly Decoder[], context: DecodeContext): DecodeLine {
  const readEmbedded = openEmbedded(vendors(), context)
  const products = vendors().flatMap((decoder) => decoder.openObject?.(context) ?? [])
  const read = (line: string, depth: number): Event | Reject | undefined => {
    const parsed = parseObject(line)
    if (parsed === undefined || parsed instanceof Reject) return parsed
    const flat = unwrap(parsed)
    for (const readObject of products) {
      const record = readObject(flat)
      if (record !== undefined) return record
    }
    const own = () => buildEvent(pairs(flat), context)
    for (const text of carriedLines(flat)) {
      const isObject = depth < deepestEnvelope && text.startsWith('{')
      const inner = isObject ? read(text, depth + 1) : readEmbedded(text, () => timeOf(own()))
      if (inner === undefined || (isObject && inner instanceof Reject)) continue
      return isDecoded(flat) && !(inner instanceof Reject) ? overlay(inner, flat, context) : inner
    }
    return own()
  }
  return (line) => read(line, 1)
}

/** A pipeline has taken the line apart already; then its time and fields are better than those of the bare line. */
function isDecoded(flat: ReadonlyMap<string, unknown>): boolean {
  return ['event.category', 'event.action', 'event.type'].some((key) => flat.has(key))
}

function overlay(inner: Event, flat: ReadonlyMap<string, unknown>, context: DecodeContext): Event {
  const outer = buildEvent([...flat].filter(isEcs), context)
  if (outer instanceof Reject) return inner
  const step = inner['vpn.step'] ?? outer['vpn.step']
  return step === undefined ? { ...inner, ...outer } : { ...inner, ...outer, 'vpn.step': step }
}

function isEcs(pair: [string, unknown]): pair is [Field, unknown] {
  return isField(pair[0])
}

/** Objects that only wrap the record, as Splunk HEC's `event` and Azure's `properties` do. */
const wrapper = /^(?:event|properties|data|payload|fields|attributes|record|result)\./

const aliasOf = remember((key) => fieldOf(key) ?? fieldOf(key.replace(wrapper, '')))

/** ECS names first: an alias never displaces them. */
function* pairs(flat: ReadonlyMap<string, unknown>): Generator<[Field, unknown]> {
  for (const pair of flat) if (isEcs(pair)) yield pair
  for (const [key, value] of flat) {
    const field = isField(key) ? undefined : aliasOf(key)
    if (field !== undefined) yield [field, value]
  }
}
