import { describe, expect, it } from 'vitest'
import type { Alert } from '../detect/alert.ts'
import { Correlator } from './correlator.ts'
import { createAlert, deed, hour, monday, spray } from './correlate.fixture.ts'
import type { Incident } from './incident.ts'

const names = Array.from({ length: 300 }, (_, i) => `user${i}`)
const attacker = '185.220.101.4'

function incidentsOf(alerts: readonly Alert[], size = alerts.length): Incident[] {
  const correlator = new Correlator()
  for (let at = 0; at < alerts.length; at += size) correlator.add(alerts.slice(at, at + size))
  return correlator.incidents()
}

describe('Correlator', () => {
  it('makes one incident of a spray over 300 names from 40 addresses', () => {
    const sprays = Array.from({ length: 40 }, (_, i) => {
      const mine = Array.from({ length: 12 }, (__, j) => names[(i * 7 + j) % 300] ?? '')
      return spray(monday + i * 60_000, `45.1.1.${i}`, mine)
    })
    const incidents = incidentsOf(sprays)
    expect(incidents).toHaveLength(1)
    expect(incidents[0]?.entities.sourceIps).toHaveLength(40)
    expect(incidents[0]?.id).toBe(sprays[0]?.id)
  })
  it('joins the spray of many addresses with those of single ones', () => {
    const many = spray(monday + 600_000, '45.1.1.0', names.slice(0, 100), {
      signals: ['distributed-spray'],
      entities: { users: names.slice(0, 100), sourceIps: ['45.1.1.0', '45.1.1.1', '45.1.1.2'] },
    })
    const singles = [0, 1, 2].map((i) =>
      spray(monday + i * 60_000, `45.1.1.${i}`, names.slice(i * 100, i * 100 + 9)),
    )
    expect(incidentsOf(singles)).toHaveLength(3)
    const [incident, ...others] = incidentsOf([...singles, many])
    expect(others).toEqual([])
    expect(incident?.id).toBe(singles[0]?.id)
  })
  it('keeps two who guess apart where they share nothing but an account that everybody tries', () => {
    const count = (user: string) => {
      const correlator = new Correlator()
      correlator.add([
        spray(monday, '203.0.113.66', [user]),
        spray(monday + 5 * hour, '198.51.100.7', [user]),
      ])
      return correlator.incidents().length
    }
    expect(count('root')).toBe(2)
    expect(count('alice')).toBe(1)
  })
  it('keeps two sprays with nobody in common apart though the gateway is one', () => {
    const alerts = [
      spray(monday, '45.1.1.1', names.slice(0, 20)),
      spray(monday, '91.2.2.2', names.slice(20, 40)),
    ]
    expect(incidentsOf(alerts)).toHaveLength(2)
  })
  it('makes no incident of what the models only rank, but lets it join one', () => {
    const odd = { signals: [], entities: { users: ['alice'] } }
    const ranked = createAlert({ ...odd, detectors: { iforest: 0.999, ocsvm: 0, lof: 0, lstm: 0.5 } })
    const agreed = createAlert({ ...odd, detectors: { iforest: 0.999, ocsvm: 0.999, lof: 0, lstm: 0.5 } })
    expect(incidentsOf([ranked])).toEqual([])
    expect(incidentsOf([agreed])).toHaveLength(1)
    expect(incidentsOf([agreed, ranked])[0]?.alerts).toHaveLength(2)
  })
  it('keeps unrelated anomalies of a busy gateway apart', () => {
    const alerts = names
      .slice(0, 20)
      .map((user, i) => createAlert({ time: monday + i, gateway: 'vpn1', entities: { users: [user] } }))
    expect(incidentsOf(alerts)).toHaveLength(20)
    expect(incidentsOf([createAlert(), createAlert()])).toHaveLength(2)
  })
  it('does not join over an office egress, a popular destination or a new lease', () => {
    const egress = { shared: ['62.1.1.1', '10.1.1.1'] }
    const alert = (user: string): Alert =>
      createAlert({
        ...egress,
        entities: {
          users: [user],
          sourceIps: ['62.1.1.1'],
          destinations: ['10.1.1.1'],
          assignedIps: ['10.8.0.5'],
        },
      })
    expect(incidentsOf([alert('ann'), alert('ben')])).toHaveLength(2)
  })
  it('joins one attacker over several accounts, devices and drop servers', () => {
    const by = (user: string, entities: Partial<Alert['entities']>): Alert =>
      createAlert({ entities: { users: [user], ...entities } })
    const chain = [
      by('ann', { sourceIps: [attacker] }),
      by('ben', { sourceIps: [attacker], devices: ['kali'] }),
      by('cem', { devices: ['kali'], destinations: ['45.77.1.2'] }),
      by('dan', { destinations: ['45.77.1.2'] }),
    ]
    expect(incidentsOf(chain)).toHaveLength(1)
  })
  it('attributes what an unknown person does at a leased address', () => {
    const known = createAlert({ entities: { users: ['ann'], assignedIps: ['10.8.0.5'] } })
    const unknown = createAlert({ time: monday + hour, entities: { assignedIps: ['10.8.0.5'] } })
    expect(incidentsOf([known, unknown])).toHaveLength(1)
  })
  it('joins the success of a victim, but no other oddity of one', () => {
    const guessed = spray(monday, attacker, names.slice(0, 100))
    const success = deed(monday + 5 * hour, 'user7', 'new-network-hosting', 'T1078', {
      entities: { users: ['user7'], sourceIps: ['91.9.9.9'] },
    })
    const oddity = deed(monday + 5 * hour, 'user8', 'exfiltration', 'T1048')
    expect(incidentsOf([guessed, success])).toHaveLength(1)
    expect(incidentsOf([success, { ...guessed, time: monday + 5.5 * hour }])).toHaveLength(1)
    expect(incidentsOf([success, { ...guessed, time: monday + 7 * hour }])).toHaveLength(2)
    expect(incidentsOf([guessed, { ...success, time: monday + 9 * hour }])).toHaveLength(2)
    expect(incidentsOf([guessed, oddity])).toHaveLength(2)
  })
  it('joins what a person does within a day, and low oddities within 8 h', () => {
    const pair = (apart: number, score: number): Alert[] =>
      [monday, monday + apart].map((time) => createAlert({ time, score, entities: { users: ['ann'] } }))
    expect(incidentsOf(pair(23 * hour, 50))).toHaveLength(1)
    expect(incidentsOf(pair(25 * hour, 50))).toHaveLength(2)
    expect(incidentsOf(pair(7 * hour, 20))).toHaveLength(1)
    expect(incidentsOf(pair(9 * hour, 20))).toHaveLength(2)
  })
  it('keeps the older of two incidents that turn out to be one, and says so', () => {
    const correlator = new Correlator()
    const [a, b] = ['ann', 'ben'].map((user, i) =>
      createAlert({ time: monday + i, entities: { users: [user], sourceIps: [`45.0.0.${i}`] } }),
    )
    const bridge = createAlert({
      time: monday + 2,
      entities: { users: ['cem'], sourceIps: ['45.0.0.0', '45.0.0.1'] },
    })
    if (!a || !b) throw new Error('two alerts')
    expect(correlator.add([a, b]).changed).toHaveLength(2)
    const { changed, absorbed } = correlator.add([bridge])
    expect(changed.map(({ id, alerts }) => [id, alerts.length])).toEqual([[a.id, 3]])
    expect(absorbed).toEqual([{ id: b.id, into: a.id }])
    expect(correlator.add([a, b, bridge])).toEqual({ changed: [], joined: [], absorbed: [], closed: [] })
  })
  it('gives the same incidents for any batch size', () => {
    const alerts = Array.from({ length: 200 }, (_, i) =>
      i % 5 === 0
        ? spray(monday + i * 60_000, `45.1.1.${i % 7}`, names.slice(i, i + 12))
        : deed(monday + i * 60_000, `user${(i * 13) % 40}`, 'new-country', 'T1078', { score: 20 + (i % 40) }),
    )
    const whole = incidentsOf(alerts)
    expect(incidentsOf(alerts, 1)).toEqual(whole)
    expect(incidentsOf(alerts, 17)).toEqual(whole)
  })
  it('hands out what has been idle for a week, and forgets it', () => {
    const correlator = new Correlator()
    correlator.add([createAlert({ entities: { users: ['ann'] } })])
    const { closed } = correlator.add([
      createAlert({ time: monday + 8 * 24 * hour, entities: { users: ['ben'] } }),
    ])
    expect(closed.map(({ entities }) => entities.users)).toEqual([['ann']])
    expect(correlator.incidents()).toHaveLength(1)
  })
  it('closes the oldest when a flood opens too many', () => {
    const correlator = new Correlator()
    const flood = Array.from({ length: 12_000 }, (_, i) =>
      createAlert({ time: monday + i, entities: { users: [`u${i}`] } }),
    )
    const { closed } = correlator.add(flood)
    const open = correlator.incidents().length
    expect(open).toBeLessThanOrEqual(5001)
    expect(open + closed.length).toBe(12_000)
  })
  it('resumes from the alerts of what was open', () => {
    const alerts = [
      spray(monday, attacker, names.slice(0, 30)),
      deed(monday + hour, 'ann', 'new-country', 'T1078'),
    ]
    const later = deed(monday + 2 * hour, 'ann', 'exfiltration', 'T1048')
    const before = new Correlator()
    before.add(alerts)
    const resumed = new Correlator()
    resumed.add(
      before
        .incidents()
        .flatMap((incident) => incident.alerts)
        .toSorted((a, b) => a.time - b.time),
    )
    before.add([later])
    resumed.add([later])
    expect(resumed.incidents()).toEqual(before.incidents())
  })
})
