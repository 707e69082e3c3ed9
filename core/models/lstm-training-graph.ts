import { EMBEDDING, HIDDEN, lstmShapes, lstmWeightNames } from './lstm.ts'
import type { LstmWeights } from './lstm.ts'
import { OnnxWriter } from './onnx-writer.ts'
import type { Value } from './onnx-writer.ts'

/** What the forward pass leaves of one step for the backward pass, each [U, HIDDEN]. */
interface Step {
  hiddenBefore: Value
  cellBefore: Value
  input: Value
  output: Value
  forget: Value
  candidate: Value
  cell: Value
  cellTanh: Value
  hidden: Value
}

/**
 * Forward and backward pass of the next-token LSTM over `steps` unrolled steps as one ONNX graph.
 * In: the weights under their names, `tokens` [steps, U] int32, `mask` [steps, U] float32 (weight of each step in the
 * loss), `h0` and `c0` [U, HIDDEN]. Out: `loss` (weighted sum of negative log-likelihoods), `grad_<weight>` for each weight
 * (of the sum), `h` and `c` [U, HIDDEN] after the last step, to carry on from (truncated back-propagation).
 */
export function lstmTrainingGraph(vocabulary: number, steps: number): Uint8Array {
  const graph = new TrainingGraph('sonic-lstm-training')
  const shapes = lstmShapes(vocabulary)
  const weight = (name: keyof LstmWeights) => graph.input(name, 'float32', shapes[name])
  const embedding = weight('embedding')
  const inputWeight = weight('inputWeight')
  const recurrentWeight = weight('recurrentWeight')
  const bias = weight('bias')
  const outputWeight = weight('outputWeight')
  const outputBias = weight('outputBias')
  const tokens = graph.input('tokens', 'int32', [steps, 'U'])
  const mask = graph.input('mask', 'float32', [steps, 'U'])
  const h0 = graph.input('h0', 'float32', ['U', HIDDEN])
  const c0 = graph.input('c0', 'float32', ['U', HIDDEN])

  const embedded = graph.op('Gather', embedding, tokens)
  const projections = graph.op('Add', graph.op('MatMul', embedded, inputWeight), bias)
  const forward: Step[] = []
  let hidden = h0
  let cell = c0
  for (const projection of graph.unstack(projections, steps)) {
    const step = graph.forwardStep(projection, recurrentWeight, hidden, cell)
    forward.push(step)
    hidden = step.hidden
    cell = step.cell
  }

  const states = graph.stack(forward.map(({ hiddenBefore }) => hiddenBefore))
  const logits = graph.op('Add', graph.op('MatMul', states, outputWeight), outputBias)
  const logLikelihood = graph.node('LogSoftmax', [logits], { axis: { int: -1 } })
  const came = graph.oneHot(tokens, vocabulary)
  const weights = graph.op('Unsqueeze', mask, graph.shape(2))
  const weighted = graph.op('Mul', graph.op('Mul', logLikelihood, came), weights)
  const loss = graph.op('Neg', graph.node('ReduceSum', [weighted], { keepdims: { int: 0 } }))

  const error = graph.op('Mul', graph.op('Sub', graph.op('Exp', logLikelihood), came), weights)
  const stateGradients = graph.unstack(graph.op('MatMul', error, graph.transpose(outputWeight)), steps)
  const gates = graph.stack(graph.backward(forward, stateGradients, graph.transpose(recurrentWeight)))

  const flatError = graph.flat(error, vocabulary)
  const flatGates = graph.flat(gates, 4 * HIDDEN)
  const inputGradient = graph.op('MatMul', flatGates, graph.transpose(inputWeight))
  /** The gates of the last step serve no prediction inside the window and have no gradient. */
  const beforeLast = (value: Value, width: number) => {
    const head = graph.op('Slice', value, graph.shape(0), graph.shape(steps - 1), graph.shape(0))
    return graph.transpose(graph.flat(head, width))
  }
  const gradients = {
    embedding: graph.op('MatMul', beforeLast(came, vocabulary), inputGradient),
    inputWeight: graph.op('MatMul', beforeLast(embedded, EMBEDDING), flatGates),
    recurrentWeight: graph.op('MatMul', beforeLast(states, HIDDEN), flatGates),
    bias: graph.columnSum(flatGates),
    outputWeight: graph.op('MatMul', graph.transpose(graph.flat(states, HIDDEN)), flatError),
    outputBias: graph.columnSum(flatError),
  } satisfies Record<keyof LstmWeights, Value>

  graph.output('loss', loss, 'float32', [])
  graph.output('h', hidden, 'float32', ['U', HIDDEN])
  graph.output('c', cell, 'float32', ['U', HIDDEN])
  for (const name of lstmWeightNames) graph.output(`grad_${name}`, gradients[name], 'float32', shapes[name])
  return graph.encode()
}

