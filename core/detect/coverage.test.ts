import { expect, test } from 'vitest'
import type { Act } from '../event/act.ts'
import { createAct } from '../event/create-act.ts'
import type { ScenarioCoverage } from '../ingest/import-report.ts'
import { CoverageTally } from './coverage.ts'
import { scenarios } from './coverage-table.ts'
import { signalFactories } from './signals/index.ts'

const day = 86_400_000

function coverageOf(acts: (Partial<Act> & Pick<Act, 'kind'>)[]): Map<string, ScenarioCoverage> {
  const tally = new CoverageTally()
  for (const act of acts) tally.see(createAct({ time: 0, ...act }))
  return new Map(tally.coverage().map((one) => [one.scenario, one]))
}

const login = { kind: 'start', user: 'ann', sourceIp: '203.0.113.1' } as const
const place = { country: 'GB', city: 'London', latitude: 51.5, longitude: -0.1 }

test('a scenario is seen when its acts tell all it needs for long enough', () => {
  const coverage = coverageOf([
    { ...login, place },
    { ...login, place, time: 31 * day },
  ])
  expect(coverage.get('new-country')).toMatchObject({ state: 'seen', add: '' })
  expect(coverage.get('new-country')?.why).toBe('Rests on 2 session starts.')
})

test('it is blind without acts of the kind, or where none tells a field', () => {
  const coverage = coverageOf([login])
  expect(coverage.get('discovery')).toMatchObject({
    state: 'blind',
    why: 'There are no connections in the records.',
  })
  expect(coverage.get('new-device')).toMatchObject({
    state: 'blind',
    why: 'The session starts tell no devices or client systems.',
    add: 'devices or client systems',
  })
})

test('it is seen in part where few acts tell a field, or the history is short', () => {
  const coverage = coverageOf([{ ...login, place }, login, { ...login, time: 3 * day }])
  const { state, why, add } = coverage.get('new-country') ?? {}
  expect(state).toBe('partly')
  expect(why).toBe(
    'Only 33 % of the session starts tell places of addresses (GeoIP); the records span 3.0 days, and what is usual is known after 30.',
  )
  expect(add).toBe('places of addresses (GeoIP), older records, 30 days in all')
})

test('no failed login beside sessions is no blindness', () => {
  expect(coverageOf([login]).get('brute-force')?.state).toBe('partly')
  expect(coverageOf([]).get('brute-force')?.state).toBe('blind')
})

test('every signal belongs to a scenario, and nothing loaded is all blind', () => {
  const named = new Set(scenarios.flatMap(({ signals }) => signals))
  for (const { name } of signalFactories) expect(named).toContain(name)
  expect([...coverageOf([]).values()].every(({ state }) => state === 'blind')).toBe(true)
  expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length)
})
