import { expect, test } from 'vitest'
import { activityColours, activityFigure, type ActivityColours } from './activity-figure.ts'

const colours = Object.fromEntries(activityColours.map((name) => [name, name])) as ActivityColours

test('the kinds, the anomaly level and the alerts share one time axis, in the chosen zone', () => {
  const start = Date.UTC(2026, 2, 4)
  const series = {
    bucketMs: 3_600_000,
    start,
    attempts: [1, 0],
    starts: [2, 1],
    ends: [0, 0],
    flows: [0, 0],
    peakAnomaly: [0.5, null],
    alerts: [0, 3],
  }
  const { data } = activityFigure(series, 'UTC', colours)
  const named = (name: string) => data.find((trace) => 'name' in trace && trace.name === name)
  const x = ['2026-03-04 00:30:00', '2026-03-04 01:30:00']
  expect(named('Attempts')).toMatchObject({ type: 'bar', x, y: [1, 0], marker: { color: 'kind-attempt' } })
  expect(named('Flows')).toBeUndefined()
  expect(named('Highest anomaly level')).toMatchObject({ x, y: [0.5, null] })
  expect(named('Alerts')).toMatchObject({ x: [x[1]], customdata: ['3 alerts'] })
})
