import { expect, test } from 'vitest'
import { catalogue } from '../features/catalogue.ts'
import { vocabulary } from '../features/tokens.ts'
import { resources } from '../host/resources.ts'
import type { ProviderName, ProviderTest } from '../models/providers.ts'
import { loadGeneration } from '../models/registry.ts'
import { defaultSettings, type Settings } from '../settings/settings.ts'
import { fallbackOf, fastestProvider, openScoring } from './open-scoring.ts'

const result = (provider: ProviderName, works: boolean, rowsPerSecond: number | null): ProviderTest => ({
  provider,
  available: rowsPerSecond !== null,
  works,
  rowsPerSecond,
  worstDifference: null,
  problem: undefined,
})

test('the fastest provider is one whose scores are right', () => {
  const tests = [result('cpu', true, 40_000), result('cuda', false, 900_000), result('webgpu', true, 60_000)]
  expect(fastestProvider(tests)).toBe('webgpu')
  expect(fastestProvider([])).toBe('cpu')
  expect(fastestProvider([result('dml', false, 1)])).toBe('cpu')
})

test('scoring is opened as the settings say, or on the CPU with the reason', async () => {
  const generation = await loadGeneration(resources.models, { features: catalogue, vocabulary })
  const open = (change: Partial<Settings>) => openScoring(generation, { ...defaultSettings, ...change })
  const two = await open({ scoringWorkers: 2 })
  expect(two.engine).toEqual({ provider: 'cpu', workers: 2, fallback: undefined })
  expect(fallbackOf(two)).toEqual([])
  await two.close()

  // No platform has both.
  const absent = process.platform === 'darwin' ? 'dml' : 'coreml'
  const fallen = await open({ executionProvider: absent })
  expect(fallen.engine).toMatchObject({ provider: 'cpu', workers: 1 })
  expect(fallbackOf(fallen)).toEqual([expect.stringMatching(/ONNX Runtime .* The CPU was used instead\.$/)])
  await fallen.close()

  const automatic = await open({ executionProvider: 'auto' })
  expect(fallbackOf(automatic)).toEqual([])
  await automatic.close()
})
