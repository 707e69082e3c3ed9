import { Reject } from '../event/event.ts'
import { readSafely } from './event-batch.ts'
import { inferYear } from './infer-year.ts'
import { zoneStep } from './zone.ts'
import { zoneOfHeader } from './zone-of-header.ts'
import type { DecodeLine, Decoder } from './decoder.ts'
import type { Source } from './sources/list-sources.ts'

const minute = 60_000
/** So much later than its last record a file is written at most where records follow each other. */
const tolerance = 2 * minute
const mostEast = 14 * 60 * minute
const mostWest = 12 * 60 * minute
/** Lines of which the header is looked at. */
const mostCompared = 20

interface InferredZone {
  /** Minutes east of UTC. */
  zoneOffset: number
  /** What an analyst should know; undefined where the lines carry their zone. */
  note: string | undefined
}

/**
 * The zone of lines that carry none. Syslog headers with a zone tell it, whatever was chosen. Otherwise no record is written after the last writing of its file: where the last one would
 * lie after it by a whole zone, the device wrote local time. Where it lies before it by a whole zone, the same may be
 * so, or the file was copied later; that is only said.
 */
export function inferZone(
  sample: readonly string[],
  tail: readonly string[],
  decoder: Decoder,
  { modified }: Pick<Source, 'modified'>,
  chosen: number | undefined,
): InferredZone {
  const lacking = linesWithoutZone(sample, decoder, modified)
  if (lacking.length === 0) return { zoneOffset: chosen ?? 0, note: undefined }
  const told = zoneOfHeaders(lacking)
  if (told !== undefined)
    return {
      zoneOffset: told,
      note: `the times of the records carry no zone: they were read as ${zoneName(told)}, by the times of their syslog headers`,
    }
  if (chosen !== undefined)
    return {
      zoneOffset: chosen,
      note: `the times carry no zone: they were read as ${zoneName(chosen)}, as chosen`,
    }
  const last = lastTime(sample, tail, decoder, modified)
  const ahead = last === undefined ? 0 : last - modified
  const zone = (Math.round(ahead / zoneStep) * zoneStep) / minute
  const isWhole = Math.abs(ahead - zone * minute) <= tolerance
  if (isWhole && zone > 0 && ahead <= mostEast + tolerance)
    return {
      zoneOffset: zone,
      note: `the times carry no zone: they were read as ${zoneName(zone)}, because as UTC the last of them would lie ${spell(zone)} after the last writing of the file`,
    }
  const doubt =
    isWhole && zone < 0 && -ahead <= mostWest + tolerance
      ? `; the last of them lies ${spell(-zone)} before the last writing of the file, which would fit ${zoneName(zone)}`
      : ''
  return {
    zoneOffset: 0,
    note: `the times carry no zone: they were read as UTC; choose a zone (--zone) if the device wrote local time${doubt}`,
  }
}

/** `+05:30` */
function zoneName(minutes: number): string {
  if (minutes === 0) return 'UTC'
  const size = Math.abs(minutes)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

function spell(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ')
}

/** A line of which the time has no zone, and that time read as if it were UTC. */
interface Zoneless {
  line: string
  local: number
}

/** Found by reading the lines in two zones. */
function linesWithoutZone(sample: readonly string[], decoder: Decoder, modified: number): Zoneless[] {
  const year = new Date(modified).getUTCFullYear()
  const readHere = decoder.open({ zoneOffset: 0, year })
  const readThere = decoder.open({ zoneOffset: 60, year })
  const lacking: Zoneless[] = []
  for (const line of sample) {
    const [here, there] = [timeIn(readHere, line), timeIn(readThere, line)]
    if (here !== undefined && there !== undefined && here !== there) lacking.push({ line, local: here })
    if (lacking.length === mostCompared) break
  }
  return lacking
}

/** The zone of most lines by their headers; undefined where most have none, or another moment. */
function zoneOfHeaders(lacking: readonly Zoneless[]): number | undefined {
  const zones = lacking
    .map(({ line, local }) => zoneOfHeader(local, line))
    .filter((zone) => zone !== undefined)
    .sort((a, b) => a - b)
  const median = zones[zones.length >> 1]
  return 2 * zones.filter((zone) => zone === median).length > lacking.length ? median : undefined
}

function lastTime(
  sample: readonly string[],
  tail: readonly string[],
  decoder: Decoder,
  modified: number,
): number | undefined {
  const { year } = inferYear(tail, decoder, modified, 0)
  const read = decoder.open({ zoneOffset: 0, year })
  // A table is read under its header.
  if (sample[0] !== undefined) timeIn(read, sample[0])
  let last: number | undefined
  for (const line of tail) {
    const time = timeIn(read, line)
    if (time !== undefined && (last === undefined || time > last)) last = time
  }
  return last
}

function timeIn(read: DecodeLine, line: string): number | undefined {
  const record = readSafely(read, line)
  return record === undefined || record instanceof Reject ? undefined : record['@timestamp']
}
