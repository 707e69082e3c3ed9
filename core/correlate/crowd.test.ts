import { describe, expect, it } from 'vitest'
import type { Alert, Finding } from '../detect/alert.ts'
import { isRepeat } from '../detect/alert.ts'
import { batchOf, createDetector, detect, scoresOf } from '../detect/detect.fixture.ts'
import type { DetectorOptions } from '../detect/detector.ts'
import { RepeatedFindings } from '../detect/repeated-findings.ts'
import { compileConditions } from '../detect/suppression-match.ts'
import type { Conditions } from '../detect/suppression.ts'
import { day, hour } from '../detect/signals/units.ts'
import { failure, hosting, login, monday, sydney } from '../detect/signals/signals.fixture.ts'
import type { Act } from '../event/act.ts'
import type { Teaching } from '../features/feature.ts'
import { Memory } from '../memory/memory.ts'
import { Correlator } from './correlator.ts'
import type { Incident } from './incident.ts'

const crowd = 700
const second = 1000
const ip = (block: number, i: number) => `${block}.${1 + (i >> 14)}.${(i >> 7) & 127}.${1 + (i & 127)}`
const names = (count: number, prefix = 'user') => Array.from({ length: count }, (_, i) => `${prefix}${i}`)

/** Each of these people is in Berlin and an hour later in Sydney, at a hosting provider's, from an address of their own. */
function* travels(start: number, people: readonly string[], block = 0): Generator<Act> {
  for (const [i, user] of people.entries()) {
    const assignedIp = `10.9.${i >> 8}.${i & 255}`
    const abroad = { place: sydney, network: hosting, assignedIp }
    yield login(start + i * second, user, ip(84 + block, i), { assignedIp })
    yield login(start + hour + i * second, user, ip(1 + block, i), abroad)
  }
}

function findingsOf(acts: Iterable<Act>, size = 256, options: Partial<DetectorOptions> = {}) {
  const detector = createDetector(options)
  const findings: Finding[] = []
  const teaching: Teaching[] = []
  const ordered = [...acts].sort((a, b) => a.time - b.time)
  for (let at = 0; at < ordered.length; at += size) {
    const batch = ordered.slice(at, at + size)
    const detection = detect(detector, batchOf(batch), scoresOf(batch.map(() => 0.5)))
    findings.push(...detection.findings)
    teaching.push(...detection.teaching)
  }
  return { findings, teaching, acts: ordered }
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

function incidentsOf(findings: readonly Finding[], size = 1000): Incident[] {
  const correlator = new Correlator()
  for (let at = 0; at < findings.length; at += size) correlator.add(findings.slice(at, at + size))
  return correlator.incidents()
}

/** The alerts that name a person, without what counts them. */
const alertsOf = (findings: readonly Finding[], user: string) =>
  findings.filter((one): one is Alert => !isRepeat(one) && one.entities.users.includes(user))

const standsForOthers = ({ repeats }: Alert) => (repeats?.others ?? 0) > 0

describe('a crowd of which each has one alert a day', () => {
  it('is 500 alerts, the last of which counts the others, whatever the batches', () => {
    const acts = [...travels(monday, names(crowd))]
    const { findings } = findingsOf(acts)
    const alerts = stored(findings)
    expect(findings).toHaveLength(crowd)
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['medium']))
    expect(alerts).toHaveLength(500)
    const [standIn, ...more] = alerts.filter(standsForOthers)
    expect(more).toEqual([])
    expect(standIn?.repeats).toMatchObject({ count: crowd - 500, others: crowd - 500 })
    expect(standIn?.repeats?.entities.users).toHaveLength(crowd - 500)
    expect(standIn?.repeats?.originals).toHaveLength(50)
    expect(findingsOf(acts, 7).findings).toEqual(findings)
  })

  it('is told one by one as long as somebody could read it', () => {
    const { findings } = findingsOf(travels(monday, names(500)))
    expect(findings.filter(isRepeat)).toEqual([])
  })

  it('that goes on is a tenth on each day after, and whole again after a day without it', () => {
    const daily = (...days: number[]) => {
      const acts = days.flatMap((at) => [...travels(monday + at * day, names(crowd, `day${at}-`), at)])
      const { findings } = findingsOf(acts)
      return days.map(
        (at) => stored(findings).filter(({ time }) => Math.floor((time - monday) / day) === at).length,
      )
    }
    expect(daily(0, 1, 2)).toEqual([500, 50, 50])
    expect(daily(0, 2)).toEqual([500, 500])
  })

  it('names at most 500 of a sort and counts the rest', () => {
    const { findings } = findingsOf(travels(monday, names(1200)))
    const [standIn] = stored(findings).filter(standsForOthers)
    expect(standIn?.repeats?.entities.users).toHaveLength(500)
    expect(standIn?.repeats?.others).toBe(700)
    expect(standIn?.repeats?.unlisted).toMatchObject({ users: 200, sourceIps: 200 })
    const [incident] = incidentsOf(findings).filter(({ alerts }) => alerts.some(standsForOthers))
    expect(incident?.entities.users).toHaveLength(500)
    expect(incident?.unlisted?.users).toBe(200)
  })
})

