import type { Event, Reject } from '../event/event.ts'

/** What a decoder may know beyond the line. */
export interface DecodeContext {
  /** Minutes east of UTC assumed where a line has no zone. Default 0. */
  zoneOffset: number
  /** Year assumed where a line has none (RFC 3164), see `core/ingest/timestamps`. */
  year: number
  /** Dates like 03/05/2026 name the day first: the source proves it. Default: the month. */
  isDayFirst?: boolean
}

/** A vendor family. Adding one is one file and one line in `core/ingest/decoders/index.ts`. */
export interface Decoder {
  /** kebab-case, what `--format` takes. */
  name: string
  title: string
  /** How sure the line is of this format, 0..1. Cheap; never throws. */
  sniff(line: string): number
  /** Where one line does not tell (a table under its header): the share of these first lines it reads, 0..1. */
  sniffSample?(lines: readonly string[]): number
  /** A reader for one source. Stateful formats (a CSV header, a status file) keep their state in the closure. */
  open(context: DecodeContext): DecodeLine
  /** For a product that writes JSON: reads what the JSON decoder has parsed, so that no line is parsed twice. */
  openObject?(context: DecodeContext): DecodeObject
}

/** undefined: the line holds no record (header, comment, blank). Never throws on any input. */
export type DecodeLine = (line: string) => Event | Reject | undefined

/** Takes a JSON object flattened to dotted keys. undefined: it is not of this product. Never throws. */
export type DecodeObject = (flat: ReadonlyMap<string, unknown>) => Event | Reject | undefined
