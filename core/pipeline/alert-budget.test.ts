import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { Detector } from '../detect/detector.ts'
import { catalogue } from '../features/catalogue.ts'
import { describeReason } from '../features/describe.ts'
import type { FeatureBatch } from '../features/feature.ts'
import { resources } from '../host/resources.ts'
import type { ImportReport } from '../ingest/import-report.ts'
import type { Scores } from '../models/score.ts'
import { simulate } from '../simulate/simulate.ts'
import { defaultSettings } from '../settings/settings.ts'
import { Store } from '../store/store.ts'
import { runImport } from './import.ts'
import { day } from '../event/time-units.ts'

/** Days in which the load of each hour of the week becomes known. */
const burnIn = 7

const folder = mkdtempSync(join(tmpdir(), 'sonic-budget-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Scored {
  batches: { batch: FeatureBatch; scores: Scores }[]
  modelAlerts: ImportReport['modelAlerts']
}

/** A normal month as the product scores it. */
async function scoreMonth(seed: number, format: 'asa' | 'fortigate', users: number): Promise<Scored> {
  const out = join(folder, String(seed))
  const { files } = await simulate({ users, days: 35, seed, format, attacks: 'none', out })
  const batches: Scored['batches'] = []
  const report = await runImport(
    { id: 'month', paths: files.map(({ file }) => join(out, file)) },
    {
      store: new Store(':memory:'),
      modelsDir: resources.models,
      settings: { ...defaultSettings, alertBudgetPerDay: 5 },
      signal: new AbortController().signal,
      onProgress: () => {},
      onCommit: () => {},
      onScored: (batch, scores) => batches.push({ batch, scores }),
    },
  )
  expect(report.state).toBe('done')
  return { batches, modelAlerts: report.modelAlerts }
}

/** Alerts a day of the models alone, after the burn-in. */
function realisedRate({ batches }: Scored, alertBudget: number): number {
  const detector = new Detector({
    features: catalogue,
    alertBudget,
    describe: describeReason,
  })
  const first = batches[0]?.batch.acts[0]?.time ?? 0
  const last = batches.at(-1)?.batch.acts.at(-1)?.time ?? 0
  let raised = 0
  for (const { batch, scores } of batches)
    for (const { time, signals } of detector.explain(detector.detect(batch, scores), []).alerts)
      if (signals.length === 0 && time >= first + burnIn * day) raised += 1
  return raised / ((last - first) / day - burnIn)
}

describe('the alert budget on normal months', () => {
  it.each([
    [8101, 'asa', 30],
    [8102, 'fortigate', 30],
    [8103, 'asa', 60],
  ] as const)(
    'is kept within a fifth: seed %s, %s, %s people',
    async (seed, format, users) => {
      const month = await scoreMonth(seed, format, users)
      for (const budget of [5, 10, 20]) {
        const rate = realisedRate(month, budget)
        expect(Math.abs(rate - budget) / budget, `${rate} of ${budget} a day`).toBeLessThan(0.2)
      }
      const { askedPerDay, raised, days } = month.modelAlerts
      expect(askedPerDay).toBe(5)
      expect(raised / days).toBeGreaterThan(4)
      expect(raised / days).toBeLessThan(6)
    },
    180_000,
  )
})
