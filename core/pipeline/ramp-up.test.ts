import { beforeAll, describe, expect, it } from 'vitest'
import { Correlator } from '../correlate/correlator.ts'
import { Detector } from '../detect/detector.ts'
import type { Alert } from '../detect/alert.ts'
import { login, logout, monday } from '../detect/signals/signals.fixture.ts'
import { day, gigabyte, hour, megabyte } from '../detect/signals/units.ts'
import type { Act } from '../event/act.ts'
import { catalogue, column, featureCount } from '../features/catalogue.ts'
import { describeReason } from '../features/describe.ts'
import type { FeatureBatch } from '../features/feature.ts'
import { resources } from '../host/resources.ts'
import { createRng } from '../models/rng.ts'
import { loadGeneration } from '../models/registry.ts'
import { ScoringClient } from '../models/scoring-client.ts'
import { vocabulary } from '../features/tokens.ts'
import { Memory } from '../memory/memory.ts'
import { Analysis } from './analysis.ts'
import { StageClock } from './stage-clock.ts'

const quietDays = 42
const rampDays = 21
/** From twice her usual day to 70 times it, a third more each working day. */
const growth = 1.33

let batches: FeatureBatch[]
let alerts: Alert[]
let withheld: number

/** Twelve people who upload 60 to 210 MB a working day; at the end eve takes a little more every day for three weeks. */
function acts(): Act[] {
  const random = createRng(5)
  const found: Act[] = []
  for (let d = 0; d < quietDays + rampDays; d++) {
    if (d % 7 >= 5) continue
    for (let person = 0; person < 12; person++) {
      const user = person === 0 ? 'eve' : `person${person}`
      const start = monday + d * day + Math.floor(random() * hour)
      const end = start + Math.floor((7 + random()) * hour)
      const ramp = Math.max(0, d - quietDays + 1)
      const worked = ramp - 2 * Math.floor(ramp / 7)
      const usual = 60 * megabyte * 3.5 ** random()
      const bytesUp = user === 'eve' && ramp > 0 ? 110 * megabyte * growth ** worked : usual
      const common = {
        sessionId: `${user}-${d}`,
        assignedIp: `10.8.0.${person + 10}`,
        deviceId: `laptop-${person}`,
      }
      const source = `84.10.20.${person}`
      found.push(login(start, user, source, common))
      found.push(
        logout(end, user, source, { ...common, bytesUp, bytesDown: 4 * bytesUp, duration: end - start }),
      )
    }
  }
  return found.sort((a, b) => a.time - b.time)
}

beforeAll(async () => {
  const generation = await loadGeneration(resources.models, { features: catalogue, vocabulary })
  const scoring = await ScoringClient.open(generation)
  batches = []
  alerts = []
  const analysis = new Analysis({
    memory: new Memory(),
    clock: new StageClock(),
    score: (batch) => scoring.score(batch),
    explain: async () => [],
    detector: new Detector({ features: catalogue, describe: describeReason }),
    correlator: new Correlator(),
    onSettled: () => {},
    onScored: (batch, _, raised) => {
      batches.push(batch)
      alerts.push(...raised)
    },
  })
  analysis.add(acts())
  while (analysis.waiting > 512) await analysis.turn()
  await analysis.settle()
  withheld = analysis.withheld
  await scoring.close()
})

/** What was usual for eve when her last session ended, and what she did. */
function lastSession(): { uploaded: number; usual: number } {
  for (const { acts: some, rows, usual } of batches.toReversed()) {
    const row = some.findLastIndex(({ user, kind }) => user === 'eve' && kind === 'end')
    const at = row * featureCount + column.bytes_up
    if (row >= 0) return { uploaded: Math.expm1(rows[at] ?? NaN), usual: Math.expm1(usual[at] ?? NaN) }
  }
  return { uploaded: NaN, usual: NaN }
}

describe('a patient attacker who takes a little more each day for three weeks', () => {
  it('is found, at the latest on the last day, and nobody else is', () => {
    const serious = alerts.filter(({ severity }) => severity !== 'low')
    expect(new Set(serious.flatMap(({ entities }) => entities.users))).toEqual(new Set(['eve']))
    const last = serious.at(-1)
    expect(last?.time).toBeGreaterThan(monday + (quietDays + rampDays - 4) * day)
    expect(last?.signals).toContain('exfiltration')
  })

  it('does not teach the baseline', () => {
    const { uploaded, usual } = lastSession()
    expect(uploaded).toBeGreaterThan(7 * gigabyte)
    expect(usual).toBeLessThan(300 * megabyte)
    expect(withheld).toBeGreaterThanOrEqual(5)
  })
})
