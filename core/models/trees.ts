import type { OnnxWriter, Value } from './onnx-writer.ts'

/**
 * Binary trees in one set of arrays. A child that is negative, `-1 - leaf`, is a leaf; what a leaf holds is told by
 * whoever owns the trees. A root is always a node, as ONNX's TreeEnsemble wants it.
 */
export interface Trees {
  roots: Int32Array
  /** Per node: go to `left` when row[feature] <= threshold. Thresholds are float32 exact. */
  feature: Int32Array
  threshold: Float32Array
  left: Int32Array
  right: Int32Array
}

/** The leaf that row number `row` ends in. */
export function findLeaf(trees: Trees, root: number, rows: Float32Array, width: number, row: number): number {
  const { feature, threshold, left, right } = trees
  let node = root
  while (node >= 0) {
    const value = rows[row * width + (feature[node] ?? 0)] ?? 0
    node = (value <= (threshold[node] ?? 0) ? left[node] : right[node]) ?? -1
  }
  return -1 - node
}

/**
 * [N, targets]: per row and target the sum of what the leaves hold for it; `weights` has a row of `targets` a leaf.
 * A leaf of TreeEnsemble (ai.onnx.ml 5, which replaces the deprecated TreeEnsembleClassifier) holds one target, so the
 * trees are written once a target.
 */
export function treeSums(
  graph: OnnxWriter,
  x: Value,
  trees: Trees,
  weights: Float32Array,
  targets: number,
): Value {
  const { roots, feature, threshold, left, right } = trees
  const nodes = feature.length
  const leaves = weights.length / targets
  const isLeaf = (child: number) => (child < 0 ? 1 : 0)
  const shifted = (children: Int32Array) =>
    repeat(children, targets, (child, target) => (child < 0 ? -1 - child + target * leaves : child + target * nodes))
  return graph.node('TreeEnsemble', [x], {
    aggregate_function: { int: 1 },
    n_targets: { int: targets },
    post_transform: { int: 0 },
    tree_roots: { ints: repeat(roots, targets, (root, target) => root + target * nodes) },
    nodes_modes: { tensor: new Uint8Array(nodes * targets), dims: [nodes * targets] },
    nodes_featureids: { ints: repeat(feature, targets, (id) => id) },
    nodes_splits: {
      tensor: Float32Array.from({ length: nodes * targets }, (_, i) => threshold[i % nodes] ?? 0),
      dims: [nodes * targets],
    },
    nodes_truenodeids: { ints: shifted(left) },
    nodes_trueleafs: { ints: repeat(left, targets, isLeaf) },
    nodes_falsenodeids: { ints: shifted(right) },
    nodes_falseleafs: { ints: repeat(right, targets, isLeaf) },
    leaf_targetids: {
      ints: Int32Array.from({ length: weights.length }, (_, i) => Math.floor(i / leaves)),
    },
    leaf_weights: {
      tensor: Float32Array.from(weights, (_, i) => weights[(i % leaves) * targets + Math.floor(i / leaves)] ?? 0),
      dims: [weights.length],
    },
  })
}

function repeat(values: Int32Array, times: number, of: (value: number, target: number) => number): Int32Array {
  return Int32Array.from({ length: values.length * times }, (_, i) =>
    of(values[i % values.length] ?? 0, Math.floor(i / values.length)),
  )
}
