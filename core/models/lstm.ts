import { randomNormal } from './rng.ts'
import type { Rng } from './rng.ts'

export const EMBEDDING = 24
export const HIDDEN = 32

/**
 * Weights of the next-token model, row-major. Gates lie in ONNX's order: input, output, forget, cell.
 * The prediction of a token uses the state before it: logits = h * outputWeight + outputBias.
 */
export interface LstmWeights {
  /** [vocabulary, EMBEDDING] */
  embedding: Float32Array
  /** [EMBEDDING, 4 HIDDEN] */
  inputWeight: Float32Array
  /** [HIDDEN, 4 HIDDEN] */
  recurrentWeight: Float32Array
  /** [4 HIDDEN] */
  bias: Float32Array
  /** [HIDDEN, vocabulary] */
  outputWeight: Float32Array
  /** [vocabulary] */
  outputBias: Float32Array
}

export const lstmWeightNames = [
  'embedding',
  'inputWeight',
  'recurrentWeight',
  'bias',
  'outputWeight',
  'outputBias',
] as const satisfies (keyof LstmWeights)[]

/** Shape of each weight tensor. */
export function lstmShapes(vocabulary: number): Record<keyof LstmWeights, number[]> {
  return {
    embedding: [vocabulary, EMBEDDING],
    inputWeight: [EMBEDDING, 4 * HIDDEN],
    recurrentWeight: [HIDDEN, 4 * HIDDEN],
    bias: [4 * HIDDEN],
    outputWeight: [HIDDEN, vocabulary],
    outputBias: [vocabulary],
  }
}

/** Random weights; the forget gate starts open (bias 1, Jozefowicz et al., 2015). */
export function initialLstm(vocabulary: number, rng: Rng): LstmWeights {
  const normal = (length: number, deviation: number) =>
    Float32Array.from({ length }, () => randomNormal(rng) * deviation)
  const bias = new Float32Array(4 * HIDDEN)
  bias.fill(1, 2 * HIDDEN, 3 * HIDDEN)
  return {
    embedding: normal(vocabulary * EMBEDDING, 0.3),
    inputWeight: normal(EMBEDDING * 4 * HIDDEN, 1 / Math.sqrt(EMBEDDING)),
    recurrentWeight: normal(HIDDEN * 4 * HIDDEN, 1 / Math.sqrt(HIDDEN)),
    bias,
    outputWeight: normal(HIDDEN * vocabulary, 1 / Math.sqrt(HIDDEN)),
    outputBias: new Float32Array(vocabulary),
  }
}
