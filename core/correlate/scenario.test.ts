import { describe, expect, it } from 'vitest'
import type { Act } from '../event/act.ts'
import {
  attacker,
  berlin,
  broadband,
  carrier,
  day,
  failure,
  flow,
  hosting,
  hour,
  login,
  logout,
  monday,
  munich,
  otherBroadband,
  sydney,
  times,
} from '../detect/signals/signals.fixture.ts'
import { megabyte, minute, second } from '../detect/signals/units.ts'
import { incidentsIn } from './detected.fixture.ts'
import { createRng } from '../models/rng.ts'

const people = Array.from({ length: 30 }, (_, i) => `person${i}`)
const days = 30

/** Thirty people at work for a month: typos, roaming, an office egress, weekends off, big and small uploads, a new laptop. */
function month(random: () => number): Act[] {
  const acts: Act[] = []
  for (let d = 0; d < days; d++) {
    if (d % 7 >= 5) continue
    for (const [i, user] of people.entries()) {
      const morning = monday + d * day - hour + Math.floor(random() * 2 * hour)
      const inOffice = random() < 0.3
      const roams = random() < 0.1
      const sourceIp = inOffice ? '62.1.1.1' : roams ? `109.40.${i}.${d}` : `84.10.${i}.${d > 15 ? 9 : 5}`
      const assignedIp = `10.8.0.${i + 10}`
      const common = {
        sourceIp,
        assignedIp,
        place: i % 2 ? berlin : munich,
        network: roams ? carrier : i % 3 ? broadband : otherBroadband,
        deviceId: d > 20 && i === 4 ? 'laptop-new' : `laptop-${i}`,
        sessionId: `s${i}-${d}`,
      }
      const typos = random() < 0.15 ? 1 + Math.floor(random() * 4) : 0
      for (const at of times(typos, morning - 2 * minute, 10 * second))
        acts.push(failure(at, user, sourceIp, common))
      acts.push(login(morning, user, sourceIp, common))
      for (let f = 0; f < 20; f++) {
        const at = morning + Math.floor(random() * 8 * hour)
        const inside = random() < 0.5
        acts.push(
          flow(
            at,
            user,
            inside ? `10.1.0.${Math.floor(random() * 12)}` : `151.101.${Math.floor(random() * 4)}.1`,
            inside ? 445 : 443,
            {
              sourceIp: assignedIp,
              assignedIp,
              bytesUp: Math.exp(random() * 14),
              bytesDown: Math.exp(random() * 18),
            },
          ),
        )
      }
      const length = (7 + 3 * random()) * hour
      const bytes = { bytesUp: Math.exp(16 + 2 * random()), bytesDown: Math.exp(18 + 2 * random()) }
      acts.push(logout(morning + length, user, sourceIp, { ...common, ...bytes, duration: length }))
    }
  }
  return acts
}

/** One source tries 34 accounts, gets in as one from a rented server, looks around and carries off 4.2 GB. */
function attack(start: number): Act[] {
  const from = { place: sydney, network: hosting }
  const lease = { sourceIp: '10.8.0.99', assignedIp: '10.8.0.99', place: sydney, network: hosting }
  const victims = [...people.slice(0, 20), ...Array.from({ length: 14 }, (_, i) => `admin${i}`)]
  return [
    ...victims.flatMap((user, i) =>
      times(2, start + i * minute, 20 * second).map((t) => failure(t, user, attacker, from)),
    ),
    login(start + 40 * minute, 'person7', attacker, {
      ...from,
      assignedIp: '10.8.0.99',
      deviceId: 'kali',
      sessionId: 'x',
    }),
    ...times(60, start + 44 * minute, second).map((t, i) =>
      flow(t, 'person7', `10.1.2.${i}`, 445, { ...lease, bytesUp: 60 }),
    ),
    ...times(42, start + hour, minute).map((t) =>
      flow(t, 'person7', '45.77.1.2', 443, { ...lease, bytesUp: 100 * megabyte, bytesDown: megabyte }),
    ),
    logout(start + 2 * hour, 'person7', attacker, {
      ...from,
      assignedIp: '10.8.0.99',
      sessionId: 'x',
      bytesUp: 4200 * megabyte,
    }),
  ]
}

describe('a month of 30 people', () => {
  it('yields no incident of medium or higher, and keeps to the budget', () => {
    for (const seed of [1, 2, 3]) {
      const incidents = incidentsIn(month(createRng(seed)))
      expect(incidents.filter(({ severity }) => severity !== 'low').map(({ title }) => title)).toEqual([])
      expect(incidents.reduce((sum, { alerts }) => sum + alerts.length, 0)).toBeLessThan(15 * days)
    }
  })
  it('with a planted chain yields exactly one serious incident that tells it', () => {
    const incidents = incidentsIn([...month(createRng(1)), ...attack(monday + 23 * day + 14 * hour)])
    const [worst, ...others] = incidents.filter(({ severity }) => severity !== 'low')
    expect(others.map(({ title }) => title)).toEqual([])
    expect(worst?.severity).toMatch(/high|critical/)
    expect(worst?.title).toContain(attacker)
    expect(worst?.title).toContain('person7 signed in afterwards')
    expect(worst?.entities.sourceIps).toContain(attacker)
    expect(worst?.stages.map(({ tactic }) => tactic)).toEqual(
      expect.arrayContaining(['Credential Access', 'Initial Access', 'Discovery', 'Exfiltration']),
    )
  })
})
