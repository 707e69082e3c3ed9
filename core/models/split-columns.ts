import type { Scores } from './score.ts'
import { detectorNames } from './score.ts'
import type { ScoringColumns } from './scorer.ts'

/** Columns whose arrays may be moved to another thread. */
type OwnColumns = ScoringColumns & { rows: Float32Array<ArrayBuffer>; tokens: Int32Array<ArrayBuffer> }

/** The acts of a batch that one worker scores. */
export interface Part {
  columns: OwnColumns
  /** Where they stand in the batch. */
  rows: number[]
}

/**
 * Splits a batch among workers so that all acts of one user, in order, go to the same worker, which holds that user's
 * state. Acts of nobody are dealt out. The parts own their arrays.
 */
export function splitByUser({ rows, kinds, users, tokens }: ScoringColumns, workers: number): Part[] {
  if (workers === 1)
    return [{ columns: { rows: rows.slice(), kinds, users, tokens: tokens.slice() }, rows: [...kinds.keys()] }]
  const members: number[][] = Array.from({ length: workers }, () => [])
  users.forEach((user, row) => members[user === '' ? row % workers : workerOf(user, workers)]?.push(row))
  const width = kinds.length > 0 ? rows.length / kinds.length : 0
  return members.map((own) => {
    const columns: OwnColumns = {
      rows: new Float32Array(own.length * width),
      kinds: Uint8Array.from(own, (row) => kinds[row] ?? 0),
      users: own.map((row) => users[row] ?? ''),
      tokens: Int32Array.from(own, (row) => tokens[row] ?? -1),
    }
    own.forEach((row, i) => columns.rows.set(rows.subarray(row * width, (row + 1) * width), i * width))
    return { columns, rows: own }
  })
}

/** Which of the workers holds the user's state. */
export function workerOf(user: string, workers: number): number {
  return hash(user) % workers
}

/** Scores of the parts as scores of the batch, in its order. */
export function mergeScores(parts: readonly Part[], scored: readonly Scores[]): Scores {
  const [only] = scored
  if (only && scored.length === 1) return only
  const count = parts.reduce((sum, { rows }) => sum + rows.length, 0)
  const column = (of: (scores: Scores) => Float32Array, width = 1) => {
    const merged = new Float32Array(count * width)
    parts.forEach(({ rows }, part) => {
      const values = scored[part] ? of(scored[part]) : undefined
      rows.forEach((row, i) => {
        for (let k = 0; k < width; k++) merged[row * width + k] = values?.[i * width + k] ?? Number.NaN
      })
    })
    return merged
  }
  return {
    iforest: column(({ iforest }) => iforest),
    ocsvm: column(({ ocsvm }) => ocsvm),
    lof: column(({ lof }) => lof),
    lstm: column(({ lstm }) => lstm),
    z: column(({ z }) => z, detectorNames.length),
    fused: column(({ fused }) => fused),
    pValue: column(({ pValue }) => pValue),
  }
}

/** FNV-1a over UTF-16 units (isthe.com/chongo/tech/comp/fnv), 32 bits: the same user, the same worker. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}