describe('in a crowd', () => {
  it('something else is an alert of its own afterwards, too', () => {
    const people = names(crowd)
    const later = monday + 3 * hour
    const guessed = Array.from({ length: 30 }, (_, i) => failure(later + i * second, 'user650'))
    const { findings } = findingsOf([...travels(monday, people), ...guessed])
    expect(alertsOf(findings, 'user650').map(({ signals }) => signals)).toEqual([['brute-force']])
  })

  it('a person of whom something else was raised, and a stronger act, have an alert of their own', () => {
    const { findings } = findingsOf(travels(monday, ['template']))
    const [template] = findings.filter((one): one is Alert => !isRepeat(one))
    if (!template) throw new Error('an alert')
    const fold = new RepeatedFindings(new Memory())
    const see = (user: string, score: number, parts: Partial<Alert> = {}) => {
      const act = login(monday, user)
      const traits = { ...template, ...parts }
      return fold.fold({ id: user, act, score, informational: false, scope: traits, traits })
    }
    see('guessed', 50, { signals: ['brute-force'] })
    see('only milder', 30, { severity: 'low' })
    see('odd', 20, { signals: [] })
    for (const user of names(crowd)) see(user, 50)
    expect(see('guessed', 50)).toBeUndefined()
    expect(see('guessed', 50)).toMatchObject({ of: 'guessed', repeats: { count: 1 } })
    expect(see('odd', 50)).toBeUndefined()
    expect(see('only milder', 50)).toMatchObject({ of: 'user499', isOfOther: true })
    expect(see('one more', 50.9)).toMatchObject({ of: 'user499', isOfOther: true })
    expect(see('stronger', 51)).toBeUndefined()
    expect(see('one like it', 51)).toMatchObject({ of: 'stronger', repeats: { others: 1 } })
  })

  it('the others keep their incidents: none are joined over those that are counted, also when read back', () => {
    const { findings } = findingsOf(travels(monday, names(crowd)))
    const incidents = incidentsOf(findings)
    expect(incidents).toHaveLength(500)
    expect(incidentsOf(findings, 3)).toEqual(incidents)
    expect(incidentsOf(stored(findings))).toEqual(incidents)
    const scores = new Set(incidents.map(({ score }) => score))
    expect(scores).toEqual(new Set(incidentsOf(findings.slice(0, 400)).map(({ score }) => score)))
  })

  it('a rule hides the alert that stands for it only where it covers everybody', () => {
    const { findings } = findingsOf(travels(monday, names(crowd)))
    const [standIn] = stored(findings).filter(standsForOthers)
    if (!standIn) throw new Error('a crowd')
    const hides = (conditions: Conditions) => compileConditions(conditions)(standIn)
    expect(hides({ users: standIn.entities.users })).toBe(false)
    expect(hides({ users: names(crowd) })).toBe(true)
    expect(hides({ sources: standIn.entities.sourceIps })).toBe(false)
    expect(hides({ signals: standIn.signals })).toBe(true)
  })

  it('acts without a name of a sort are not counted with an alert that has one', () => {
    const people = names(crowd)
    const acts = [...travels(monday, people)].map((act, i) =>
      i > 1200 && act.place === sydney ? { ...act, deviceId: 'laptop' } : act,
    )
    const { findings } = findingsOf(acts)
    const [standIn] = stored(findings).filter(standsForOthers)
    expect(standIn?.repeats?.entities.devices).toEqual([])
    expect(alertsOf(findings, 'user699')).toHaveLength(1)
  })

  it('a verdict on the alert that stands for it does not let the others teach', () => {
    const acts = [...travels(monday, names(crowd))]
    const standIn = stored(findingsOf(acts).findings).find(standsForOthers)?.id ?? ''
    const { teaching, acts: ordered } = findingsOf(acts, 256, { cleared: new Set([standIn]) })
    const abroad = ordered.flatMap(({ place }, i) => (place === sydney ? [teaching[i]] : []))
    expect(abroad.filter((one) => one === 'all')).toHaveLength(1)
  })
})
