import { describe, expect, it } from 'vitest'
import type { Alert, Finding } from '../detect/alert.ts'
import { isRepeat } from '../detect/alert.ts'
import { batchOf, createDetector, detect, scoresOf } from '../detect/detect.fixture.ts'
import { compileConditions } from '../detect/suppression-match.ts'
import { hour, login, monday, workdays } from '../detect/signals/signals.fixture.ts'
import { Correlator } from './correlator.ts'
import type { Incident } from './incident.ts'
import { minute } from '../event/time-units.ts'

const acts = 400
/** One person, every minute from another address of another place. */
const flood = [
  ...workdays('alice', monday, 40),
  ...Array.from({ length: acts }, (_, i) =>
    login(monday + i * minute, 'alice', `84.11.${i >> 8}.${i & 255}`, {
      place: {
        country: `country ${i}`,
        city: `city ${i}`,
        latitude: ((i * 37) % 120) - 60,
        longitude: ((i * 73) % 360) - 180,
      },
    }),
  ),
]

function findingsOf(size: number): Finding[] {
  const detector = createDetector()
  const findings: Finding[] = []
  for (let at = 0; at < flood.length; at += size) {
    const batch = flood.slice(at, at + size)
    findings.push(...detect(detector, batchOf(batch), scoresOf(batch.map(() => 0.5))).findings)
  }
  return findings
}

/** The last state of each incident, by batches of `size`. */
function incidentsOf(findings: readonly Finding[], size: number): Incident[] {
  const correlator = new Correlator()
  for (let at = 0; at < findings.length; at += size) correlator.add(findings.slice(at, at + size))
  return correlator.incidents()
}

/** Alerts with all of their repeats, as the store has them in the end. */
function stored(findings: readonly Finding[]): Alert[] {
  const latest = new Map(findings.filter(isRepeat).map((one) => [one.of, one.repeats]))
  return findings.flatMap((one) => {
    if (isRepeat(one)) return []
    const repeats = latest.get(one.id)
    return [repeats ? { ...one, repeats } : one]
  })
}

describe('a flood of sign-ins from ever new addresses', () => {
  it('is a few alerts that count the rest, whatever the batches', () => {
    const findings = findingsOf(256)
    const alerts = stored(findings)
    const repeated = alerts.reduce((sum, { repeats }) => sum + (repeats?.count ?? 0), 0)
    expect(findings.length).toBeGreaterThan(acts / 2)
    expect(alerts.length + repeated).toBe(findings.length)
    expect(alerts.length).toBeLessThan(acts / 4)
    expect(findingsOf(7)).toEqual(findings)
  })

  it('keeps a sample of what repeats name and rest on, and their times', () => {
    const most = stored(findingsOf(256)).reduce((best, one) =>
      (one.repeats?.count ?? 0) > (best.repeats?.count ?? 0) ? one : best,
    )
    const { repeats } = most
    expect(repeats?.count).toBeGreaterThan(50)
    expect(repeats?.first).toBeGreaterThan(most.time)
    expect(repeats?.last).toBeGreaterThan(repeats?.first ?? Infinity)
    expect(repeats?.events).toHaveLength(50)
    expect(repeats?.originals).toHaveLength(50)
    expect(repeats?.entities.sourceIps.length).toBe(repeats?.count)
  })

  it('is one incident that lasts to its end and names all, with the score of alerts one by one', () => {
    const findings = findingsOf(256)
    const [incident, ...more] = incidentsOf(findings, 5)
    expect(more).toEqual([])
    expect(incident).toEqual(incidentsOf(findings, 1000)[0])
    expect(incident?.end).toBe(monday + (acts - 1) * minute)
    expect(incident?.entities.sourceIps.length).toBeGreaterThan(acts * 0.9)
    const alerts = new Map(stored(findings).map((alert) => [alert.id, alert]))
    const singly = findings.flatMap((one, i): Alert[] => {
      if (!isRepeat(one)) return [one]
      const { of, repeats: _, ...traits } = one
      const alert = alerts.get(of)
      if (!alert) return []
      const { repeats: __, ...likeIt } = alert
      return [{ ...likeIt, ...traits, id: `repeat ${i}` }]
    })
    const [unfolded] = incidentsOf(singly, 1000)
    expect(unfolded?.alerts).toHaveLength(findings.length)
    expect(incident?.score).toBe(unfolded?.score)
    expect(incident?.end).toBe(unfolded?.end)
  })

  it('resumes from what is stored', () => {
    const findings = findingsOf(256)
    const before = incidentsOf(findings, 1000)
    expect(incidentsOf(stored(findings), 1000)).toEqual(before)
  })

  it('is hidden only by a rule that covers its repeats, too', () => {
    const [alert] = stored(findingsOf(256)).filter(({ repeats }) => (repeats?.count ?? 0) > 50)
    if (!alert) throw new Error('an alert with repeats')
    const { repeats: _, ...alone } = alert
    const own = compileConditions({ sources: alert.entities.sourceIps })
    expect(own(alone)).toBe(true)
    expect(own(alert)).toBe(false)
    expect(compileConditions({ sources: ['84.8.0.0/13'] })(alert)).toBe(true)
  })
})

it('an address of a repeat joins others to the incident', () => {
  const findings = findingsOf(256)
  const correlator = new Correlator()
  correlator.add(findings)
  const last = findings.findLast(isRepeat)
  const [template] = findings.filter((one): one is Alert => !isRepeat(one))
  if (!last || !template) throw new Error('a flood')
  const other: Alert = {
    ...template,
    id: 'other',
    time: last.time + hour,
    entities: {
      ...template.entities,
      users: ['bob'],
      devices: [],
      assignedIps: [],
      sourceIps: last.entities.sourceIps,
    },
  }
  expect(correlator.add([other]).changed).toHaveLength(1)
  expect(correlator.incidents()).toHaveLength(1)
})
