import { Tensor } from 'onnxruntime-node'
import { describe, expect, test } from 'vitest'
import { HIDDEN, initialLstm, lstmShapes, lstmWeightNames } from './lstm.ts'
import { unrolledSurprise } from './lstm.fixture.ts'
import { lstmTrainingGraph } from './lstm-training-graph.ts'
import { trainLstm } from './lstm-training.ts'
import { floats, openSession } from './open-session.ts'
import { createRng, randomInt } from './rng.ts'

const VOCABULARY = 7
const STEPS = 5

describe('the training graph', () => {
  /** Three users, the last one padded after three tokens. */
  const sequences = [Int32Array.of(1, 2, 3, 4, 5), Int32Array.of(0, 6, 0, 6, 2), Int32Array.of(5, 5, 1)]
  const weights = initialLstm(VOCABULARY, createRng(3))
  const loss = () =>
    sequences.flatMap((tokens) => unrolledSurprise(weights, tokens)).reduce((sum, nats) => sum + nats, 0)

  async function run() {
    const tokens = new Int32Array(STEPS * 3)
    const mask = new Float32Array(STEPS * 3)
    sequences.forEach((sequence, user) =>
      sequence.forEach((token, t) => {
        tokens[t * 3 + user] = token
        mask[t * 3 + user] = 1
      }),
    )
    const shapes = lstmShapes(VOCABULARY)
    const session = await openSession(lstmTrainingGraph(VOCABULARY, STEPS))
    const zeros = () => new Tensor('float32', new Float32Array(3 * HIDDEN), [3, HIDDEN])
    const results = await session.run({
      ...Object.fromEntries(
        lstmWeightNames.map((name) => [name, new Tensor('float32', weights[name], shapes[name])]),
      ),
      tokens: new Tensor('int32', tokens, [STEPS, 3]),
      mask: new Tensor('float32', mask, [STEPS, 3]),
      h0: zeros(),
      c0: zeros(),
    })
    await session.release()
    return results
  }

  test('gives the loss of the model unrolled by hand', async () => {
    expect(Math.abs((floats(await run(), 'loss')[0] ?? 0) - loss())).toBeLessThan(1e-5)
  })

  test.each(lstmWeightNames)('gives the gradient of %s that finite differences give', async (name) => {
    const gradient = floats(await run(), `grad_${name}`)
    const weight = weights[name]
    expect(gradient).toHaveLength(weight.length)
    const rng = createRng(4)
    for (let probe = 0; probe < 40; probe++) {
      const i = randomInt(rng, weight.length)
      const value = weight[i] ?? 0
      const [above, below] = [Math.fround(value + 1e-3), Math.fround(value - 1e-3)]
      weight[i] = above
      const lossAbove = loss()
      weight[i] = below
      const lossBelow = loss()
      weight[i] = value
      expect(Math.abs((gradient[i] ?? 0) - (lossAbove - lossBelow) / (above - below))).toBeLessThan(2e-5)
    }
  })
})

test('training learns a cycle, and the same seed gives the same weights', async () => {
  const cycle = Int32Array.from({ length: 200 }, (_, i) => i % VOCABULARY)
  const train = () => trainLstm([cycle, cycle.subarray(3)], VOCABULARY, createRng(5))
  const weights = await train()
  const surprise = unrolledSurprise(weights, cycle.subarray(0, 50))
  const mean = surprise.reduce((sum, nats) => sum + nats, 0) / surprise.length
  expect(mean).toBeLessThan(0.2)
  expect(await train()).toEqual(weights)
})

test('without any sequence the weights stay as they began', async () => {
  expect(await trainLstm([], VOCABULARY, createRng(5))).toEqual(initialLstm(VOCABULARY, createRng(5)))
})
