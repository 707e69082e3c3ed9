import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Alert } from '../detect/alert.ts'
import { createAlert, hour, monday } from './correlate.fixture.ts'
import { Correlator } from './correlator.ts'
import type { Incident } from './incident.ts'

const name = fc.integer({ min: 0, max: 5 })
/** Few names and addresses, so that much is shared; times over ten days, a few out of order. */
const story = fc
  .array(
    fc.record({
      hours: fc.integer({ min: 0, max: 12 }),
      late: fc.boolean(),
      kind: fc.constantFrom(
        'password-spray',
        'distributed-spray',
        'new-country',
        'exfiltration',
        'beaconing',
        '',
      ),
      score: fc.integer({ min: 15, max: 90 }),
      refused: fc.boolean(),
      users: fc.array(name, { maxLength: 4 }),
      sources: fc.array(name, { maxLength: 2 }),
      inner: fc.array(name, { maxLength: 1 }),
      devices: fc.array(name, { maxLength: 1 }),
      destinations: fc.array(name, { maxLength: 1 }),
      network: fc.option(name, { nil: undefined }),
    }),
    { maxLength: 60 },
  )
  .map((parts) => {
    let time = monday
    return parts.map((part, i): Alert => {
      time += part.hours * hour
      return createAlert({
        id: `alert${i}`,
        time: part.late ? time - hour : time,
        score: part.score,
        signals: part.kind === '' ? [] : [part.kind],
        techniques: part.kind === 'new-country' ? ['T1078'] : part.kind === 'exfiltration' ? ['T1048'] : [],
        gateway: 'vpn1',
        ...(part.refused ? { refused: true } : {}),
        ...(part.network === undefined ? {} : { hostingNetwork: part.network }),
        entities: {
          users: [...new Set(part.users)].map((n) => `user${n}`),
          sourceIps: [...new Set(part.sources)].map((n) => `45.0.0.${n}`),
          assignedIps: part.inner.map((n) => `10.8.0.${n}`),
          devices: part.devices.map((n) => `device${n}`),
          destinations: part.destinations.map((n) => `91.0.0.${n}`),
        },
      })
    })
  })

/** Everything ever told of each incident, as a store keeps it: the last state, without what was absorbed. */
function stored(alerts: readonly Alert[], sizes: readonly number[]): Map<string, Incident> {
  const correlator = new Correlator()
  const incidents = new Map<string, Incident>()
  for (let at = 0, turn = 0; at < alerts.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    const { changed, absorbed, closed } = correlator.add(alerts.slice(at, at + size))
    for (const incident of [...closed, ...changed]) incidents.set(incident.id, incident)
    for (const { id } of absorbed) incidents.delete(id)
    at += size
  }
  return incidents
}

const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 })

it('gives the same incidents whatever the batches', () => {
  fc.assert(
    fc.property(story, sizes, (alerts, split) => {
      expect(stored(alerts, split)).toEqual(stored(alerts, [1000]))
    }),
  )
})

it('puts every alert into exactly one incident, and tells each again without effect', () => {
  fc.assert(
    fc.property(story, sizes, (alerts, split) => {
      const incidents = [...stored(alerts, split).values()]
      const told = incidents.flatMap((incident) => incident.alerts.map(({ id }) => id))
      expect(told.toSorted()).toEqual(alerts.map(({ id }) => id).toSorted())
      const correlator = new Correlator({ idle: Infinity })
      correlator.add(alerts)
      const before = correlator.incidents()
      expect(correlator.add(alerts)).toEqual({ changed: [], joined: [], absorbed: [], closed: [] })
      expect(correlator.incidents()).toEqual(before)
    }),
  )
})

it('an incident never loses an alert while it grows, and keeps its id until it is absorbed by an older one', () => {
  fc.assert(
    fc.property(story, (alerts) => {
      const correlator = new Correlator({ idle: Infinity })
      let before = new Map<string, Incident>()
      for (const alert of alerts) {
        const { absorbed } = correlator.add([alert])
        const now = new Map(correlator.incidents().map((incident) => [incident.id, incident]))
        for (const [id, { alerts: had, start }] of before) {
          const heir =
            now.get(id) ??
            [...now.values()].find((one) =>
              had.every(({ id: old }) => one.alerts.some((it) => it.id === old)),
            )
          expect(now.has(id)).toBe(!absorbed.some((one) => one.id === id))
          expect(heir?.start).toBeLessThanOrEqual(start)
          expect(heir?.alerts.length).toBeGreaterThanOrEqual(had.length)
        }
        before = now
      }
    }),
  )
})
