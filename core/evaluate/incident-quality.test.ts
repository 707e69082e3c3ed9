import { expect, test } from 'vitest'
import { createAlert } from '../correlate/correlate.fixture.ts'
import { incidentView } from '../correlate/incident-view.ts'
import type { Incident } from '../correlate/incident.ts'
import { OpenIncident } from '../correlate/open-incident.ts'
import type { Alert } from '../detect/alert.ts'
import { judgeIncidents, never } from './incident-quality.ts'
import { labelsSchema } from './labels.ts'

const start = Date.UTC(2026, 2, 2)
const second = 1000
const place = (line: number) => ({ source: '/logs/gw.log', offset: line, length: 1, line })

/** Lines 10 to 19 are Ann's stolen login, half a second into the minute. */
const labels = labelsSchema.parse({
  attacks: [
    {
      id: 'a',
      scenario: 'impossible-travel',
      start: new Date(start + 500).toISOString(),
      end: new Date(start + 60 * second).toISOString(),
      users: ['Ann'],
      sourceIps: ['45.1.1.1'],
      lines: [{ file: 'gw.log', from: 10, to: 19 }],
    },
  ],
})
const acts = [
  {
    kind: 'start' as const,
    time: start + 10 * second,
    user: 'ann',
    sourceIp: '45.1.1.1',
    places: [place(12)],
  },
]
const login = (parts: Parameters<typeof createAlert>[0] = {}): Alert =>
  createAlert({
    time: start + 20 * second,
    score: 60,
    signals: ['impossible-travel'],
    events: [place(12)],
    ...parts,
    entities: { users: ['ann'], ...parts.entities },
  })
const judge = (...incidents: Incident[]) => judgeIncidents(labels, { incidents, acts })
const judged = (alert: Alert) => judge(incidentOf(alert)).attacks[0]

function incidentOf(...alerts: [Alert, ...Alert[]]): Incident {
  const open = new OpenIncident(alerts[0])
  for (const alert of alerts) open.add(alert)
  return incidentView(open, alerts)
}

test('found: medium, on its records, naming the account, at its time', () => {
  expect(judged(login())).toEqual({
    id: 'a',
    scenario: 'impossible-travel',
    found: true,
    incidents: 1,
    traces: 1,
    delay: 19_500,
    overdue: 10_000,
  })
})

test('an address of the attacker is as good as the account; a log without milliseconds is not too early', () => {
  expect(judged(login({ entities: { users: ['ben'], sourceIps: ['45.1.1.1'] } }))?.found).toBe(true)
  expect(judged(login({ time: start }))?.found).toBe(true)
})

test('not found: low, beside its records, somebody else named, another time', () => {
  expect(judged(login({ score: 30 }))).toMatchObject({ found: false, incidents: 0, traces: 1 })
  expect(judged(login({ events: [place(9), place(20)] }))).toMatchObject({
    traces: 0,
    delay: null,
    overdue: never,
  })
  expect(judged(login({ entities: { users: ['ben'] } }))).toMatchObject({ found: false, incidents: 1 })
  expect(judged(login({ time: start + 3600 * second }))?.found).toBe(false)
  // The incident names Ann, but not the alert that rests on the attack's records.
  const aside = login({ entities: { users: ['ben'] } })
  const other = login({ events: [place(1)] })
  expect(judge(incidentOf(aside, other)).attacks[0]?.found).toBe(false)
})

test('what the models found odd does not end the delay of a signal', () => {
  const odd = login({ signals: [], time: start + 11 * second })
  expect(judge(incidentOf(odd, login()))?.attacks[0]).toMatchObject({ delay: 10_500, overdue: 10_000 })
})

test('an incident of medium without a record of an attack is false, a low one is not worth a look', () => {
  const apart = login({ events: [place(1)], signals: ['new-country'] })
  const low = login({ events: [place(1)], score: 20 })
  expect(judge(incidentOf(login()), incidentOf(apart), incidentOf(low)).falseIncidents).toEqual([
    { id: apart.id, title: apart.title, score: 60, signals: ['new-country'] },
  ])
  expect(judge(incidentOf(apart, login())).falseIncidents).toEqual([])
})
