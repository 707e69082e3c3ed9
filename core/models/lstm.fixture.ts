import { EMBEDDING, HIDDEN } from './lstm.ts'
import type { LstmWeights } from './lstm.ts'

const sigmoid = (value: number) => 1 / (1 + Math.exp(-value))

/** The next-token LSTM by hand in double precision: surprise of each token given those before it, from a zero state. */
export function unrolledSurprise(weights: LstmWeights, tokens: Int32Array): number[] {
  const { embedding, inputWeight, recurrentWeight, bias, outputWeight, outputBias } = weights
  const vocabulary = outputBias.length
  const at = (matrix: Float32Array, row: number, column: number, columns: number) =>
    matrix[row * columns + column] ?? 0
  let h = new Float64Array(HIDDEN)
  let c = new Float64Array(HIDDEN)
  return Array.from(tokens, (token) => {
    const logits = Float64Array.from(outputBias, (start, v) =>
      h.reduce((sum, state, i) => sum + state * at(outputWeight, i, v, vocabulary), start),
    )
    const top = Math.max(...logits)
    const logSum = top + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - top), 0))
    const gates = Float64Array.from(bias, (start, g) => {
      let sum = start
      for (let e = 0; e < EMBEDDING; e++)
        sum += at(embedding, token, e, EMBEDDING) * at(inputWeight, e, g, 4 * HIDDEN)
      for (let i = 0; i < HIDDEN; i++) sum += (h[i] ?? 0) * at(recurrentWeight, i, g, 4 * HIDDEN)
      return sum
    })
    const gate = (index: number, unit: number) => gates[index * HIDDEN + unit] ?? 0
    c = c.map((cell, i) => sigmoid(gate(2, i)) * cell + sigmoid(gate(0, i)) * Math.tanh(gate(3, i)))
    h = c.map((cell, i) => sigmoid(gate(1, i)) * Math.tanh(cell))
    return logSum - (logits[token] ?? 0)
  })
}
