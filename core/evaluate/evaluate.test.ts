import { expect, test } from 'vitest'
import { createAct } from '../event/create-act.ts'
import { evaluate } from './evaluate.ts'
import { labelsSchema } from './labels.ts'
import { evaluationPage } from './page.ts'
import { ScoredActs } from './scored-acts.ts'
import { minute } from '../event/time-units.ts'

const start = Date.UTC(2026, 2, 2)
const place = (line: number) => ({ source: '/logs/gw.log', offset: 0, length: 1, line })

/** One act a line and minute; lines 3 and 4 are attack a, line 8 is attack b. */
const fused = [0.1, 0.2, 0.9, 0.3, 0.25, 0.15, 0.05, 0.22]
const labels = labelsSchema.parse({
  attacks: [
    { id: 'a', scenario: 'spray', from: 3, to: 4 },
    { id: 'b', scenario: 'dormant <account>', from: 8, to: 8 },
  ].map(({ id, scenario, from, to }) => ({
    id,
    scenario,
    start: new Date(start + from * minute).toISOString(),
    end: new Date(start + to * minute).toISOString(),
    lines: [{ file: 'gw.log', from, to }],
  })),
})

function scored(): ScoredActs {
  const acts = new ScoredActs()
  acts.add(
    {
      acts: fused.map((_, i) =>
        createAct({
          kind: 'start',
          time: start + (i + 1) * minute,
          user: `user${i % 3}`,
          places: [place(i + 1)],
        }),
      ),
    },
    {
      // The forest alone sees the attacks; the LSTM is silent.
      z: Float32Array.from(
        fused.flatMap((_, i) => [
          [3, 4, 8].includes(i + 1) ? 2 : -1,
          i === 0 ? 4 : 0,
          i === 0 ? 4 : 0,
          Number.NaN,
        ]),
      ),
      fused: Float32Array.from(fused),
    },
  )
  return acts
}

const alerts = [
  { time: start + 5 * minute, score: 30, events: [place(5)] },
  { time: start + 6 * minute, score: 20, events: [place(6), place(4)] },
]
const evaluation = evaluate(scored(), alerts, labels)

test('counts, recall, delay and false alerts worked out by hand', () => {
  expect(evaluation.data).toEqual({ acts: 8, attackActs: 3, days: 1, people: 3, attacks: 2, alerts: 2 })
  expect(evaluation.falseAlertsPerDay).toEqual({ value: 1, low: 1, high: 1 })
  expect(evaluation.found.recall?.value).toBe(0.5)
  expect(evaluation.found.delay).toEqual({ value: 3 * minute, low: 3 * minute, high: 3 * minute })
  expect(evaluation.attacks.map(({ id, acts, alerts: n, delay }) => [id, acts, n, delay])).toEqual([
    ['a', 2, 1, 3 * minute],
    ['b', 1, 0, null],
  ])
  expect(
    evaluation.scenarios.map(({ scenario, caught, recall, caughtAt }) => [
      scenario,
      caught,
      [recall.value, recall.low, recall.high].map((share) => Number(share.toFixed(3))),
      caughtAt[1],
      caughtAt[5],
    ]),
  ).toEqual([
    ['dormant <account>', 0, [0, 0, 0.793], 0, 0],
    ['spray', 1, [1, 0.207, 1], 0, 1],
  ])
})

test('recall and precision at a budget, of the alerts and of the fused score', () => {
  expect(evaluation.alerts.map(({ recall, precision }) => [recall?.value, precision?.value])).toEqual([
    [0, 0],
    [0.5, 0.5],
    [0.5, 0.5],
    [0.5, 0.5],
  ])
  const [one, five] = evaluation.detectors.fused.budgets
  expect([one?.recall?.value, one?.precision?.value]).toEqual([0.5, 1])
  // .9 .3 .25 .22 .2: three of five are attack acts, of both attacks.
  expect([five?.recall?.value, five?.precision?.value]).toEqual([1, 0.6])
  // Attack a is seen in its first minute, b too.
  expect([one?.delay?.value, five?.delay?.value]).toEqual([0, 0])
  // The alert that shows attack a comes three minutes after it began, and is not the highest.
  expect(evaluation.alerts.map(({ delay }) => delay?.value)).toEqual(
    [undefined, 3, 3, 3].map((n) => n && n * minute),
  )
})

test('ranking over acts, over attacks, and by scenario', () => {
  // Normal: .1 .2 .25 .15 .05. Attack a: .9 and .3 win 5 of 5; attack b: .22 wins 4 of 5.
  const { ranking, balanced } = evaluation.detectors.fused
  expect(ranking.aucRoc.value).toBeCloseTo(14 / 15, 12)
  expect(balanced.aucRoc.value).toBeCloseTo(0.9, 12)
  expect(evaluation.scenarios.map(({ aucRoc }) => aucRoc.fused)).toEqual([0.8, 1])
  expect(ranking.aucRoc.low).toBeLessThanOrEqual(ranking.aucRoc.value)
  expect(ranking.aucRoc.high).toBeGreaterThanOrEqual(ranking.aucRoc.value)
})

test('which scenarios each detector shows at ten acts a day', () => {
  // Eight acts a day are all shown, by a detector that says anything; the LSTM says nothing.
  expect(
    evaluation.scenarios.map(({ caughtBy }) => [caughtBy.iforest, caughtBy.fused, caughtBy.lstm]),
  ).toEqual([
    [1, 1, 0],
    [1, 1, 0],
  ])
})

test('ablation: without the only detector that sees the attacks nothing is left of the ranking', () => {
  expect(evaluation.ablation.lstm.aucRoc.value).toBe(0.8)
  expect(evaluation.ablation.iforest.aucRoc.value).toBe(0.4)
})

test('a silent detector is measured as one that ranks nothing', () => {
  expect(evaluation.detectors.lstm.ranking.aucRoc.value).toBe(0.5)
  expect(evaluation.detectors.lstm.budgets[0]?.precision).toBeNull()
})

test('without attacks there is nothing to recall, and the page still stands', () => {
  const none = evaluate(scored(), alerts, { attacks: [] })
  expect(none.falseAlertsPerDay.value).toBe(2)
  expect(none.found).toEqual({ recall: null, delay: null })
  expect(none.alerts[0]?.recall).toBeNull()
  expect(none.detectors.fused.ranking.aucRoc.value).toBeNaN()
  const context = { version: '1', generation: 'g', learning: 'Learned.' }
  expect(evaluationPage(none, context)).toContain('Evaluation of ensemble g')
  expect(evaluationPage(evaluation, context)).toContain('dormant &lt;account&gt;')
})
