import { Tensor } from 'onnxruntime-node'
import type { InferenceSession } from 'onnxruntime-node'
import { HIDDEN, initialLstm, lstmShapes, lstmWeightNames } from './lstm.ts'
import type { LstmWeights } from './lstm.ts'
import { lstmTrainingGraph } from './lstm-training-graph.ts'
import { floats, openSession } from './open-session.ts'
import { sample } from './rng.ts'
import type { Rng } from './rng.ts'

/** Steps of one unrolled window, and windows side by side. */
const STEPS = 16
const LANES = 32
/** A longer sequence is cut here; its state is carried over the windows in between. */
const SEGMENT = 64
/** Updates in all, whatever the amount of data, so that training time is bounded. */
const UPDATES = 700
const MAX_EPOCHS = 40
const LEARNING_RATE = 5e-3

/** Adam's defaults (Kingma, Ba, 2015) and the customary bound of the gradient's norm. */
const DECAY_MEAN = 0.9
const DECAY_SQUARE = 0.999
const EPSILON = 1e-8
const MAX_NORM = 1

interface Epoch {
  weights: LstmWeights
  adam: Adam
  segments: Int32Array[]
  rng: Rng
  onUpdate: () => void
}

interface Lane {
  tokens: Int32Array
  at: number
}

/**
 * Trains the next-token LSTM on users' token sequences by truncated back-propagation through an ONNX graph, with Adam.
 * `onUpdate` is called before each update of the weights; what it throws ends the training.
 */
export async function trainLstm(
  sequences: Int32Array[],
  vocabulary: number,
  rng: Rng,
  onUpdate: () => void = () => {},
): Promise<LstmWeights> {
  const weights = initialLstm(vocabulary, rng)
  const segments = sequences.flatMap(cut)
  if (segments.length === 0) return weights
  const session = await openSession(lstmTrainingGraph(vocabulary, STEPS))
  const adam = new Adam(weights)
  try {
    for (let epoch = 0; epoch < MAX_EPOCHS && adam.updates < UPDATES; epoch++) {
      await trainEpoch(session, { weights, adam, segments, rng, onUpdate })
    }
  } finally {
    await session.release()
  }
  return weights
}

async function trainEpoch(
  session: InferenceSession,
  { weights, adam, segments, rng, onUpdate }: Epoch,
): Promise<void> {
  const order = sample(
    rng,
    Int32Array.from(segments, (_, index) => index),
    segments.length,
  )
  const lanes: Lane[] = Array.from({ length: Math.min(LANES, segments.length) }, () => ({
    tokens: new Int32Array(0),
    at: 0,
  }))
  let h = new Float32Array(lanes.length * HIDDEN)
  let c = new Float32Array(lanes.length * HIDDEN)
  let next = 0
  while (adam.updates < UPDATES) {
    lanes.forEach((lane, index) => {
      if (lane.at < lane.tokens.length || next >= order.length) return
      lane.tokens = segments[order[next++] ?? 0] ?? lane.tokens
      lane.at = 0
      h.fill(0, index * HIDDEN, (index + 1) * HIDDEN)
      c.fill(0, index * HIDDEN, (index + 1) * HIDDEN)
    })
    const window = takeWindow(lanes)
    if (!window) return
    onUpdate()
    const results = await session.run({ ...window, ...weightTensors(weights), ...stateTensors(h, c) })
    adam.update(weights, results)
    h = Float32Array.from(floats(results, 'h'))
    c = Float32Array.from(floats(results, 'c'))
  }
}

/** The next steps of every lane, each token weighing the same in the mean loss; undefined when all lanes are done. */
function takeWindow(lanes: Lane[]): { tokens: Tensor; mask: Tensor } | undefined {
  const tokens = new Int32Array(STEPS * lanes.length)
  const mask = new Float32Array(tokens.length)
  let count = 0
  lanes.forEach((lane, index) => {
    for (let t = 0; t < STEPS && lane.at < lane.tokens.length; t++) {
      tokens[t * lanes.length + index] = lane.tokens[lane.at++] ?? 0
      mask[t * lanes.length + index] = 1
      count++
    }
  })
  if (count === 0) return undefined
  const dims = [STEPS, lanes.length]
  return {
    tokens: new Tensor('int32', tokens, dims),
    mask: new Tensor(
      'float32',
      mask.map((weight) => weight / count),
      dims,
    ),
  }
}

function weightTensors(weights: LstmWeights): Record<string, Tensor> {
  const shapes = lstmShapes(weights.outputBias.length)
  return Object.fromEntries(
    lstmWeightNames.map((name) => [name, new Tensor('float32', weights[name], shapes[name])]),
  )
}

function stateTensors(h: Float32Array, c: Float32Array): Record<string, Tensor> {
  const dims = [h.length / HIDDEN, HIDDEN]
  return { h0: new Tensor('float32', h, dims), c0: new Tensor('float32', c, dims) }
}

function cut(tokens: Int32Array): Int32Array[] {
  return Array.from({ length: Math.ceil(tokens.length / SEGMENT) }, (_, i) =>
    tokens.subarray(i * SEGMENT, (i + 1) * SEGMENT),
  )
}

class Adam {
  updates = 0
  /** In the order of `lstmWeightNames`. */
  readonly #moments: { mean: Float32Array; square: Float32Array }[]

  constructor(weights: LstmWeights) {
    this.#moments = lstmWeightNames.map((name) => ({
      mean: new Float32Array(weights[name].length),
      square: new Float32Array(weights[name].length),
    }))
  }

  update(weights: LstmWeights, results: InferenceSession.OnnxValueMapType): void {
    const gradients = lstmWeightNames.map((name) => floats(results, `grad_${name}`))
    const norm = Math.hypot(...gradients.map((gradient) => Math.sqrt(sumOfSquares(gradient))))
    const shrink = Math.min(1, MAX_NORM / Math.max(norm, 1e-12))
    const rate = LEARNING_RATE * (1 - 0.9 * (this.updates / UPDATES))
    this.updates++
    const meanBias = 1 - DECAY_MEAN ** this.updates
    const squareBias = 1 - DECAY_SQUARE ** this.updates
    this.#moments.forEach(({ mean, square }, index) => {
      const weight = weights[lstmWeightNames[index] ?? 'bias']
      const gradient = gradients[index]
      for (let i = 0; i < weight.length; i++) {
        const g = (gradient?.[i] ?? 0) * shrink
        const m = DECAY_MEAN * (mean[i] ?? 0) + (1 - DECAY_MEAN) * g
        const v = DECAY_SQUARE * (square[i] ?? 0) + (1 - DECAY_SQUARE) * g * g
        mean[i] = m
        square[i] = v
        weight[i] = (weight[i] ?? 0) - (rate * (m / meanBias)) / (Math.sqrt(v / squareBias) + EPSILON)
      }
    })
  }
}

function sumOfSquares(values: Float32Array): number {
  let sum = 0
  for (const value of values) sum += value * value
  return sum
}
