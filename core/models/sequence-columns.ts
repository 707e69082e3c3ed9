import type { MemoryBacking, MemoryEntry } from '../memory/memory.ts'
import { HIDDEN } from './lstm.ts'

/** Whose sequence a row belongs to; '' and negative numbers are nobody's. */
export type SequenceKey = string | number

/** Floats of a state. */
export const WIDTH = 2 * HIDDEN

/** Sequence states as they go between threads and to where they are kept, one an entry of `keys`. */
export interface SequenceColumns {
  keys: SequenceKey[]
  /** When each was last used, counted in acts: the order in which they are forgotten. */
  uses: Float64Array<ArrayBuffer>
  /** Row-major, `keys.length` x `WIDTH`. */
  values: Float32Array<ArrayBuffer>
  /** Whose states are no more, of those that were kept. Comes before `keys`, which may name them anew. */
  forgotten: SequenceKey[]
}

const table = 'models.sequences'
const generations = 'models.generation'

/** What was taken of one generation's states, as entries of the memory; their order of use stands for their generation there. */
export function* sequenceEntries(
  { keys, uses, values, forgotten }: SequenceColumns,
  generation: string,
): Generator<MemoryEntry> {
  for (const key of forgotten) yield { table, key, generation: 0 }
  for (const [index, key] of keys.entries()) {
    const value = values.slice(index * WIDTH, (index + 1) * WIDTH)
    yield { table, key, generation: uses[index] ?? 0, value }
  }
  yield { table: generations, key: 'sequences', generation: 0, value: generation }
}

/** The states that were kept, for `ScoringClient.restoreStates`. Those of another generation are forgotten: they mean nothing to this one. */
export function readSequences(backing: MemoryBacking, generation: string): SequenceColumns {
  const kept = [...backing.keys(table)].sort((a, b) => a.generation - b.generation)
  const keys = kept.map(({ key }) => key)
  if (backing.read(generations, 'sequences') !== generation) return emptyColumns(keys)
  const values = new Float32Array(keys.length * WIDTH)
  for (const [index, key] of keys.entries())
    values.set(backing.read(table, key) as Float32Array, index * WIDTH)
  return { keys, uses: Float64Array.from(kept, (one) => one.generation), values, forgotten: [] }
}

export function emptyColumns(forgotten: SequenceKey[] = []): SequenceColumns {
  return { keys: [], uses: new Float64Array(0), values: new Float32Array(0), forgotten }
}

/** Splits states among as many owners as there are; `ownerOf` gives each key's. Their order stays. */
export function splitStates(
  { keys, uses, values, forgotten }: SequenceColumns,
  owners: number,
  ownerOf: (key: SequenceKey) => number,
): SequenceColumns[] {
  const places = keys.keys().toArray()
  return Array.from({ length: owners }, (_, owner) => {
    const own = places.filter((place) => ownerOf(keys[place] ?? '') === owner)
    const part = new Float32Array(own.length * WIDTH)
    own.forEach((place, i) => part.set(values.subarray(place * WIDTH, (place + 1) * WIDTH), i * WIDTH))
    return {
      keys: own.map((place) => keys[place] ?? ''),
      uses: Float64Array.from(own, (place) => uses[place] ?? 0),
      values: part,
      forgotten: forgotten.filter((key) => ownerOf(key) === owner),
    }
  })
}

/** What several owners have given. */
export function mergeStates(parts: readonly SequenceColumns[]): SequenceColumns {
  const [only] = parts
  if (only && parts.length === 1) return only
  const count = parts.reduce((sum, { keys }) => sum + keys.length, 0)
  const merged = { ...emptyColumns(), uses: new Float64Array(count), values: new Float32Array(count * WIDTH) }
  for (const { keys, uses, values, forgotten } of parts) {
    merged.uses.set(uses, merged.keys.length)
    merged.values.set(values, merged.keys.length * WIDTH)
    merged.keys.push(...keys)
    merged.forgotten.push(...forgotten)
  }
  return merged
}
