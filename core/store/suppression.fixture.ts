import fc from 'fast-check'
import { deed, monday, spray } from '../correlate/correlate.fixture.ts'
import { Correlator } from '../correlate/correlator.ts'
import { day, hour } from '../event/time-units.ts'
import type { Alert } from '../detect/alert.ts'
import type { Conditions, RuleDraft } from '../detect/suppression.ts'
import type { Store } from './store.ts'
import { countAlert, emptyTally } from './tally.ts'

export { day }
export const actor = { who: 'ada', now: monday + 300 * day }
export const draft = (conditions: Conditions, rest: Partial<RuleDraft> = {}): RuleDraft => ({
  conditions,
  reason: 'known',
  ...rest,
})

/** Stores alerts as an import does, a few at a time. */
export function importAlerts(store: Store, alerts: readonly Alert[], id = 'import-1'): void {
  store.beginImport(id, 0, { fingerprint: id })
  const correlator = new Correlator()
  for (let at = 0; at < alerts.length; at += 3) {
    const batch = alerts.slice(at, at + 3)
    const { changed, joined, absorbed, closed } = correlator.add(batch)
    const tally = emptyTally()
    for (const alert of batch) countAlert(tally, alert)
    store.write(id, {
      alerts: batch,
      repeats: new Map(),
      incidents: [...closed, ...changed].filter(({ id }) => !absorbed.some((one) => one.id === id)),
      joined,
      absorbed,
      tally,
    })
  }
}

export const attack = [
  spray(monday, '198.51.100.7', ['alice', 'bob', 'carol']),
  deed(monday + hour, 'alice', 'new-country', 'T1078', {
    score: 60,
    entities: { sourceIps: ['198.51.100.7'] },
  }),
  deed(monday + 2 * hour, 'alice', 'exfiltration', 'T1048', { score: 70 }),
]
export const routine = [
  deed(monday + 50 * hour, 'dave', 'unusual-hour', 'T1078', { score: 20, gateway: 'gw2' }),
]

const users = ['alice', 'bob', 'carol', 'dave'] as const
const sources = ['198.51.100.7', '198.51.100.8', '203.0.113.9'] as const
export const signals = ['new-country', 'exfiltration', 'unusual-hour', 'new-device'] as const

const anyAlert = fc
  .record({
    at: fc.nat(30 * 24),
    user: fc.constantFrom(...users),
    source: fc.constantFrom(...sources),
    signal: fc.constantFrom(...signals),
    score: fc.integer({ min: 15, max: 95 }),
    isSpray: fc.boolean(),
  })
  .map(({ at, user, source, signal, score, isSpray }) => {
    const time = monday + at * hour
    return isSpray
      ? spray(time, source, [...users])
      : deed(time, user, signal, 'T1078', { score, entities: { sourceIps: [source] } })
  })
export const anyHistory = fc
  .array(anyAlert, { minLength: 1, maxLength: 25 })
  .map((alerts) => alerts.toSorted((a, b) => a.time - b.time).map((alert, i) => ({ ...alert, id: `a${i}` })))

export const anyDraft = fc
  .record(
    {
      users: fc.subarray([...users], { minLength: 1 }),
      sources: fc.constantFrom('198.51.100.0/24', '203.0.113.9', '0.0.0.0/0').map((block) => [block]),
      signals: fc.subarray([...signals, 'password-spray'], { minLength: 1 }),
    },
    { requiredKeys: [] },
  )
  .filter((conditions) => Object.keys(conditions).length > 0)
  .map((conditions) => draft(conditions))
