import { beforeAll, expect, test } from 'vitest'
import { ensembleGraph } from './ensemble-graph.ts'
import { EnsembleSession } from './ensemble-session.ts'
import { initialLstm } from './lstm.ts'
import { unrolledSurprise } from './lstm.fixture.ts'
import { createRng, randomInt } from './rng.ts'
import { fitStatic } from './static-training.ts'

const VOCABULARY = 40
const weights = initialLstm(VOCABULARY, createRng(1))
const statics = fitStatic(Float32Array.of(0, 1, 2, 4), 1, new Uint8Array(4), createRng(3)).detectors
const graph = ensembleGraph(statics, weights)
const open = () => EnsembleSession.open(graph, { features: 1, vocabulary: VOCABULARY })
const keys: string[] = []
const tokens: number[] = []

/** 300 acts: one busy user with half of them, thirty others. */
beforeAll(() => {
  const rng = createRng(2)
  for (let row = 0; row < 300; row++) {
    keys.push(rng() < 0.5 ? 'busy' : `user-${randomInt(rng, 30)}`)
    tokens.push(randomInt(rng, VOCABULARY))
  }
})

async function scoreInBatches(size: number): Promise<number[]> {
  const session = await open()
  const surprise: number[] = []
  for (let row = 0; row < keys.length; row += size) {
    const part = tokens.slice(row, row + size)
    surprise.push(...(await session.scoreSequences(keys.slice(row, row + size), Int32Array.from(part))))
  }
  await session.close()
  return surprise
}

test('each user’s surprise is that of the model unrolled by hand over all their acts', async () => {
  const surprise = await scoreInBatches(300)
  for (const user of new Set(keys)) {
    const rows = keys.flatMap((key, row) => (key === user ? [row] : []))
    const expected = unrolledSurprise(
      weights,
      Int32Array.from(rows, (row) => tokens[row] ?? 0),
    )
    rows.forEach((row, i) =>
      expect(Math.abs((surprise[row] ?? 0) - (expected[i] ?? 0))).toBeLessThanOrEqual(2e-6),
    )
  }
})

test.each([1, 7, 64])('state is carried over batches of %i: same scores as in one', async (size) => {
  const whole = await scoreInBatches(300)
  const parts = await scoreInBatches(size)
  expect(Math.max(...whole.map((value, i) => Math.abs(value - (parts[i] ?? Infinity))))).toBeLessThan(4e-6)
})

test('one call gives what the detectors of rows and the LSTM give apart, however unequal the sequences and long the batch', async () => {
  const rng = createRng(5)
  const count = 2500
  const rows = Float32Array.from({ length: count }, () => 8 * rng() - 2)
  const owners = Array.from({ length: count }, (_, row) => (row % 3 === 0 ? 'busy' : row % 7 === 0 ? '' : `user-${row}`))
  const acts = Int32Array.from({ length: count }, () => randomInt(rng, VOCABULARY))
  const [together, apart] = [await open(), await open()]
  const { lstm, ...statics } = await together.score(rows, owners, acts)
  expect(statics).toEqual(await apart.scoreStatic(rows))
  expect(lstm).toEqual(await apart.scoreSequences(owners, acts))
  expect(lstm.filter(Number.isFinite).length).toBe(owners.filter((owner) => owner !== '').length)
  await together.close()
  await apart.close()
})

test('nobody’s rows and unknown tokens have no surprise and leave no trace', async () => {
  const session = await open()
  const surprise = await session.scoreSequences(['', 'a', 'a', 'a', 'a'], Int32Array.of(1, -1, 2, VOCABULARY, 3))
  expect([...surprise].map(Number.isNaN)).toEqual([true, true, false, true, false])
  const clean = await open()
  expect((await clean.scoreSequences(['a', 'a'], Int32Array.of(2, 3)))[1]).toBe(surprise[4])
  expect(await session.scoreSequences([], new Int32Array(0))).toHaveLength(0)
  await session.close()
  await clean.close()
})

test('the state of a user who was not seen for 50,000 others is forgotten', async () => {
  const session = await open()
  const score = async (user: string) => (await session.scoreSequences([user], Int32Array.of(3)))[0] ?? 0
  const [first, second] = [await score('early'), await score('early')]
  expect(second).not.toBeCloseTo(first, 3)
  const others = Array.from({ length: 50_000 }, (_, index) => `other-${index}`)
  await session.scoreSequences(others, new Int32Array(50_000))
  expect(await score('early')).toBeCloseTo(first, 5)
  await session.close()
})
