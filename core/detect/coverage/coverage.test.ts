import { describe, expect, it } from 'vitest'
import type { Act } from '../../event/act.ts'
import type { ScenarioCoverage } from '../../ingest/import-report.ts'
import { signalFactories } from '../signals/index.ts'
import { day, failure, flow, login, logout, monday, workdays } from '../signals/signals.fixture.ts'
import { assessCoverage } from './coverage.ts'
import { FieldTally } from './field-tally.ts'
import { scenarios } from './scenarios.data.ts'

function assess(acts: readonly Act[], maturity = 1): Map<number, ScenarioCoverage> {
  const tally = new FieldTally()
  for (const act of acts) tally.add(act, maturity)
  return new Map(assessCoverage(tally).map((scenario) => [scenario.number, scenario]))
}

const month = [
  ...workdays('ada', monday, 40, {
    deviceId: 'laptop-1',
    sessionId: 's1',
    clientOs: 'Windows',
    clientVersion: '5',
  }),
  failure(monday, 'ada'),
  logout(monday, 'ada', '84.10.20.30', { bytesUp: 5, bytesDown: 6, duration: 9 }),
]

describe('coverage', () => {
  it('knows every signal, and names none that does not exist', () => {
    const named = new Set(scenarios.flatMap(({ signals }) => signals))
    expect([...named].sort()).toEqual(signalFactories.map(({ name }) => name).sort())
    expect(scenarios.map(({ number }) => number)).toEqual(Array.from({ length: 28 }, (_, i) => i + 1))
  })

  it('sees what the data shows', () => {
    const found = assess(month)
    for (const number of [1, 2, 7, 8, 10, 11, 14, 17])
      expect(found.get(number), String(number)).toMatchObject({ state: 'seen', reasons: [], advice: [] })
  })

  it('is blind without the acts or the field that a scenario needs, and says what to add', () => {
    const found = assess(month)
    expect(found.get(19)).toMatchObject({
      state: 'blind',
      reasons: ['There are no flows in the data.'],
      advice: [expect.stringContaining('NetFlow')],
    })
    expect(found.get(15)?.reasons).toEqual([
      'No refused second factor is in the data: none happened, or none is logged.',
    ])
    const nowhere = assess(month.map((act) => ({ ...act, place: undefined })))
    expect(nowhere.get(7)?.state).toBe('blind')
    expect(nowhere.get(7)?.reasons).toEqual([
      'None of the sign-ins give a source address that GeoIP data places.',
    ])
  })

  it('sees in part where a helpful field is missing, half of a vital one, or history', () => {
    const flows = assess([...month, flow(monday, '', '10.1.0.1', 22, { sourceIp: '10.8.0.9' })])
    expect(flows.get(19)).toMatchObject({ state: 'partly', reasons: ['None of the flows give the user.'] })
    const some = month.map((act, i) => (i % 3 > 0 ? { ...act, deviceId: '' } : act))
    expect(assess(some).get(10)?.reasons).toEqual(['Only 35 % of the sign-ins give the device.'])
    const short = [login(monday, 'ada'), login(monday + 3 * day, 'ada')]
    expect(assess(short, 0).get(8)).toMatchObject({
      state: 'partly',
      reasons: [
        'The data spans 3.0 days; full weight takes 30.',
        '0 % of the acts are by people known for 14 days and 20 sign-ins.',
      ],
    })
  })

  it('sees nothing in nothing', () => {
    expect([...assess([]).values()].every(({ state }) => state === 'blind')).toBe(true)
  })
})
