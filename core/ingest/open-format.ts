import { Reject } from '../event/event.ts'
import { isDayFirst } from './day-first.ts'
import { chooseContainer, dressed, type ChosenContainer } from './containers/choose-container.ts'
import { EnvelopeClock } from './containers/envelope-clock.ts'
import { readSafely } from './event-batch.ts'
import { mappedCsv } from './decoders/csv.ts'
import { mappedJson } from './decoders/json-mapped.ts'
import { detectFormat, openMixed } from './detect-format.ts'
import { yearNote } from './assumed-year.ts'
import { inferYear, isBeyond } from './infer-year.ts'
import { inferZone } from './infer-zone.ts'
import { sharing } from './sharing.ts'
import { sampleTable } from './suggest-mapping.ts'
import type { DecodeContext, DecodeLine, Decoder } from './decoder.ts'
import type { Mapping } from './mapping.ts'
import type { Source } from './sources/list-sources.ts'
import type { SourceTally } from './source-tally.ts'

export interface FormatOptions {
  decoders: readonly Decoder[]
  /** Name of a decoder, the analyst's choice; otherwise the content decides. */
  format?: string
  mapping?: Mapping
  /** Minutes east of UTC assumed where a line has no zone; otherwise it is inferred where it can be, else 0. */
  zoneOffset?: number
  /** Year of the first line, where the lines have none; otherwise it is inferred. */
  year?: number
}

/** What the first and last lines of a source say of it; the same at every reading. */
export interface ChosenFormat {
  decoder: Decoder
  /** 0..1 */
  confidence: number
  chosenBy: 'content' | 'analyst'
  /** Minutes east of UTC of times without a zone. */
  zoneOffset: number
  /** Of the first line. */
  year: number
  /** The lines carry no year. */
  isYearAssumed: boolean
  /** What an analyst should know of zone and year. */
  notes: string[]
  isDayFirst: boolean
  /** What the lines are wrapped in. */
  container: OpenContainer | undefined
}

interface OpenContainer extends ChosenContainer {
  /** Where the records' own time lacks a zone or a year. */
  clock: EnvelopeClock | undefined
  /** Minutes east of UTC of envelopes that tell no zone. */
  zoneOffset: number
}

export interface OpenFormat {
  read: DecodeLine
  /** Once all lines are read: the last notes. */
  finish: () => void
}

export const sampleLines = 200

const shareNotes = sharing<string[]>()

/**
 * Chooses the format of a source by its first lines with content, at least one; `tail` are its last ones where they are known.
 * undefined: the format is not known, and the tally says so.
 */
export function chooseFormat(
  content: readonly string[],
  tail: readonly string[],
  source: Source,
  options: FormatOptions,
  tally: SourceTally,
): ChosenFormat | undefined {
  const { path, modified } = source
  const { decoders, format, mapping } = options
  const lines = sampleOf(content)
  const outer = detectFormat(lines, decoders)
  const container = mapping === undefined ? chooseContainer(lines, decoders, outer?.decoder) : undefined
  const sample = container ? container.inner.map((one) => dressed(one, container.dress)) : lines
  const chosen = chooseDecoder(decoders, format, mapping, sample)
  if (chosen === undefined && format !== undefined) {
    tally.fail(`${path} was not read: there is no format "${format}" (${names(decoders)})`)
    return undefined
  }
  const found = container ? detectFormat(sample, decoders) : outer
  const detected = chosen === undefined ? found : { decoder: chosen, confidence: 1 }
  if (detected === undefined) {
    if (sampleTable(sample) !== undefined) tally.setMappable()
    tally.fail(
      `${path} is in no format that was recognised: choose one with --format (${names(decoders)}), ` +
        'or describe a table or JSON of your own with --map FILE',
    )
    return undefined
  }
  const { decoder, confidence } = detected
  const isWrapped = container !== undefined
  const { zoneOffset, note } = inferZone(sample, isWrapped ? [] : tail, decoder, source, options.zoneOffset)
  const { year, assumed } = inferYear(sample, decoder, modified, zoneOffset, options.year)
  const lacks = note !== undefined || assumed
  const clock =
    container && clockOf(container, sample, decoder, { zoneOffset, year, lacks, isYearless: assumed })
  const titles = container === undefined ? [] : [container.titles.join(', within ')]
  return {
    decoder,
    confidence,
    chosenBy: chosen === undefined ? 'content' : 'analyst',
    zoneOffset,
    year,
    isYearAssumed: assumed && clock === undefined,
    isDayFirst: isDayFirst(isWrapped ? sample : [...sample, ...tail]),
    container: container && { ...container, clock, zoneOffset },
    notes: shareNotes([
      ...titles.map((title) => `the records were taken out of ${title}`),
      ...(clock
        ? [`their times lack ${assumed ? 'the year' : 'a zone'}: the times beside them were followed`]
        : []),
      ...(clock && container?.inner.some(({ time }) => !Number.isNaN(time)) === true
        ? []
        : [
            ...(note === undefined ? [] : [note]),
            ...(assumed && !clock ? [yearNote(year, modified, options.year !== undefined)] : []),
          ]),
    ]),
  }
}

