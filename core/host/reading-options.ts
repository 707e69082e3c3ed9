import type { ReadingRequest } from '../contract/index.ts'
import { parseZone } from '../ingest/zone.ts'
import type { ReadingOptions } from '../pipeline/messages.ts'
import type { SavedMapping } from '../store/mapping-shelf.ts'

/** @throws Error for a mapping that is not saved, or what is no zone */
export function readingOptions(
  { format, mapping, zone, year }: ReadingRequest,
  mappings: readonly SavedMapping[],
): ReadingOptions {
  const saved = mappings.find(({ name }) => name === mapping)
  if (mapping !== undefined && saved === undefined) throw new Error(`There is no mapping "${mapping}".`)
  const zoneOffset = zone === undefined ? undefined : parseZone(zone)
  if (zone !== undefined && zoneOffset === undefined)
    throw new Error(`"${zone}" is not a time zone: write it as +02:00.`)
  return { format, mapping: saved?.mapping, zoneOffset, year }
}
