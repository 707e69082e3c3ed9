import { beforeAll, describe, expect, test } from 'vitest'
import { batchOf } from './acts.fixture.ts'
import { measureGain } from './choose-workers.ts'
import type { ExplanationRequest } from './explain.ts'
import type { Generation } from './manifest.ts'
import { HeapBacking } from '../memory/heap-backing.fixture.ts'
import { readSequences, sequenceEntries } from './sequence-columns.ts'
import { detectorNames } from './score.ts'
import type { Scores } from './score.ts'
import { Scorer } from './scorer.ts'
import { ScoringClient } from './scoring-client.ts'
import { Semaphore } from './semaphore.ts'
import { syntheticData } from './synthetic.fixture.ts'
import { trainEnsemble } from './train.ts'
import { trainOnWorker } from './train-on-worker.ts'
import { scoringWorkerEntry, WorkerChannel } from './worker-channel.ts'

const options = { seed: 1, created: 0, description: 'Synthetic rows.' }
const data = syntheticData(640, 2)
const batches = Array.from({ length: 10 }, (_, i) => batchOf(data, i * 64, (i + 1) * 64))
let generation: Generation
let other: Generation

/** A row of which one feature is out of the usual. */
const unusual = (feature: number): ExplanationRequest => ({
  row: Float32Array.from(generation.manifest.medians).fill(50, feature, feature + 1),
  usual: Float32Array.from(generation.manifest.medians),
  kind: 'flow',
  fused: 3,
})

beforeAll(async () => {
  generation = await trainEnsemble(syntheticData(600, 1), options)
  other = await trainEnsemble(syntheticData(600, 1), { ...options, seed: 2 })
})

const scoredBy = async (model: Generation) => {
  const scorer = await Scorer.open(model)
  const scores = []
  for (const batch of batches) scores.push(await scorer.score(batch))
  await scorer.close()
  return scores
}

/** Sums in smaller batches differ in their last digits, and a level or p-value by a rank where two scores nearly tie. */
function expectSame(actual: readonly Scores[], expected: readonly Scores[], tolerance: number): void {
  expect(actual.length).toBe(expected.length)
  for (const [i, scores] of actual.entries()) {
    for (const name of [...detectorNames, 'z', 'fused', 'pValue'] as const) {
      const other = expected[i]?.[name]
      expect(scores[name].length).toBe(other?.length)
      const off = scores[name].filter((value, row) => !(Math.abs(value - (other?.[row] ?? Infinity)) <= tolerance))
      expect(off.filter((value) => !Number.isNaN(value)), `${name} of batch ${i}`).toHaveLength(0)
      expect([...scores[name]].map(Number.isNaN)).toEqual([...(other ?? [])].map(Number.isNaN))
    }
  }
}

test.each([1, 2] as const)('many batches at once are scored in order by %i workers, as on the calling thread', async (workers) => {
  const expected = await scoredBy(generation)
  const client = await ScoringClient.open(generation, { workers })
  expect(client.engine).toEqual({ provider: 'cpu', fallback: undefined, workers })
  const finished: number[] = []
  const scores = await Promise.all(
    batches.map(async (batch, i) => {
      const result = await client.score(batch)
      finished.push(i)
      return result
    }),
  )
  await client.close()
  expectSame(scores, expected, workers === 1 ? 0 : 2e-3)
  expect(finished).toEqual(batches.map((_, i) => i))
  expect(batches[0]?.rows.length, 'the caller keeps its rows').toBeGreaterThan(0)
})

test('two workers have each user in one place: carried states are those of one worker', async () => {
  const client = await ScoringClient.open(generation, { workers: 2 })
  const rows = Array.from({ length: 150 }, (_, i) => batchOf(data, i, i + 1))
  const single = []
  for (const batch of rows) single.push(await client.score(batch))
  await client.close()
  const scorer = await Scorer.open(generation)
  const whole = await scorer.score(batchOf(data, 0, 150))
  await scorer.close()
  const off = single.map((scores, row) => Math.abs((scores.z[3] ?? 9) - (whole.z[row * 4 + 3] ?? 0)))
  expect(Math.max(...off)).toBeLessThan(1e-4)
  expect(new Set(whole.z.filter((_, i) => i % 4 === 3)).size).toBeGreaterThan(50)
})

test.each([1, 2] as const)('a swap on %i workers loses no batch: those asked for before it get the old model, those after it the new', async (workers) => {
  const client = await ScoringClient.open(generation, { workers })
  const before = batches.map((batch) => client.score(batch))
  const swap = client.load(other)
  const after = batches.map((batch) => client.score(batch))
  await swap
  const all = await Promise.all([...before, ...after])
  await client.close()
  const expected = [...(await scoredBy(generation)), ...(await scoredBy(other))]
  expectSame(all, expected, workers === 1 ? 0 : 2e-3)
})

