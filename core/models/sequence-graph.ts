import { EMBEDDING, HIDDEN } from './lstm.ts'
import type { LstmWeights } from './lstm.ts'
import { OnnxWriter } from './onnx-writer.ts'

/**
 * The next-token LSTM as an ONNX graph for scoring. In: `tokens` [T, U] int32 (steps x users, padded), `lengths` [U]
 * int32, `h` and `c` [1, U, HIDDEN] float32. Out: `surprise` [T, U] (negative log-likelihood in nats of each token given
 * the state before it), `h_next` and `c_next` [1, U, HIDDEN] after each user's last step.
 */
export function sequenceGraph(weights: LstmWeights): Uint8Array {
  const vocabulary = weights.outputBias.length
  const graph = new OnnxWriter('sonic-sequence')
  const tokens = graph.input('tokens', 'int32', ['T', 'U'])
  const lengths = graph.input('lengths', 'int32', ['U'])
  const h = graph.input('h', 'float32', [1, 'U', HIDDEN])
  const c = graph.input('c', 'float32', [1, 'U', HIDDEN])

  const gates = 4 * HIDDEN
  const bias = new Float32Array(2 * gates)
  bias.set(weights.bias)
  const embedded = graph.node('Gather', [graph.constant(weights.embedding, [vocabulary, EMBEDDING]), tokens])
  const [states = '', hNext = '', cNext = ''] = graph.nodes(
    'LSTM',
    [
      embedded,
      graph.constant(transposed(weights.inputWeight, EMBEDDING, gates), [1, gates, EMBEDDING]),
      graph.constant(transposed(weights.recurrentWeight, HIDDEN, gates), [1, gates, HIDDEN]),
      graph.constant(bias, [1, 2 * gates]),
      lengths,
      h,
      c,
    ],
    3,
    { hidden_size: { int: HIDDEN } },
  )
  const after = graph.node('Squeeze', [states, graph.shape(1)])
  const withFirst = graph.node('Concat', [h, after], { axis: { int: 0 } })
  const before = graph.node('Slice', [withFirst, graph.shape(0), graph.shape(-1), graph.shape(0)])
  const logits = graph.node('Add', [
    graph.node('MatMul', [before, graph.constant(weights.outputWeight, [HIDDEN, vocabulary])]),
    graph.constant(weights.outputBias),
  ])
  const logLikelihood = graph.node(
    'GatherElements',
    [
      graph.node('LogSoftmax', [logits], { axis: { int: -1 } }),
      graph.node('Unsqueeze', [tokens, graph.shape(2)]),
    ],
    { axis: { int: 2 } },
  )
  const surprise = graph.node('Neg', [graph.node('Squeeze', [logLikelihood, graph.shape(2)])])

  graph.output('surprise', surprise, 'float32', ['T', 'U'])
  graph.output('h_next', hNext, 'float32', [1, 'U', HIDDEN])
  graph.output('c_next', cNext, 'float32', [1, 'U', HIDDEN])
  return graph.encode()
}

function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array {
  return Float32Array.from(matrix, (_, i) => matrix[(i % rows) * columns + Math.floor(i / rows)] ?? 0)
}
