import { expect, test } from 'vitest'
import { catalogue } from '../features/catalogue.ts'
import { vocabulary } from '../features/tokens.ts'
import { resources } from '../host/resources.ts'
import type { ProviderName, ProviderTest } from '../models/provider.ts'
import { loadGeneration } from '../models/registry.ts'
import { defaultSettings } from '../settings/settings.ts'
import { fastestProvider, openScoring } from './open-scoring.ts'

const result = (provider: ProviderName, works: boolean, rowsPerSecond: number | null): ProviderTest => ({
  provider,
  available: rowsPerSecond !== null,
  works,
  rowsPerSecond,
  worstDifference: null,
  problem: undefined,
})
const tests = [result('cpu', true, 40_000), result('cuda', false, 900_000), result('webgpu', true, 60_000)]

test('the fastest provider is one whose scores are right', () => {
  expect(fastestProvider(tests)).toBe('webgpu')
  expect(fastestProvider([])).toBe('cpu')
  expect(fastestProvider([result('dml', false, 1)])).toBe('cpu')
})

test('scoring is opened as the settings say; a provider that does not work falls back to the CPU and says why', async () => {
  const generation = await loadGeneration(resources.models, { features: catalogue, vocabulary })
  const engineFor = async (change: Partial<typeof defaultSettings>) => {
    const client = await openScoring(generation, { ...defaultSettings, ...change })
    await client.close()
    return client.engine
  }
  expect(await engineFor({ scoringWorkers: 2 })).toEqual({ provider: 'cpu', fallback: undefined, workers: 2 })
  // Core ML is macOS's and DirectML is Windows's: one of the two is absent everywhere.
  const absent = process.platform === 'darwin' ? 'dml' : 'coreml'
  expect(await engineFor({ executionProvider: absent })).toMatchObject({
    provider: 'cpu',
    fallback: expect.stringMatching(/\w+/) as string,
  })
})
