import { randomInt } from './rng.ts'
import type { Rng } from './rng.ts'
import { findLeaf } from './trees.ts'
import type { Trees } from './trees.ts'

/** A classifier: the mean of what many trees, each grown on a bootstrap of the rows, say of a row's class. */
export interface RandomForest extends Trees {
  classes: number
  /** Per leaf a row of `classes`: the share of each class among the rows that ended there. */
  chances: Float32Array
}

interface RandomForestOptions {
  trees: number
  /** Rows that a leaf has at least. */
  minLeaf: number
}

const defaults: RandomForestOptions = { trees: 100, minLeaf: 2 }

/**
 * Grows a forest (Breiman, 2001): Gini impurity, sqrt(width) columns tried at a node, unpruned. `labels` are class
 * numbers from 0. The same rows, labels and seed give the same forest.
 *
 * @throws RangeError without rows, or when there is not one label a row.
 */
export function fitRandomForest(
  rows: Float32Array,
  width: number,
  labels: Uint8Array,
  rng: Rng,
  { trees, minLeaf }: RandomForestOptions = defaults,
): RandomForest {
  const count = rows.length / width
  if (count === 0 || labels.length !== count) throw new RangeError(`${labels.length} labels for ${count} rows`)
  const classes = labels.reduce((most, label) => Math.max(most, label), 0) + 1
  const feature: number[] = []
  const threshold: number[] = []
  const left: number[] = []
  const right: number[] = []
  const chances: number[] = []

  function leaf(members: Int32Array): number {
    const counts = new Uint32Array(classes)
    for (const row of members) counts[labels[row] ?? 0] = (counts[labels[row] ?? 0] ?? 0) + 1
    for (const n of counts) chances.push(n / members.length)
    return -chances.length / classes
  }

  function grow(members: Int32Array): number {
    const split = bestSplit({ rows, width, labels, classes, minLeaf }, members, rng)
    return split ? branch(members, split) : leaf(members)
  }

  function branch(members: Int32Array, split: Cut): number {
    const node = feature.push(split.feature) - 1
    threshold.push(split.threshold)
    const goesLeft = (row: number) => (rows[row * width + split.feature] ?? 0) <= split.threshold
    left.push(0)
    right.push(0)
    left[node] = grow(members.filter(goesLeft))
    right[node] = grow(members.filter((row) => !goesLeft(row)))
    return node
  }

  /** A root must be a node: rows that cannot be split get one that leads to the same leaf twice. */
  function growRoot(members: Int32Array): number {
    const root = grow(members)
    if (root >= 0) return root
    threshold.push(0)
    left.push(root)
    right.push(root)
    return feature.push(0) - 1
  }

  const roots = Int32Array.from({ length: trees }, () =>
    growRoot(Int32Array.from({ length: count }, () => randomInt(rng, count))),
  )
  return {
    roots,
    feature: Int32Array.from(feature),
    threshold: Float32Array.from(threshold),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    classes,
    chances: Float32Array.from(chances),
  }
}

/** Probability of each class, `classes` a row. */
export function predictRandomForest(forest: RandomForest, rows: Float32Array, width: number): Float32Array {
  const { roots, classes, chances } = forest
  const probabilities = new Float32Array((rows.length / width) * classes)
  for (let row = 0; row < rows.length / width; row++) {
    for (let target = 0; target < classes; target++) {
      let sum = 0
      for (const root of roots) sum += chances[findLeaf(forest, root, rows, width, row) * classes + target] ?? 0
      probabilities[row * classes + target] = sum / roots.length
    }
  }
  return probabilities
}

interface Cut {
  feature: number
  threshold: number
}

interface Table {
  rows: Float32Array
  width: number
  labels: Uint8Array
  classes: number
  minLeaf: number
}

/** The purest cut of sqrt(width) random columns; more are tried while none of them varies. */
function bestSplit(table: Table, members: Int32Array, rng: Rng): Cut | undefined {
  const { width, labels } = table
  if (members.every((row) => labels[row] === labels[members[0] ?? 0])) return undefined
  const candidates = Array.from({ length: width }, (_, column) => column)
  const wanted = Math.max(1, Math.floor(Math.sqrt(width)))
  let best: (Cut & { purity: number }) | undefined
  for (let tried = 0; candidates.length > 0 && (tried < wanted || !best); tried++) {
    const pick = randomInt(rng, candidates.length)
    const column = candidates[pick] ?? 0
    candidates[pick] = candidates[candidates.length - 1] ?? 0
    candidates.pop()
    const cut = bestCut(table, members, column)
    if (cut && (!best || cut.purity > best.purity)) best = cut
  }
  return best
}

/**
 * The cut of one column with the largest sum over both sides of (squared class counts / rows), which is the smallest
 * weighted Gini impurity.
 */
function bestCut(
  { rows, width, labels, classes, minLeaf }: Table,
  members: Int32Array,
  feature: number,
): (Cut & { purity: number }) | undefined {
  const below = new Uint32Array(classes)
  const above = new Uint32Array(classes)
  // Numbers sort several times faster than rows by a comparator, and 32 bits of order leave room for the label.
  const sorted = new Float64Array(members.length)
  for (let i = 0; i < members.length; i++) {
    const row = members[i] ?? 0
    const label = labels[row] ?? 0
    above[label] = (above[label] ?? 0) + 1
    sorted[i] = orderOf(rows[row * width + feature] ?? 0) * LABELS + label
  }
  sorted.sort()
  let best: { at: number; purity: number } | undefined
  for (let i = 1; i < sorted.length; i++) {
    const before = sorted[i - 1] ?? 0
    const after = sorted[i] ?? 0
    const label = before % LABELS
    below[label] = (below[label] ?? 0) + 1
    above[label] = (above[label] ?? 0) - 1
    const isWithin = Math.floor(before / LABELS) === Math.floor(after / LABELS)
    if (isWithin || i < minLeaf || sorted.length - i < minLeaf) continue
    const purity = sumOfSquares(below) / i + sumOfSquares(above) / (sorted.length - i)
    if (!best || purity > best.purity) best = { at: i, purity }
  }
  if (!best) return undefined
  const low = valueOf(Math.floor((sorted[best.at - 1] ?? 0) / LABELS))
  const high = valueOf(Math.floor((sorted[best.at] ?? 0) / LABELS))
  const middle = Math.fround(low + (high - low) / 2)
  return { feature, threshold: middle < high ? middle : low, purity: best.purity }
}

/** Labels are bytes. */
const LABELS = 256
const float = new Float32Array(1)
const bits = new Uint32Array(float.buffer)

/** A whole number below 2^32 that orders float32 values; -0 counts as 0. */
function orderOf(value: number): number {
  float[0] = value + 0
  const own = bits[0] ?? 0
  return own >= 2 ** 31 ? 2 ** 32 - 1 - own : own + 2 ** 31
}

/** The value of an order. */
function valueOf(order: number): number {
  bits[0] = order >= 2 ** 31 ? order - 2 ** 31 : 2 ** 32 - 1 - order
  return float[0] ?? 0
}

function sumOfSquares(counts: Uint32Array): number {
  let sum = 0
  for (const count of counts) sum += count * count
  return sum
}
