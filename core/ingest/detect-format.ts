import { Reject } from '../event/event.ts'
import type { DecodeContext, DecodeLine, Decoder } from './decoder.ts'

interface DetectedFormat {
  decoder: Decoder
  /** Share of the sample that the format recognises, 0..1. */
  confidence: number
  /** The format of most of the other lines. */
  runnerUp?: { decoder: Decoder; share: number }
}

/** A line is taken for one of a format from here on. */
const recognised = 0.5
/** A line of another format in the midst of a file must be beyond doubt. */
const certain = 0.8
/** Below this share of the sample a format is an accident. */
const leastShare = 0.05

/** The format of most of the sample; undefined where none is recognised. Ties go to the first in the list. */
export function detectFormat(
  lines: readonly string[],
  decoders: readonly Decoder[],
): DetectedFormat | undefined {
  if (lines.length === 0) return undefined
  const ranked = decoders
    .map((decoder) => ({ decoder, ...recognise(lines, decoder) }))
    .filter(({ share }) => share >= leastShare)
    .sort((a, b) => b.weight - a.weight)
  const [best, ...others] = ranked
  if (best === undefined) return undefined
  const rest = lines.filter((line) => best.decoder.sniff(line) < recognised)
  const next = best.decoder.sniffSample === undefined ? runnerUp(rest, others, lines.length) : undefined
  return { decoder: best.decoder, confidence: best.share, ...(next === undefined ? {} : { runnerUp: next }) }
}

function recognise(lines: readonly string[], decoder: Decoder): { share: number; weight: number } {
  if (decoder.sniffSample !== undefined) {
    const share = decoder.sniffSample(lines)
    return { share, weight: share * lines.length }
  }
  const sure = lines.map((line) => decoder.sniff(line)).filter((score) => score >= recognised)
  return { share: sure.length / lines.length, weight: sure.reduce((sum, score) => sum + score, 0) }
}

function runnerUp(rest: readonly string[], others: readonly { decoder: Decoder }[], sampled: number) {
  const counted = others
    .map(({ decoder }) => ({
      decoder,
      share: rest.filter((line) => decoder.sniff(line) >= recognised).length / sampled,
    }))
    .sort((a, b) => b.share - a.share)
  return counted.find(({ share }) => share > 0)
}

/** Told of every line that another format than the main one has read. */
type OnOtherFormat = (decoder: Decoder) => void

/** A reader for a file of mainly one format: what that rejects is offered to the formats that are sure of the line. */
export function openMixed(
  main: Decoder,
  decoders: readonly Decoder[],
  context: DecodeContext,
  onOther: OnOtherFormat,
): DecodeLine {
  const others = decoders.filter((decoder) => decoder.name !== main.name && decoder.sniffSample === undefined)
  const opened = new Map<Decoder, DecodeLine>()
  const read = main.open(context)
  return (line) => {
    const record = read(line)
    if (!(record instanceof Reject)) return record
    for (const decoder of others) {
      if (decoder.sniff(line) < certain) continue
      const readOther = opened.get(decoder) ?? decoder.open(context)
      opened.set(decoder, readOther)
      const other = readOther(line)
      if (other === undefined || other instanceof Reject) continue
      onOther(decoder)
      return other
    }
    return record
  }
}
