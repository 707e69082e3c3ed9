import { listSupportedBackends } from 'onnxruntime-node'
import { beforeAll, expect, test } from 'vitest'
import type { Generation } from './manifest.ts'
import { testProvider } from './provider-test.ts'
import { testProviders } from './providers.ts'
import { providerNames } from './provider.ts'
import { syntheticData } from './synthetic.fixture.ts'
import { trainEnsemble } from './train.ts'

let generation: Generation
beforeAll(async () => {
  generation = await trainEnsemble(syntheticData(600, 1), { seed: 1, created: 0, description: 'Synthetic rows.' })
})

test('the self-test runs the CPU and says of every other provider whether and why not', async () => {
  const tests = await testProviders(generation)
  expect(tests.map(({ provider }) => provider)).toEqual([...providerNames])
  const [cpu, ...others] = tests
  expect(cpu).toMatchObject({ available: true, works: true, worstDifference: 0, problem: undefined })
  expect(cpu?.rowsPerSecond).toBeGreaterThan(0)
  for (const { works, rowsPerSecond, worstDifference, problem } of others) {
    if (works) expect(rowsPerSecond).toBeGreaterThan(0)
    else expect(problem).toMatch(/has no|cannot run the models: .|gives other scores/)
    if (works) expect(worstDifference).toBeLessThanOrEqual(1e-3)
  }
})

test('a provider that this build does not have is named as such', async () => {
  const present = listSupportedBackends().map(({ name }) => name)
  const absent = providerNames.filter((name) => !present.includes(name))
  expect(absent.length).toBeGreaterThan(0)
  for (const provider of absent) {
    const { available, works, problem } = await testProvider(generation, provider)
    expect({ available, works }).toEqual({ available: false, works: false })
    expect(problem).toMatch(/ONNX Runtime for \S+ has no (CUDA|DirectML|CoreML|WebGPU)\./)
  }
})

test('a model that cannot be opened is a problem, not a crash', async () => {
  const broken = { ...generation, files: { 'ensemble.onnx': new Uint8Array(10) } }
  const [cpu] = await testProviders(broken)
  expect(cpu).toMatchObject({ available: false, works: false, rowsPerSecond: null })
  expect(cpu?.problem).toMatch(/^CPU cannot run the models: ./)
})
