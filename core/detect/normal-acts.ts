import { actKinds } from '../event/act.ts'
import type { Act, ActKind } from '../event/act.ts'
import { describeReason } from '../features/describe.ts'
import type { Feature } from '../features/feature.ts'
import { plain } from '../memory/codec.ts'
import { Memory } from '../memory/memory.ts'
import type { Table } from '../memory/table.ts'
import { createRng, randomInt, seedAfter } from '../models/rng.ts'
import type { Rng } from '../models/rng.ts'
import { actSentence, summarise } from './act-sentence.ts'
import type { ActSummary } from './act-sentence.ts'
import type { NormalAct } from './alert.ts'

/** Acts kept of each kind. */
const capacity = 256
/** Once full, one in so many normal acts takes a place: the kept ones are mostly of the last `capacity x oneIn`. */
const oneIn = 8
const seed = 1
const told = 3
const toldDifferences = 2
/** No feature counts for more than this many standard deviations, or one wild value would hide all others. */
const furthest = 3

/**
 * A few recent acts of each kind that the models call normal, to show beside one they don't. A biased reservoir
 * (Aggarwal, VLDB 2006): a new act takes a random place, so the chance to be still there falls with age. Seeded, so
 * the same acts in the same order keep the same examples, whatever the batch size. Bounded: 4 x 256 rows.
 */
export class NormalActs {
  readonly #features: readonly Feature[]
  /** What is kept, `<kind> <place>`; it is read from `#kept`, where the rows lie side by side. */
  readonly #examples: Table<string, { act: ActSummary; row: Float32Array }>
  readonly #kept: Record<ActKind, { acts: ActSummary[]; rows: Float32Array }>
  #draws = 0
  #rng = createRng(seed)
  readonly #random: Rng = () => {
    this.#draws += 1
    return this.#rng()
  }

  constructor(features: readonly Feature[], memory = new Memory()) {
    this.#features = features
    const reservoir = () => ({ acts: [], rows: new Float32Array(capacity * features.length) })
    this.#kept = { attempt: reservoir(), start: reservoir(), end: reservoir(), flow: reservoir() }
    this.#examples = memory.table('detect.normal.examples', { bound: Infinity, codec: plain() })
    for (const kind of actKinds) this.#restore(kind)
    memory.cell('detect.normal.draws', {
      save: () => this.#draws,
      restore: (draws) => {
        this.#draws = draws as number
        this.#rng = createRng(seedAfter(seed, this.#draws))
      },
    })
  }

  /** Takes in an act that models and signals found nothing in. */
  learn(act: Act, row: Float32Array): void {
    if (act.kind === 'notice') return
    const { acts, rows } = this.#kept[act.kind]
    if (acts.length === capacity && this.#random() * oneIn >= 1) return
    const at = acts.length < capacity ? acts.length : randomInt(this.#random, capacity)
    acts[at] = summarise(act)
    rows.set(row, at * this.#features.length)
    this.#examples.set(`${act.kind} ${at}`, { act: acts[at], row: row.slice() })
  }

  #restore(kind: ActKind): void {
    const { acts, rows } = this.#kept[kind]
    for (let at = 0; at < capacity; at++) {
      const example = this.#examples.peek(`${kind} ${at}`)
      if (example === undefined) return
      acts.push(example.act)
      rows.set(example.row, at * this.#features.length)
    }
  }

  /** The nearest of the kept acts, nearest first. */
  nearest(act: Act, row: Float32Array): NormalAct[] {
    if (act.kind === 'notice') return []
    const { acts, rows } = this.#kept[act.kind]
    const width = this.#features.length
    const spread = deviations(rows, acts.length, width)
    return acts
      .map((kept, at) => ({ kept, at, distance: distanceOf(row, rows, at * width, spread) }))
      .sort((a, b) => a.distance - b.distance || a.kept.time - b.kept.time)
      .filter(firstOfWho())
      .slice(0, told)
      .map(({ kept, at, distance }) => ({
        time: kept.time,
        text: actSentence(kept),
        differs: this.#differences(row, rows.subarray(at * width, (at + 1) * width), spread),
        distance: Math.round(100 * distance) / 100,
      }))
  }

  #differences(row: Float32Array, normal: Float32Array, spread: Float64Array): string[] {
    const gaps = spread.map((deviation, feature) =>
      difference(row[feature] ?? NaN, normal[feature] ?? NaN, deviation),
    )
    const ranked = this.#features
      .map((feature, index) => ({ feature, index, gap: gaps[index] ?? 0 }))
      // A point on the circle of hours or weekdays says nothing to a person.
      .filter(({ gap, feature }) => gap > 0 && !/_(sin|cos)$/.test(feature.name))
      .sort((a, b) => b.gap - a.gap)
    const differences: string[] = []
    for (const { feature, index } of ranked) {
      const here = describeReason(feature, row[index] ?? NaN, NaN)
      const there = describeReason(feature, normal[index] ?? NaN, NaN)
      if (here !== there) differences.push(`${here}; there ${there}`)
      if (differences.length === toldDifferences) break
    }
    return differences
  }
}

/** The same person talking to the same host again is no further example. */
function firstOfWho(): (one: { kept: ActSummary }) => boolean {
  const seen = new Set<string>()
  return ({ kept: { user, sourceIp, destinationIp } }) => {
    const who = `${user} ${sourceIp} ${destinationIp}`
    if (seen.has(who)) return false
    seen.add(who)
    return true
  }
}

/** Root mean square of the differences between a row and the one at `from` of `rows`. */
function distanceOf(row: Float32Array, rows: Float32Array, from: number, spread: Float64Array): number {
  let squares = 0
  for (let feature = 0; feature < spread.length; feature++)
    squares += difference(row[feature] ?? NaN, rows[from + feature] ?? NaN, spread[feature] ?? 0) ** 2
  return Math.sqrt(squares / Math.max(1, spread.length))
}

/** In standard deviations, 0..3; a value known of one alone is one deviation away. */
function difference(a: number, b: number, deviation: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b) ? 0 : 1
  if (a === b) return 0
  return deviation > 0 ? Math.min(furthest, Math.abs(a - b) / deviation) : furthest
}

/** Standard deviation of each column; NaN values are left out. */
function deviations(rows: Float32Array, count: number, width: number): Float64Array {
  const result = new Float64Array(width)
  for (let feature = 0; feature < width; feature++) {
    let known = 0
    let mean = 0
    let squares = 0
    for (let at = 0; at < count; at++) {
      const value = rows[at * width + feature] ?? NaN
      if (Number.isNaN(value)) continue
      known += 1
      const step = value - mean
      mean += step / known
      squares += step * (value - mean)
    }
    result[feature] = known > 0 ? Math.sqrt(squares / known) : 0
  }
  return result
}
