import { randomInt, sample } from '../../core/models/rng.ts'
import type { Rng } from '../../core/models/rng.ts'

/** A labelled table: row-major values, one label a row (1 is an anomaly). */
export interface LabelledTable {
  width: number
  rows: Float32Array
  labels: Uint8Array
}

const FEWEST = 1000
const MOST = 10_000

/**
 * ADBench's sizes: more than 10,000 rows are sampled without, fewer than 1,000 with replacement. The large sample keeps
 * the proportion of the classes: smtp, with 3 anomalies in 10,000, could else lose them all.
 */
export function resize(table: LabelledTable, rng: Rng): LabelledTable {
  const count = table.labels.length
  if (count > MOST) return pick(table, stratifiedSplit(table, MOST / count, rng).train)
  if (count >= FEWEST) return table
  return pick(
    table,
    Int32Array.from({ length: FEWEST }, () => randomInt(rng, count)),
  )
}

/** Splits both classes in the same proportion, and leaves one row of each for the test. */
export function stratifiedSplit(
  { labels }: LabelledTable,
  share: number,
  rng: Rng,
): { train: Int32Array; test: Int32Array } {
  const parts = [0, 1].map((label) => {
    const rows = Int32Array.from(labels, (_, row) => row).filter((row) => labels[row] === label)
    const shuffled = sample(rng, rows, rows.length)
    const cut = Math.min(Math.round(share * shuffled.length), shuffled.length - 1)
    return { train: [...shuffled.subarray(0, cut)], test: [...shuffled.subarray(cut)] }
  })
  const joined = (of: 'train' | 'test') => Int32Array.from(parts.flatMap((part) => part[of]))
  return { train: joined('train'), test: joined('test') }
}

export function pick({ width, rows, labels }: LabelledTable, indices: Int32Array): LabelledTable {
  const picked = new Float32Array(indices.length * width)
  indices.forEach((row, i) => picked.set(rows.subarray(row * width, (row + 1) * width), i * width))
  return { width, rows: picked, labels: Uint8Array.from(indices, (row) => labels[row] ?? 0) }
}