test.each([[1, 1], [2, 2], [2, 1], [1, 2]] as const)('states kept by %i workers go on with %i', async (count, later) => {
  const expected = await scoredBy(generation)
  const backing = new HeapBacking()
  let client = await ScoringClient.open(generation, { workers: count })
  const scores = []
  for (const [i, batch] of batches.entries()) {
    if (i === 6) {
      await client.close()
      client = await ScoringClient.open(generation, { workers: later })
      await client.restoreStates(readSequences(backing, 'one'))
    }
    scores.push(await client.score(batch))
    if (i < 6) backing.put(sequenceEntries(await client.takeStates(), 'one'))
  }
  await client.load(other)
  expect(new Set((await client.takeStates()).forgotten)).toEqual(new Set(readSequences(backing, 'one').keys))
  await client.close()
  expectSame(scores, expected, count * later === 1 ? 0 : 2e-3)
})

test('while batches flow, generations are swapped again and again: each batch is scored by exactly one', async () => {
  const client = await ScoringClient.open(generation, { workers: 2 })
  const models = [generation, other]
  const asked: { model: Generation; scores: Promise<Scores> }[] = []
  const swaps: Promise<void>[] = []
  batches.forEach((batch, i) => {
    const model = models[Math.floor(i / 2) % 2] ?? generation
    if (i > 0 && i % 2 === 0) swaps.push(client.load(model))
    asked.push({ model, scores: client.score(batch) })
  })
  const all = await Promise.all(asked.map(({ scores }) => scores))
  await Promise.all(swaps)
  await client.close()
  /** States begin anew with every swap, so the scorers to compare with do too. */
  for (let pair = 0; pair < batches.length; pair += 2) {
    const scorer = await Scorer.open(asked[pair]?.model ?? generation)
    const expected = []
    for (const batch of batches.slice(pair, pair + 2)) expected.push(await scorer.score(batch))
    await scorer.close()
    expectSame(all.slice(pair, pair + 2), expected, 2e-3)
  }
})

test('a provider that is not there is replaced by the CPU, and the client says why', async () => {
  const absent = process.platform === 'darwin' ? 'dml' : 'coreml'
  const client = await ScoringClient.open(generation, { provider: absent })
  expect(client.engine.provider).toBe('cpu')
  expect(client.engine.fallback).toMatch(/has no (CoreML|DirectML)/)
  expectSame([await client.score(batchOf(data, 0, 64))], (await scoredBy(generation)).slice(0, 1), 0)
  await client.close()
})

test('`auto` chooses one worker or two by measuring', async () => {
  const client = await ScoringClient.open(generation, { workers: 'auto' })
  expect([1, 2]).toContain(client.engine.workers)
  expect((await client.score(batchOf(data, 0, 5))).pValue).toHaveLength(5)
  await client.close()
  expect(await measureGain(generation, 'cpu')).toBeGreaterThan(0)
})

test('a worker that dies rejects what was under way and what comes later, and the other one still ends', async () => {
  const dies = `import { parentPort } from 'node:worker_threads'
    parentPort.on('message', ({ id, name }) => {
      if (name === 'score') throw new Error('out of memory')
      parentPort.postMessage({ id, ok: true, value: name === 'prepare' ? { provider: 'cpu' } : undefined })
    })`
  const channels = [scoringWorkerEntry(), new URL(`data:text/javascript,${encodeURIComponent(dies)}`)]
  const client = new ScoringClient(channels.map((entry) => new WorkerChannel(entry)))
  await client.load(generation)
  const asked = batches.map((batch) => client.score(batch))
  for (const scores of asked) await expect(scores).rejects.toThrow('the scoring worker failed: out of memory')
  await expect(client.load(other)).rejects.toThrow('out of memory')
  await client.close()
})

test('a generation that cannot be opened leaves the old one in place', async () => {
  const client = await ScoringClient.open(generation, { workers: 2 })
  const broken = { ...generation, files: { ...generation.files, 'ensemble.onnx': new Uint8Array(10) } }
  await expect(client.load(broken)).rejects.toThrow()
  const scores = await client.score(batchOf(data, 0, 1))
  expect(scores.pValue).toHaveLength(1)
  await client.close()
  await expect(ScoringClient.open(broken)).rejects.toThrow()
})

test.each([1, 2] as const)('close during a run lets everything asked of %i workers finish, then refuses', async (workers) => {
  const client = await ScoringClient.open(generation, { workers })
  const asked = batches.map((batch) => client.score(batch))
  const explained = client.explainAll([unusual(0), unusual(1)])
  await Promise.all([client.close(), client.close()])
  expect((await Promise.all(asked)).map(({ pValue }) => pValue.length)).toEqual(batches.map(() => 64))
  expect((await explained).map(([first]) => first !== undefined)).toEqual([true, true])
  await expect(client.score(batchOf(data, 0, 1))).rejects.toThrow('closed')
})

test.each([1, 2] as const)('rows are explained in their order, the same by %i workers as on the calling thread', async (workers) => {
  const requests = Array.from({ length: 5 }, (_, i) => unusual(i))
  const scorer = await Scorer.open(generation)
  const expected = await scorer.explainAll(requests)
  await scorer.close()
  const client = await ScoringClient.open(generation, { workers })
  expect(await client.explainAll(requests)).toEqual(expected)
  expect(await client.explainAll([])).toEqual([])
  await client.close()
  expect(new Set(expected.map(([first]) => first?.feature)).size).toBe(5)
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