class TrainingGraph extends OnnxWriter {
  readonly #one = this.scalar(1)

  op(name: string, ...inputs: Value[]): Value {
    return this.node(name, inputs)
  }

  forwardStep(projection: Value, recurrentWeight: Value, hiddenBefore: Value, cellBefore: Value): Step {
    const gates = this.op('Add', projection, this.op('MatMul', hiddenBefore, recurrentWeight))
    const [inputGate = '', outputGate = '', forgetGate = '', cellGate = ''] = this.nodes(
      'Split',
      [gates],
      4,
      {
        axis: { int: 1 },
        num_outputs: { int: 4 },
      },
    )
    const input = this.op('Sigmoid', inputGate)
    const output = this.op('Sigmoid', outputGate)
    const forget = this.op('Sigmoid', forgetGate)
    const candidate = this.op('Tanh', cellGate)
    const cell = this.op('Add', this.op('Mul', forget, cellBefore), this.op('Mul', input, candidate))
    const cellTanh = this.op('Tanh', cell)
    const hidden = this.op('Mul', output, cellTanh)
    return { hiddenBefore, cellBefore, input, output, forget, candidate, cell, cellTanh, hidden }
  }

  /** Gradient of the gates before their activation, [U, 4 HIDDEN] for each step but the last. */
  backward(forward: Step[], stateGradients: Value[], recurrentTransposed: Value): Value[] {
    const gradients: Value[] = []
    let fromGates: Value | undefined
    let fromCell: Value | undefined
    for (let t = forward.length - 2; t >= 0; t--) {
      const step = forward[t]
      const fromPrediction = stateGradients[t + 1]
      if (!step || fromPrediction === undefined) break
      const { input, output, forget, candidate, cellBefore, cellTanh } = step
      const hidden: Value =
        fromGates === undefined ? fromPrediction : this.op('Add', fromGates, fromPrediction)
      const throughTanh = this.op('Mul', this.op('Mul', hidden, output), this.#tanhSlope(cellTanh))
      const cell: Value = fromCell === undefined ? throughTanh : this.op('Add', fromCell, throughTanh)
      const parts = [
        this.op('Mul', this.op('Mul', cell, candidate), this.#sigmoidSlope(input)),
        this.op('Mul', this.op('Mul', hidden, cellTanh), this.#sigmoidSlope(output)),
        this.op('Mul', this.op('Mul', cell, cellBefore), this.#sigmoidSlope(forget)),
        this.op('Mul', this.op('Mul', cell, input), this.#tanhSlope(candidate)),
      ]
      const gradient = this.node('Concat', parts, { axis: { int: 1 } })
      gradients.unshift(gradient)
      fromGates = this.op('MatMul', gradient, recurrentTransposed)
      fromCell = this.op('Mul', cell, forget)
    }
    return gradients
  }

  oneHot(indices: Value, size: number): Value {
    const range = this.constant(Int32Array.from({ length: size }, (_, index) => index))
    const equal = this.op('Equal', this.op('Unsqueeze', indices, this.shape(2)), range)
    return this.node('Cast', [equal], { to: { int: 1 } })
  }

  transpose(matrix: Value): Value {
    return this.node('Transpose', [matrix], { perm: { ints: [1, 0] } })
  }

  flat(value: Value, width: number): Value {
    return this.op('Reshape', value, this.shape(-1, width))
  }

  columnSum(matrix: Value): Value {
    return this.node('ReduceSum', [matrix, this.shape(0)], { keepdims: { int: 0 } })
  }

  stack(slices: Value[]): Value {
    const unsqueezed = slices.map((slice) => this.op('Unsqueeze', slice, this.shape(0)))
    return this.node('Concat', unsqueezed, { axis: { int: 0 } })
  }

  unstack(value: Value, count: number): Value[] {
    const slices = this.nodes('Split', [value], count, { axis: { int: 0 }, num_outputs: { int: count } })
    return slices.map((slice) => this.op('Squeeze', slice, this.shape(0)))
  }

  #sigmoidSlope(y: Value): Value {
    return this.op('Mul', y, this.op('Sub', this.#one, y))
  }

  #tanhSlope(y: Value): Value {
    return this.op('Sub', this.#one, this.op('Mul', y, y))
  }
}
