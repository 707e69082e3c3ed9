import { sample } from './rng.ts'
import type { Rng } from './rng.ts'

/** Row indices of training and held-out rows. */
export interface Split {
  train: Int32Array
  /** Whole users one after another, so that halves of it hardly share users. */
  heldOut: Int32Array
}

const HELD_OUT = 0.3
const MIN_USERS = 10

/**
 * Holds out 30 % of the rows. Whole users are held out, chosen at random, because that is what a shipped model meets:
 * people it has never seen, from their first day on. With fewer than 10 users, or where one user has so many rows that
 * the share would miss 30 % by more than 10 points, the last 30 % of the rows in time are held out instead.
 * A row of nobody (negative user) counts as a user of its own.
 */
export function splitHeldOut(users: Int32Array, rng: Rng): Split {
  const rows = Int32Array.from(users, (_, row) => row)
  const groups = new Map<number, number[]>()
  users.forEach((user, row) => {
    const key = user < 0 ? -1 - row : user
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  })
  const people = [...groups.values()]
  const order = sample(
    rng,
    Int32Array.from(people, (_, index) => index),
    people.length,
  )
  const heldOut: number[] = []
  for (const index of order) {
    if (heldOut.length >= HELD_OUT * users.length) break
    for (const row of people[index] ?? []) heldOut.push(row)
  }
  const share = heldOut.length / users.length
  if (people.length < MIN_USERS || Math.abs(share - HELD_OUT) > 0.1) {
    const cut = Math.floor(users.length * (1 - HELD_OUT))
    return { train: rows.subarray(0, cut), heldOut: rows.subarray(cut) }
  }
  const held = new Set(heldOut)
  return { train: rows.filter((row) => !held.has(row)), heldOut: Int32Array.from(heldOut) }
}

/**
 * At most `total` of `rows`, shared equally among kinds: what a rare kind leaves of its share goes to the others, so
 * that a flood of flows does not drown the sessions. In row order.
 */
export function stratifiedSample(rows: Int32Array, kinds: Uint8Array, total: number, rng: Rng): Int32Array {
  const groups = Map.groupBy(rows, (row) => kinds[row] ?? 0)
  const ascending = [...groups.values()].sort((a, b) => a.length - b.length)
  const chosen: number[] = []
  ascending.forEach((group, index) => {
    const quota = Math.ceil((total - chosen.length) / (ascending.length - index))
    chosen.push(...sample(rng, Int32Array.from(group), quota))
  })
  return Int32Array.from(chosen).sort()
}

/** Copies the rows (row-major, `width` columns) at the given indices. */
export function selectRows(rows: Float32Array, width: number, indices: Int32Array): Float32Array {
  const selected = new Float32Array(indices.length * width)
  indices.forEach((row, i) => selected.set(rows.subarray(row * width, (row + 1) * width), i * width))
  return selected
}
