// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { createAlert, createIncident } from '../test/factories.ts'
import { byLabel, click, press, render } from '../test/render.tsx'
import { AlertList } from './alert-list.tsx'
import { AlertPanel } from './alert-panel.tsx'
import { countEntities } from './count-entities.ts'
import { lanesOf } from './lanes.ts'
import { timeScale } from './time-scale.ts'

const hour = 3_600_000
const noon = Date.UTC(2026, 2, 4, 12)
const first = createAlert({ id: 'a', time: noon })
const second = createAlert({ id: 'b', time: noon + 60_000, title: 'Scan' })
const late = createAlert({ id: 'c', time: noon + 5 * hour, title: 'Upload' })
const alerts = [first, second, late]

test('every alert is in a lane, also one of no stage', () => {
  const incident = createIncident({
    alerts,
    stages: [{ tactic: 'Initial Access', start: noon, end: noon, alerts: ['a', 'b'] }],
  })
  const lanes = lanesOf(incident, alerts, 'stage')
  expect(lanes.map(({ label, alerts: members }) => [label, members.length])).toEqual([
    ['Initial Access', 2],
    ['No stage', 1],
  ])
  expect(lanesOf(incident, alerts, 'entity').map(({ label }) => label)).toEqual(['ann', '203.0.113.7'])
})

test('entity lanes keep to the busiest and gather the rest', () => {
  const many = Array.from({ length: 20 }, (_, index) =>
    createAlert({ id: `${index}`, entities: { ...first.entities, users: [`u${index}`], sourceIps: [] } }),
  )
  const lanes = lanesOf(createIncident({ alerts: many }), many, 'entity')
  expect(lanes).toHaveLength(5)
  expect(lanes.at(-1)).toMatchObject({ label: 'Others', alerts: { length: 16 } })
})

test('the time scale is real time with ticks on full hours', () => {
  const scale = timeScale(noon + 600_000, noon + 6 * hour, 100, 616, 'UTC')
  expect(scale.x(noon + 600_000)).toBe(108)
  expect(scale.x(noon + 6 * hour)).toBeCloseTo(708)
  expect(scale.ticks.map(({ label }) => label)).toEqual([
    '13:00',
    '14:00',
    '15:00',
    '16:00',
    '17:00',
    '18:00',
  ])
})

test('a single moment still has a scale', () => {
  const scale = timeScale(noon, noon, 0, 500, 'UTC')
  expect(scale.x(noon)).toBe(8)
  expect(scale.ticks.length).toBeLessThan(10)
})

test('entities are counted by the alerts they occur in', () => {
  expect(countEntities(alerts, 'users')).toEqual([{ name: 'ann', alerts: 3 }])
})

test('the list of alerts shows silences and selects by key and click', async () => {
  const store = await render(<AlertList alerts={alerts} selected="a" />)
  expect(document.body.textContent).toContain('4 h 59 min without an alert')
  expect(document.body.textContent).toContain('+1 min')
  await press('j', byLabel('Alerts'))
  expect(store.getState().alertId).toBe('b')
  await click(document.querySelector('#alert-c'))
  expect(store.getState().alertId).toBe('c')
})

test('an alert explains itself, heaviest reason first, and shows log lines as text', async () => {
  const alert = createAlert({
    reasons: [
      { feature: 'hour', value: 3, usual: '8 to 17', contribution: 4, text: 'At night.' },
      { feature: 'distance_km', value: 10_000, usual: 12, contribution: -9, text: 'Far away.' },
    ],
    events: [{ source: '/logs/vpn.log', offset: 0, length: 10, line: 7 }],
    originals: ['<img src=x onerror=alert(1)>'],
  })
  await render(<AlertPanel alert={alert} />)
  const rows = [...document.querySelectorAll('tbody tr')].map((row) => row.textContent)
  expect(rows[0]).toContain('Far away.distance_km10,000 usually 12')
  expect(rows[0]).toContain('−9.0')
  expect(rows[1]).toContain('+4.0')
  expect(document.querySelectorAll('[role=meter]')).toHaveLength(4)
  expect(document.querySelector('img')).toBeNull()
  expect(document.querySelector('code')?.textContent).toBe('<img src=x onerror=alert(1)>')
  expect(document.body.textContent).toContain('vpn.log, line 7')
})