/** Opens a source in the format that was chosen for it. */
export function openFormat(
  chosen: ChosenFormat,
  content: readonly string[],
  { modified }: Source,
  { decoders }: FormatOptions,
  tally: SourceTally,
): OpenFormat {
  const { decoder, confidence, chosenBy, zoneOffset, year, isYearAssumed, notes, container } = chosen
  tally.setFormat({ name: decoder.name, title: decoder.title, confidence, chosenBy })
  for (const note of notes) tally.addNote(note)
  const context = { zoneOffset, year, isDayFirst: chosen.isDayFirst }
  const countOther = (other: Decoder) => tally.addOtherFormat(other)
  const read =
    chosenBy === 'content' ? openMixed(decoder, decoders, context, countOther) : decoder.open(context)
  return {
    read: container ? readWrapped(container, read) : read,
    finish: () => {
      if (tally.isMostlyRejected && sampleTable(sampleOf(content)) !== undefined) tally.setMappable()
      if (isYearAssumed && isBeyond(tally.last, modified))
        tally.addNote('times go beyond the last writing of the file: the assumed year may be wrong')
    },
  }
}

/** undefined where the records' own times are whole, or the envelopes have none. */
function clockOf(
  { inner }: ChosenContainer,
  sample: readonly string[],
  decoder: Decoder,
  { lacks, isYearless, ...context }: DecodeContext & { lacks: boolean; isYearless: boolean },
): EnvelopeClock | undefined {
  if (!lacks) return undefined
  const read = decoder.open(context)
  const differences = sample.flatMap((line, i) => {
    const record = readSafely(read, line)
    if (record === undefined || record instanceof Reject) return []
    const difference = (inner[i]?.time ?? Number.NaN) - record['@timestamp']
    return Number.isNaN(difference) ? [] : [difference]
  })
  if (differences.length > 0) return new EnvelopeClock(differences, isYearless)
  // A clock without a zone tells the year all the same.
  return isYearless && inner.some(({ wall }) => !Number.isNaN(wall ?? Number.NaN))
    ? new EnvelopeClock([], true)
    : undefined
}

function readWrapped({ unwrap, dress, clock, zoneOffset }: OpenContainer, read: DecodeLine): DecodeLine {
  return (line) => {
    const wrapped = unwrap(line)
    if (wrapped === undefined) return undefined
    const record = read(dressed(wrapped, dress))
    if (record === undefined || record instanceof Reject) return record
    const wall = (wrapped.wall ?? Number.NaN) - zoneOffset * 60_000
    clock?.correct(record, Number.isNaN(wrapped.time) ? wall : wrapped.time)
    if (wrapped.host !== '') record['observer.hostname'] ??= wrapped.host
    return record
  }
}

function sampleOf(content: readonly string[]): string[] {
  const step = Math.ceil(content.length / sampleLines)
  return content.filter((_, i) => i % step === 0)
}

function chooseDecoder(
  decoders: readonly Decoder[],
  format: string | undefined,
  mapping: Mapping | undefined,
  sample: readonly string[],
): Decoder | undefined {
  if (mapping === undefined) return decoders.find(({ name }) => name === format)
  const isJson = format === undefined ? sample[0]?.trimStart().startsWith('{') : format === 'json'
  return isJson ? mappedJson(mapping) : mappedCsv(mapping)
}

function names(decoders: readonly Decoder[]): string {
  return decoders.map(({ name }) => name).join(', ')
}
