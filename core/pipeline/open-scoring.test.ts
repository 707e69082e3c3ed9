import { expect, test } from 'vitest'
import { catalogue } from '../features/catalogue.ts'
import { vocabulary } from '../features/tokens.ts'
import { resources } from '../host/resources.ts'
import type { ProviderTest } from '../models/providers.ts'
import { loadGeneration } from '../models/registry.ts'
import { ScoringClient } from '../models/scoring-client.ts'
import { defaultSettings } from '../settings/settings.ts'
import { fastestProvider, openScoring, type ScoringOptions } from './open-scoring.ts'

const result = (provider: string, works: boolean, rowsPerSecond: number | null): ProviderTest => ({
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

test('scoring is opened as the settings say; only "auto" tries the providers', async () => {
  const generation = await loadGeneration(resources.models, { features: catalogue, vocabulary })
  const asked: ScoringOptions[] = []
  let tested = 0
  const engine = {
    open: (used: typeof generation, options: ScoringOptions) => {
      asked.push(options)
      return ScoringClient.open(used)
    },
    testProviders: () => {
      tested++
      return Promise.resolve(tests)
    },
  }
  for (const change of [
    { executionProvider: 'dml', scoringWorkers: 2 },
    { executionProvider: 'auto' },
  ] as const) {
    const client = await openScoring(generation, { ...defaultSettings, ...change }, engine)
    await client.close()
  }
  expect(asked).toEqual([
    { provider: 'dml', workers: 2 },
    { provider: 'webgpu', workers: 1 },
  ])
  expect(tested).toBe(1)
})
