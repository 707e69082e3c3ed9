// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { createFakeCore } from '../test/fake-core.ts'
import { createAlert, createIncident, createRisk } from '../test/factories.ts'
import { byLabel, click, press, render, settle } from '../test/render.tsx'
import { AlertList } from './alert-list.tsx'
import { AlertPanel } from './alert-panel.tsx'
import { countEntities } from './count-entities.ts'
import { IncidentPage } from './incident-page.tsx'
import { lanesOf } from './lanes.ts'
import { IncidentScore } from './score-terms.tsx'
import { timeScale } from './time-scale.ts'
import { hour } from '../../core/event/time-units.ts'

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

test('smaller reasons and further lines are shown when asked for', async () => {
  const reasons = [40, 8, 2, 0.5, 0.4].map((contribution, index) => ({
    feature: `f${index}`,
    value: 1,
    usual: 0,
    contribution,
    text: `Reason ${index}.`,
  }))
  const originals = Array.from({ length: 9 }, (_, index) => `line ${index}`)
  await render(<AlertPanel alert={createAlert({ reasons, originals })} />)
  const button = (label: string) =>
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent.startsWith(label)) ?? null
  expect(document.body.textContent).not.toContain('Reason 3.')
  expect(document.querySelectorAll('code')).toHaveLength(6)
  expect(button('Show 2 smaller reasons')?.textContent).toContain('+0.9')
  await click(button('Show 2 smaller reasons'))
  await click(button('Show 3 more lines'))
  expect(document.body.textContent).toContain('Reason 4.')
  expect(document.querySelectorAll('code')).toHaveLength(9)
})

test('an alert shows its factors, what would lower it and the nearest normal acts', async () => {
  const alert = createAlert({
    informational: true,
    severity: 'low',
    terms: {
      lines: [
        {
          name: 'new-device',
          impact: 25,
          confidence: 0.6,
          maturity: 0.5,
          record: 0.33,
          weight: 1,
          points: 2.5,
        },
      ],
      circumstances: [{ name: 'network_kind', odds: 1.4, text: 'A hosting provider', points: 1 }],
      held: -1.2,
    },
    lower: [
      { without: 'new-device', text: 'if the device were known', score: 31, severity: 'low' },
      { without: 'features', text: 'if it had been as usual: uploaded 1 MB', score: 3 },
    ],
    nearest: [{ time: noon, text: 'bob signed in', differs: ['uploaded 7 GB; there 1 MB'], distance: 0.4 }],
  })
  await render(<AlertPanel alert={alert} />)
  const text = (label: string) =>
    [...document.querySelectorAll('section')].find((section) => section.textContent?.startsWith(label))
      ?.textContent ?? ''
  expect(document.querySelector('header')?.textContent).toContain('Lowinfo')
  expect(text('How the points come about')).toContain('New device25× 0.6× 0.5× 0.33+2.5')
  expect(text('How the points come about')).toContain('Network kindodds × 1.4+1.0')
  expect(text('How the points come about')).toContain('held below medium−1.2')
  expect(text('What would lower it')).toContain('Low31if the device were known')
  expect(text('What would lower it')).toContain('No alert3if it had been as usual: uploaded 1 MB')
  expect(text('Nearest normal acts')).toContain('bob signed inHere uploaded 7 GB; there 1 MB0.40')
})

test('risk shows what each alert adds, and selects those of this incident', async () => {
  const asked: unknown[] = []
  const core = createFakeCore({
    'incident.get': () => createIncident({ alerts: [createAlert()] }),
    'risk.get': (request) => {
      asked.push(request)
      return [createRisk(), createRisk({ entity: '203.0.113.7', kind: 'address', score: 12 })]
    },
  })
  const store = await render(<IncidentPage id="incident-1" />, core)
  await settle()
  expect(asked).toContainEqual({ incident: 'incident-1' })
  const [row, ...more] = [...document.querySelectorAll('li > [aria-expanded]')]
  expect(more).toHaveLength(1)
  expect(row?.textContent).toBe('annperson31')
  const lines = [...document.querySelectorAll('li tbody tr')].map((line) => line.textContent)
  expect(lines[0]).toContain('Session from a new country')
  expect(lines[0]).toContain('1 h71+26.4')
  expect(lines[1]).toContain('1 d75+5.0')
  await click(document.querySelector('li tbody button'))
  expect(store.getState().alertId).toBe('vpn.log#0')
  await click(row)
  expect(document.querySelector('li tbody')).toBeNull()
})

test('an incident shows how its score comes about', async () => {
  const terms = {
    alerts: [{ alert: 'vpn.log#0', title: 'Scan', score: 71, weight: 1, points: 71 }],
    others: { count: 2, points: 1.5 },
    chain: { tactics: 3, factor: 1.32, points: 20.5 },
    held: 0,
  }
  await render(<IncidentScore terms={terms} score={93} />)
  const rows = [...document.querySelectorAll('tbody tr')].map((row) => row.textContent)
  expect(rows).toEqual([
    'Scan71× 1+71.0',
    '2 more alerts+1.5',
    '3 tactics in the order of an attack: × 1.32+20.5',
  ])
})
