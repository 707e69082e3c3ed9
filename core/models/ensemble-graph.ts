import type { IsolationForest } from './isolation-forest.ts'
import type { LocalOutlierFactor } from './local-outlier-factor.ts'
import type { LstmWeights } from './lstm.ts'
import type { OneClassSvm } from './one-class-svm.ts'
import { OnnxWriter } from './onnx-writer.ts'
import type { Value } from './onnx-writer.ts'
import type { Scaling } from './scaling.ts'
import { addSequenceModel } from './sequence-graph.ts'
import { treeSums } from './trees.ts'

/** The three detectors that look at one row at a time. */
export interface StaticDetectors {
  scaling: Scaling
  forest: IsolationForest
  svm: OneClassSvm
  lof: LocalOutlierFactor
}

/**
 * One ONNX graph with the preprocessing and all four detectors: `x` [N, features] float32 (NaN is missing) to `iforest`,
 * `ocsvm`, `lof`, each [N] float32, larger is stranger, and the inputs and outputs of `addSequenceModel`. iforest is
 * 2^(-E[h]/c), ocsvm the negated decision value, lof the natural logarithm of the factor. N may not be 0.
 */
export function ensembleGraph({ scaling, forest, svm, lof }: StaticDetectors, lstm: LstmWeights): Uint8Array {
  const graph = new OnnxWriter('sonic-ensemble')
  const width = scaling.median.length
  const x = scaled(graph, graph.input('x', 'float32', ['N', width]), scaling)
  graph.output('iforest', isolationForest(graph, x, forest), 'float32', ['N'])
  graph.output('ocsvm', oneClassSvm(graph, x, svm, width), 'float32', ['N'])
  graph.output('lof', localOutlierFactor(graph, x, lof, width), 'float32', ['N'])
  addSequenceModel(graph, lstm)
  return graph.encode()
}

export function scaled(graph: OnnxWriter, x: Value, scaling: Scaling): Value {
  const median = graph.constant(scaling.median)
  const known = graph.node('Where', [graph.node('IsNaN', [x]), median, x])
  const below = graph.node('Min', [known, graph.constant(scaling.high)])
  const clipped = graph.node('Max', [below, graph.constant(scaling.low)])
  const centred = graph.node('Sub', [clipped, median])
  return graph.node('Mul', [centred, graph.constant(scaling.inverse)])
}

export function isolationForest(graph: OnnxWriter, x: Value, forest: IsolationForest): Value {
  const { roots, pathLength, expected } = forest
  const total = treeSums(graph, x, forest, pathLength, 1)
  const exponent = graph.node('Mul', [total, graph.scalar(-Math.LN2 / roots.length / expected)])
  return graph.node('Squeeze', [graph.node('Exp', [exponent]), graph.shape(1)])
}

/**
 * Gemm and Exp: ten times the speed of the SVMRegressor operator. Weights are positive, so they go into the exponent as
 * logarithms, and the row's own square is one more column: what is left is a sum.
 */
export function oneClassSvm(graph: OnnxWriter, x: Value, svm: OneClassSvm, width: number): Value {
  const count = svm.weights.length
  const squares = graph.node('ReduceSumSquare', [x, graph.shape(1)])
  const extended = graph.node('Concat', [x, squares], { axis: { int: 1 } })
  const vectors = new Float32Array(count * (width + 1)).fill(-0.5)
  for (let i = 0; i < count; i++) {
    vectors.set(svm.vectors.subarray(i * width, (i + 1) * width), i * (width + 1))
  }
  const constant = squaredNorms(svm.vectors, width).map(
    (square, i) => Math.log(svm.weights[i] ?? 0) - svm.gamma * square,
  )
  const exponent = graph.node(
    'Gemm',
    [extended, graph.constant(vectors, [count, width + 1]), graph.constant(constant)],
    { alpha: { float: 2 * svm.gamma }, transB: { int: 1 } },
  )
  const decision = graph.node('ReduceSum', [graph.node('Exp', [exponent]), graph.shape(1)], { keepdims: { int: 0 } })
  return graph.node('Sub', [graph.scalar(svm.offset), decision])
}

/**
 * Neighbours and their distances come from one Gemm: |r|^2 - 2xr, to which |x|^2 is added for the nearest alone. The
 * difference cancels only for distances far below the k-distances and the floor, and there those are the reach distance.
 */
export function localOutlierFactor(graph: OnnxWriter, x: Value, lof: LocalOutlierFactor, width: number): Value {
  const count = lof.density.length
  const reference = graph.constant(lof.reference, [count, width])
  const partial = graph.node('Gemm', [x, reference, graph.constant(squaredNorms(lof.reference, width))], {
    alpha: { float: -2 },
    transB: { int: 1 },
  })
  const [lowest = '', nearest = ''] = graph.nodes('TopK', [partial, graph.shape(lof.neighbours)], 2, {
    largest: { int: 0 },
    sorted: { int: 0 },
  })
  const squares = graph.node('Add', [lowest, graph.node('ReduceSumSquare', [x, graph.shape(1)])])
  const distance = graph.node('Sqrt', [graph.node('Max', [squares, graph.scalar(lof.floor ** 2)])])
  const kDistance = graph.node('Gather', [graph.constant(lof.kDistance), nearest])
  const reach = graph.node('Max', [distance, kDistance])
  const density = graph.node('Gather', [graph.constant(lof.density), nearest])
  const mean = (value: Value) => graph.node('ReduceMean', [value, graph.shape(1)], { keepdims: { int: 0 } })
  return graph.node('Log', [graph.node('Mul', [mean(reach), mean(density)])])
}

function squaredNorms(rows: Float32Array, width: number): Float32Array {
  const norms = new Float32Array(rows.length / width)
  for (let i = 0; i < norms.length; i++) {
    let sum = 0
    for (let f = i * width; f < (i + 1) * width; f++) sum += (rows[f] ?? 0) ** 2
    norms[i] = sum
  }
  return norms
}
