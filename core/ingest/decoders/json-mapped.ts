import { Reject } from '../../event/event.ts'
import { buildEvent } from '../build-event.ts'
import { parseObject } from './json-object.ts'
import type { Decoder } from '../decoder.ts'
import type { Field } from '../../event/event.ts'
import type { Mapping } from '../mapping.ts'

/** JSON lines whose keys (dotted where nested) the analyst has mapped to fields. */
export function mappedJson(mapping: Mapping): Decoder {
  return {
    name: 'json',
    title: 'JSON lines with a mapping',
    sniff: (line) => (line.trimStart().startsWith('{') ? 1 : 0),
    open: (given) => {
      const context = { ...given, zoneOffset: mapping.zoneOffset ?? given.zoneOffset }
      const readTime = mapping.readTime?.(context.zoneOffset)
      return (line) => {
        const flat = parseObject(line)
        if (flat === undefined || flat instanceof Reject) return flat
        const pairs: [Field, unknown][] = []
        for (const [key, field] of mapping.columns) pairs.push([field, flat.get(key)])
        return buildEvent([...pairs, ...mapping.constants], context, readTime)
      }
    },
  }
}
