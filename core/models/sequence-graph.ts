import { EMBEDDING, HIDDEN } from './lstm.ts'
import type { LstmWeights } from './lstm.ts'
import type { OnnxWriter, Value } from './onnx-writer.ts'

/**
 * Adds the next-token LSTM to a graph. In: `tokens` [T, U] int32 (steps x users, padded), `lengths` [U] int32, `h` and `c`
 * [1, U, HIDDEN] float32, `places` [M] int32 (where in `tokens`, flattened, the M acts stand whose surprise is wanted).
 * Out: `lstm` [M] (negative log-likelihood in nats of each act's token given its user's state before it), `h_next` and
 * `c_next` [1, U, HIDDEN] after each user's last step. None of T, U and M may be 0.
 */
export function addSequenceModel(graph: OnnxWriter, weights: LstmWeights): void {
  const vocabulary = weights.outputBias.length
  const tokens = graph.input('tokens', 'int32', ['T', 'U'])
  const lengths = graph.input('lengths', 'int32', ['U'])
  const h = graph.input('h', 'float32', [1, 'U', HIDDEN])
  const c = graph.input('c', 'float32', [1, 'U', HIDDEN])
  const places = graph.input('places', 'int32', ['M'])

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
  /** The state before step t stands where the token of step t does; padding is dropped before the costly part. */
  const flat = (value: Value, ...dims: number[]) => graph.node('Reshape', [value, graph.shape(...dims)])
  const after = graph.node('Squeeze', [states, graph.shape(1)])
  const timeline = flat(graph.node('Concat', [h, after], { axis: { int: 0 } }), -1, HIDDEN)
  const before = graph.node('Gather', [timeline, places])
  const logits = graph.node('Gemm', [
    before,
    graph.constant(weights.outputWeight, [HIDDEN, vocabulary]),
    graph.constant(weights.outputBias),
  ])
  const came = graph.node('Unsqueeze', [graph.node('Gather', [flat(tokens, -1), places]), graph.shape(1)])
  const logLikelihood = graph.node(
    'GatherElements',
    [graph.node('LogSoftmax', [logits], { axis: { int: 1 } }), came],
    { axis: { int: 1 } },
  )
  const surprise = graph.node('Neg', [graph.node('Squeeze', [logLikelihood, graph.shape(1)])])

  graph.output('lstm', surprise, 'float32', ['M'])
  graph.output('h_next', hNext, 'float32', [1, 'U', HIDDEN])
  graph.output('c_next', cNext, 'float32', [1, 'U', HIDDEN])
}

function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array {
  return Float32Array.from(matrix, (_, i) => matrix[(i % rows) * columns + Math.floor(i / rows)] ?? 0)
}
