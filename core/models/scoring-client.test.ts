import { beforeAll, describe, expect, test } from 'vitest'
import { batchOf } from './acts.fixture.ts'
import type { Generation } from './manifest.ts'
import { Scorer } from './scorer.ts'
import { ScoringClient } from './scoring-client.ts'
import { Semaphore } from './semaphore.ts'
import { syntheticData } from './synthetic.fixture.ts'
import { trainEnsemble } from './train.ts'
import { trainOnWorker } from './train-on-worker.ts'
import { WorkerChannel } from './worker-channel.ts'

const options = { seed: 1, created: 0, description: 'Synthetic rows.' }
const data = syntheticData(640, 2)
const batches = Array.from({ length: 10 }, (_, i) => batchOf(data, i * 64, (i + 1) * 64))
let generation: Generation
let other: Generation

beforeAll(async () => {
  generation = await trainEnsemble(syntheticData(600, 1), options)
  other = await trainEnsemble(syntheticData(600, 1), { ...options, seed: 2 })
})

test('many batches at once are scored in order, as on the calling thread', async () => {
  const scorer = await Scorer.open(generation)
  const expected = []
  for (const batch of batches) expected.push(await scorer.score(batch))
  await scorer.close()
  const client = await ScoringClient.open(generation)
  const finished: number[] = []
  const scores = await Promise.all(
    batches.map(async (batch, i) => {
      const result = await client.score(batch)
      finished.push(i)
      return result
    }),
  )
  await client.close()
  expect(scores).toEqual(expected)
  expect(finished).toEqual(batches.map((_, i) => i))
  expect(batches[0]?.rows.length, 'the caller keeps its rows').toBeGreaterThan(0)
})

test('a swap loses no batch: those asked for before it get the old model, those after it the new', async () => {
  const client = await ScoringClient.open(generation)
  const before = batches.map((batch) => client.score(batch))
  const swap = client.load(other)
  const after = batches.map((batch) => client.score(batch))
  await swap
  const all = await Promise.all([...before, ...after])
  await client.close()
  const scoredBy = async (model: Generation) => {
    const scorer = await Scorer.open(model)
    const scores = []
    for (const batch of batches) scores.push(await scorer.score(batch))
    await scorer.close()
    return scores
  }
  expect(all).toEqual([...(await scoredBy(generation)), ...(await scoredBy(other))])
})

test('a generation that cannot be opened leaves the old one in place', async () => {
  const client = await ScoringClient.open(generation)
  const broken = { ...generation, files: { ...generation.files, 'ensemble.onnx': new Uint8Array(10) } }
  await expect(client.load(broken)).rejects.toThrow()
  const scores = await client.score(batchOf(data, 0, 1))
  expect(scores.pValue).toHaveLength(1)
  await client.close()
  await expect(ScoringClient.open(broken)).rejects.toThrow()
})

test('close lets everything asked for finish, then refuses', async () => {
  const client = await ScoringClient.open(generation)
  const asked = batches.map((batch) => client.score(batch))
  const explained = client.explain({
    row: Float32Array.from(generation.manifest.medians).fill(50, 0, 3),
    usual: Float32Array.from(generation.manifest.medians),
    kind: 'flow',
    fused: 3,
  })
  await Promise.all([client.close(), client.close()])
  expect((await Promise.all(asked)).map(({ pValue }) => pValue.length)).toEqual(batches.map(() => 64))
  expect((await explained).length).toBeGreaterThan(0)
  await expect(client.score(batchOf(data, 0, 1))).rejects.toThrow('closed')
})

test('training on a worker gives the same generation and leaves this thread free', async () => {
  let ticks = 0
  const timer = setInterval(() => ticks++, 5)
  const trained = await trainOnWorker(syntheticData(600, 1), options)
  clearInterval(timer)
  expect(trained).toEqual(generation)
  expect(ticks).toBeGreaterThan(20)
  await expect(trainOnWorker(syntheticData(10, 1), options)).rejects.toThrow(/at least 200 acts/)
})

describe('a worker channel', () => {
  const entry = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`)
  const head = "import { parentPort } from 'node:worker_threads';"

  test('rejects pending and later calls when the worker dies of an error', async () => {
    const channel = new WorkerChannel(
      entry(`${head} parentPort.on('message', () => { throw new TypeError('boom') })`),
    )
    const pending = [channel.call('close', undefined), channel.call('close', undefined)]
    for (const call of pending) await expect(call).rejects.toThrow('the scoring worker failed: boom')
    await channel.exited
    await expect(channel.call('close', undefined)).rejects.toThrow('boom')
  })

  test('rejects pending calls when the worker just ends', async () => {
    const channel = new WorkerChannel(entry(`${head} parentPort.on('message', () => process.exit(3))`))
    await expect(channel.call('close', undefined)).rejects.toThrow('ended (exit status 3)')
    await channel.exited
  })

  test('carries an error’s name, message and stack', async () => {
    const channel = new WorkerChannel(
      entry(
        `${head} parentPort.once('message', ({ id }) =>
          parentPort.postMessage({ id, ok: false, error: { name: 'RangeError', message: 'no', stack: 'there' } }))`,
      ),
    )
    await expect(channel.call('close', undefined)).rejects.toMatchObject({
      name: 'RangeError',
      message: 'no',
      stack: 'there',
    })
    await channel.exited
  })
})

test('a semaphore serves in order and never more than it has permits', async () => {
  const semaphore = new Semaphore(2)
  const order: number[] = []
  const takers = [0, 1, 2, 3].map((i) => semaphore.acquire().then(() => order.push(i)))
  await Promise.all(takers.slice(0, 2))
  expect(order).toEqual([0, 1])
  semaphore.release()
  await takers[2]
  expect(order).toEqual([0, 1, 2])
  semaphore.release()
  await takers[3]
})
