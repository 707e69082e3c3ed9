import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Trees } from './trees.ts'

/** Written by scripts/reference/sklearn-reference.py. */
function readFixture<T extends z.ZodType>(name: string, schema: T): z.infer<T> {
  const url = new URL(`./fixtures/sklearn-${name}.json`, import.meta.url)
  return schema.parse(JSON.parse(readFileSync(url, 'utf8')))
}

const bytes = z.base64().transform((text) => Uint8Array.from(Buffer.from(text, 'base64')).buffer)
const f4 = bytes.transform((buffer) => new Float32Array(buffer))
const f8 = bytes.transform((buffer) => new Float64Array(buffer))
const i1 = bytes.transform((buffer) => new Int8Array(buffer))
const i2 = bytes.transform((buffer) => new Int16Array(buffer))
const i4 = bytes.transform((buffer) => new Int32Array(buffer))

const nodes = { sizes: i4, feature: i1, threshold: f8, right: i2 }
interface SklearnNodes {
  sizes: Int32Array
  /** Negative for a leaf. */
  feature: Int8Array
  threshold: Float64Array
  /** Within its tree; the left child is the next node. */
  right: Int16Array
}

export const readDetectors = () =>
  readFixture(
    'detectors',
    z.object({
      width: z.number(),
      train: f4,
      probe: f4,
      ocsvm: z.object({ nu: z.number(), supportVectors: z.number(), decision: f8 }),
      lof: z.object({ neighbours: z.number(), factor: f8 }),
    }),
  )

export const readIsolationForest = () =>
  readFixture('isolation-forest', z.object({ samples: z.number(), ...nodes, rows: i2, score: f8 }))

export const readRandomForest = () =>
  readFixture(
    'random-forest',
    z.object({ labels: i1, truth: i1, ...nodes, chances: f4, probability: f8, accuracy: z.number(), auc: z.number() }),
  )

export const readDbscan = () =>
  readFixture(
    'dbscan',
    z.object({ points: f4, runs: z.array(z.object({ radius: z.number(), least: z.number(), labels: i2 })) }),
  )

/** scikit-learn's trees as ours; `onLeaf` is told node number and depth of each leaf, in the order of our leaves. */
export function treesOf(
  { sizes, feature, threshold, right }: SklearnNodes,
  onLeaf: (node: number, depth: number) => void,
): Trees {
  const trees = { roots: [], feature: [], threshold: [], left: [], right: [] } as Record<keyof Trees, number[]>
  let leaves = 0
  let offset = 0
  const add = (node: number, depth: number): number => {
    if ((feature[node] ?? -1) < 0) {
      onLeaf(node, depth)
      return -++leaves
    }
    const own = trees.feature.push(feature[node] ?? 0) - 1
    trees.threshold.push(floatBelow(threshold[node] ?? 0))
    trees.left.push(0)
    trees.right.push(0)
    trees.left[own] = add(node + 1, depth + 1)
    trees.right[own] = add(offset + (right[node] ?? 0), depth + 1)
    return own
  }
  for (const size of sizes) {
    trees.roots.push(add(offset, 0))
    offset += size
  }
  return {
    roots: Int32Array.from(trees.roots),
    feature: Int32Array.from(trees.feature),
    threshold: Float32Array.from(trees.threshold),
    left: Int32Array.from(trees.left),
    right: Int32Array.from(trees.right),
  }
}

/** The largest float32 that is not above: with it float32 rows go the same way as with the double. */
function floatBelow(value: number): number {
  const nearest = Math.fround(value)
  if (nearest <= value) return nearest
  const view = new DataView(new ArrayBuffer(4))
  view.setFloat32(0, nearest)
  view.setInt32(0, view.getInt32(0) + (nearest > 0 ? -1 : 1))
  return view.getFloat32(0)
}
