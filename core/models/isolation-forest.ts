import { randomInt, sample } from './rng.ts'
import type { Rng } from './rng.ts'
import { findLeaf } from './trees.ts'
import type { Trees } from './trees.ts'

/** Isolation Forest (Liu, Ting, Zhou, ICDM 2008): 100 trees over 256 rows each, grown to depth 8. */
export interface IsolationForest extends Trees {
  /** Per leaf: its depth plus the expected depth of a tree over the rows that ended there. */
  pathLength: Float32Array
  /** Expected path length of a whole tree, c(n) of the paper. */
  expected: number
}

const TREES = 100
const SAMPLE = 256
const EULER = 0.5772156649015329

/** Grows a forest on scaled rows (row-major, `width` columns). */
export function fitIsolationForest(rows: Float32Array, width: number, rng: Rng): IsolationForest {
  const all = Int32Array.from({ length: rows.length / width }, (_, index) => index)
  const size = Math.min(SAMPLE, all.length)
  const maxDepth = Math.ceil(Math.log2(Math.max(2, size)))
  const feature: number[] = []
  const threshold: number[] = []
  const left: number[] = []
  const right: number[] = []
  const pathLength: number[] = []

  const leaf = (count: number, depth: number) => -pathLength.push(depth + expectedPathLength(count))

  function grow(members: Int32Array, depth: number): number {
    const split = depth < maxDepth ? chooseSplit(rows, width, members, rng) : undefined
    if (!split) return leaf(members.length, depth)
    const node = feature.push(split.feature) - 1
    threshold.push(split.threshold)
    const goesLeft = (row: number) => (rows[row * width + split.feature] ?? 0) <= split.threshold
    left.push(0)
    right.push(0)
    left[node] = grow(members.filter(goesLeft), depth + 1)
    right[node] = grow(
      members.filter((row) => !goesLeft(row)),
      depth + 1,
    )
    return node
  }

  /** A TreeEnsemble's root must be a node: rows that are all alike get one that leads to the same leaf twice. */
  function growRoot(members: Int32Array): number {
    const root = grow(members, 0)
    if (root >= 0) return root
    threshold.push(0)
    left.push(root)
    right.push(root)
    return feature.push(0) - 1
  }

  const roots = Int32Array.from({ length: TREES }, () => growRoot(sample(rng, all, size)))
  return {
    roots,
    feature: Int32Array.from(feature),
    threshold: Float32Array.from(threshold),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    pathLength: Float32Array.from(pathLength),
    expected: expectedPathLength(size),
  }
}

/** Anomaly score 2^(-E[h(x)] / c(n)) of every scaled row, 0..1, larger is stranger. */
export function scoreIsolationForest(
  forest: IsolationForest,
  rows: Float32Array,
  width: number,
): Float32Array {
  const { roots, pathLength, expected } = forest
  const scores = new Float32Array(rows.length / width)
  for (let row = 0; row < scores.length; row++) {
    let total = 0
    for (const root of roots) total += pathLength[findLeaf(forest, root, rows, width, row)] ?? 0
    scores[row] = 2 ** (-total / roots.length / expected)
  }
  return scores
}

/** A random feature that varies among the members, and a threshold uniform between its extremes. */
function chooseSplit(rows: Float32Array, width: number, members: Int32Array, rng: Rng) {
  const candidates = Array.from({ length: width }, (_, index) => index)
  while (members.length > 1 && candidates.length > 0) {
    const pick = randomInt(rng, candidates.length)
    const feature = candidates[pick] ?? 0
    let min = Infinity
    let max = -Infinity
    for (const row of members) {
      const value = rows[row * width + feature] ?? 0
      if (value < min) min = value
      if (value > max) max = value
    }
    if (min < max) {
      const threshold = Math.fround(min + rng() * (max - min))
      return { feature, threshold: threshold < max ? threshold : min }
    }
    candidates[pick] = candidates[candidates.length - 1] ?? 0
    candidates.pop()
  }
  return undefined
}

/** c(n): average path length of an unsuccessful search in a binary search tree of n rows. */
export function expectedPathLength(count: number): number {
  if (count <= 1) return 0
  if (count === 2) return 1
  return 2 * (Math.log(count - 1) + EULER) - (2 * (count - 1)) / count
}
