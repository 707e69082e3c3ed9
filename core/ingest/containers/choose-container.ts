import { Reject } from '../../event/event.ts'
import type { DecodeLine, Decoder } from '../decoder.ts'
import { detectFormat } from '../detect-format.ts'
import { readSafely } from '../event-batch.ts'
import { commonSecurityLog } from './common-security-log.ts'
import type { Container, Unwrap, Wrapped } from './container.ts'
import { csvColumn } from './csv-column.ts'
import { journalBlocks } from './journal-blocks.ts'
import { jsonField } from './json-field.ts'
import { kiwi } from './kiwi.ts'
import { prefixContainers } from './prefixes.ts'

const containers: readonly Container[] = [
  journalBlocks,
  kiwi,
  commonSecurityLog,
  ...prefixContainers,
  jsonField,
  csvColumn,
]
/** They read anything of their syntax; who is sure of the line within knows more. */
const generic = new Set(['json', 'csv'])
/** Lines that are tried: where there are very many files each costs some. */
const tried = 40
/** Of the lines after a header so many must lie in an envelope. */
const leastShare = 0.8
const mostLayers = 3

/** The cheapest first. */
const dresses = ['none', 'header', 'program'] as const
type Dress = (typeof dresses)[number]

/** An envelope, perhaps within another. */
export interface ChosenContainer {
  titles: string[]
  unwrap: Unwrap
  /** Lines that have lost their own time and device, or the name of their program, get those of the envelope written before them. */
  dress: Dress
  /** Of the sample. */
  inner: Wrapped[]
}

/**
 * What lines are wrapped in; undefined where they are better read as they are.
 * @param outer the format of the lines as they are, if one is recognised
 */
export function chooseContainer(
  lines: readonly string[],
  decoders: readonly Decoder[],
  outer: Decoder | undefined,
): ChosenContainer | undefined {
  const sample = lines.slice(0, tried)
  const found = outer ? worthOf(outer, sample) : 0
  const isGeneric = outer === undefined || generic.has(outer.name)
  // Nearly every source is read at sight.
  const isSure = isSureOf(sample)
  if (!isGeneric && !isSure && found >= 2 * sample.length) return undefined
  const best = bestOf(
    sample.map((text) => ({ text, time: Number.NaN, host: '' })),
    decoders,
    1,
  )
  if (!best) return undefined
  return best.worth > found || ((isGeneric || isSure) && best.worth >= found) ? best : undefined
}

function isSureOf(sample: readonly string[]): boolean {
  return containers.some((container) => {
    const unwrap = container.isSure ? container.open(sample[0] ?? '') : undefined
    return unwrap !== undefined && sample.every((line) => unwrap(line) !== undefined)
  })
}

/** @param sample what was taken out of the layers before, with their times and hosts */
function bestOf(
  sample: readonly Wrapped[],
  decoders: readonly Decoder[],
  layer: number,
): (ChosenContainer & { worth: number }) | undefined {
  let best: (ChosenContainer & { worth: number }) | undefined
  for (const container of containers) {
    const unwrap = container.open(sample[0]?.text ?? '')
    if (!unwrap) continue
    const inner = sample.flatMap((one) => {
      const within = unwrap(one.text)
      return within ? [outermost(one, within)] : []
    })
    if (inner.length === 0 || inner.length < leastShare * (sample.length - 1)) continue
    if (inner.every(({ text }) => sample.some((one) => one.text === text))) continue
    for (const dress of inner.every(({ program }) => program !== undefined) ? dresses : dresses.slice(0, 2)) {
      const texts = inner.map((one) => dressed(one, dress))
      const decoder = detectFormat(texts, decoders)?.decoder
      const counts = decoder && (container.mayHoldAny === true || !generic.has(decoder.name))
      const worth = counts ? worthOf(decoder, texts) : 0
      if (worth > (best?.worth ?? 0)) best = { titles: [container.title], unwrap, dress, inner, worth }
    }
    if (layer === mostLayers) continue
    const deeper = bestOf(inner, decoders, layer + 1)
    if (deeper && deeper.worth > (best?.worth ?? 0)) best = nested(container.title, unwrap, deeper, inner)
  }
  return best
}

function nested(
  title: string,
  outer: Unwrap,
  deeper: ChosenContainer & { worth: number },
  envelopes: readonly Wrapped[],
): ChosenContainer & { worth: number } {
  const unwrap: Unwrap = (line) => {
    const one = outer(line)
    const within = one && deeper.unwrap(one.text)
    return within && outermost(one, within)
  }
  const inner = envelopes.flatMap((one) => {
    const within = deeper.unwrap(one.text)
    return within ? [outermost(one, within)] : []
  })
  return { ...deeper, titles: [title, ...deeper.titles], unwrap, inner }
}

/** The time nearest to the record counts, and the host that was nearest to it. */
function outermost(outer: Wrapped, inner: Wrapped): Wrapped {
  return {
    ...outer,
    ...inner,
    time: Number.isNaN(inner.time) ? outer.time : inner.time,
    host: inner.host || outer.host,
  }
}

/** The text of a record, behind as much of a header as it lacks. */
export function dressed(wrapped: Wrapped, dress: Dress): string {
  const { text, program = '' } = wrapped
  switch (dress) {
    case 'none':
      return text
    case 'header':
      return withHeader(wrapped, text)
    case 'program':
      return withHeader(wrapped, `${program}: ${text}`)
  }
}

/** As RFC 5424 writes a header's time and host. */
function withHeader({ time, host, wall = Number.NaN }: Wrapped, text: string): string {
  if (Number.isNaN(time) && Number.isNaN(wall)) return text
  // A clock that tells no zone goes on telling none.
  const stamp = new Date(Number.isNaN(time) ? wall : time)
    .toISOString()
    .slice(0, Number.isNaN(time) ? 23 : 24)
  return `${stamp} ${/^[\w.:-]+$/.test(host) ? host : '-'} ${text}`
}

/** How much a decoder makes of lines: records, and more for those that say who or from where. */
function worthOf(decoder: Decoder, lines: readonly string[]): number {
  const read: DecodeLine = decoder.open({ zoneOffset: 0, year: 2000 })
  let worth = 0
  for (const line of lines) {
    const record = readSafely(read, line)
    if (record === undefined || record instanceof Reject || Number.isNaN(record['@timestamp'])) continue
    worth += record['user.name'] === undefined && record['source.ip'] === undefined ? 1 : 2
  }
  return worth
}
