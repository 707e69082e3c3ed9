import { describe, expect, it } from 'vitest'
import type { Act } from '../event/act.ts'
import { detectorNames } from '../models/score.ts'
import type { Teaching } from '../features/feature.ts'
import type { DetectorName } from '../models/score.ts'
import type { Alert, AlertScope } from './alert.ts'
import { batchOf, createDetector, detect, scoresOf } from './detect.fixture.ts'
import {
  attacker,
  day,
  failure,
  flow,
  home,
  hosting,
  hour,
  login,
  monday,
  sydney,
  times,
  workdays,
} from './signals/signals.fixture.ts'
import type { DetectorOptions } from './detector.ts'
import { Verdicts } from './verdicts.ts'
import { createRng } from '../models/rng.ts'

const sum = (alert: Alert): number =>
  alert.reasons.reduce((total, { contribution }) => total + contribution, 0)

/** Alerts on acts whose p-values are drawn from (0.02, 1], but for those given. */
function alertsOn(acts: Act[], strange: ReadonlyMap<Act, number> = new Map(), size = 256): Alert[] {
  const detector = createDetector()
  const random = createRng(11)
  const pValues = acts.map((act) => strange.get(act) ?? 0.02 + 0.98 * random())
  const alerts: Alert[] = []
  for (let at = 0; at < acts.length; at += size)
    alerts.push(
      ...detect(detector, batchOf(acts.slice(at, at + size)), scoresOf(pValues.slice(at, at + size))).alerts,
    )
  return alerts
}

const history = workdays('alice', monday, 40, { deviceId: 'laptop-1' })

describe('Detector', () => {
  it('raises a lone outlier of the models as low, explained by its features', () => {
    const odd = login(monday, 'alice', home, { deviceId: 'laptop-1' })
    const [alert, ...more] = alertsOn([...history, odd], new Map([[odd, 1e-4]]))
    expect(more).toEqual([])
    expect(alert).toMatchObject({
      title: 'Unusual sign-in of alice',
      severity: 'low',
      signals: [],
      techniques: [],
    })
    expect(alert?.detectors.lof).toBeCloseTo(0.9999)
    const [first, second] = alert?.reasons ?? []
    expect(first).toMatchObject({
      feature: 'bytes_up',
      value: '147 B',
      usual: '1.7 B',
      text: 'Bytes_up is 5, usually 1',
    })
    expect((first?.contribution ?? 0) / (second?.contribution ?? 1)).toBeCloseTo(3, 1)
    expect(alert && sum(alert)).toBeCloseTo(alert?.score ?? -1, 6)
  })
  it('is less sure of an outlier that fewer detectors agree on, and counts it all the same', () => {
    const scoreWhere = (agreeing: readonly DetectorName[]): number => {
      const detector = createDetector()
      const scores = scoresOf([1e-4])
      for (const name of detectorNames) if (!agreeing.includes(name)) scores[name] = Float32Array.of(0.5)
      const [alert] = detect(detector, batchOf([login(monday, 'bob')]), scores).alerts
      expect(detector.modelAlerts.raised).toBe(1)
      return alert?.score ?? -1
    }
    expect(scoreWhere([])).toBe(2)
    expect(scoreWhere(['lof'])).toBe(6)
    expect(scoreWhere(['lof', 'lstm'])).toBe(28)
    expect(scoreWhere(detectorNames)).toBe(39.9)
  })
  it('raises nothing by models alone where no alerts are asked of them', () => {
    const detector = createDetector({ alertBudget: 0 })
    expect(detect(detector, batchOf([login(monday, 'bob')]), scoresOf([1e-6])).alerts).toEqual([])
    expect(detector.modelAlerts).toEqual({ askedPerDay: 0, raised: 0, days: 0 })
  })
  it('merges models, signals and circumstances of one act into one alert that adds up', () => {
    const stolen = login(monday + hour, 'alice', attacker, {
      place: sydney,
      network: hosting,
      deviceId: 'kali',
    })
    const acts = [...history, login(monday, 'alice', home, { deviceId: 'laptop-1' }), stolen]
    const [alert, ...more] = alertsOn(acts, new Map([[stolen, 1e-3]]))
    expect(more).toEqual([])
    expect(alert?.signals).toEqual(
      expect.arrayContaining(['impossible-travel', 'new-country', 'new-network-hosting', 'new-device']),
    )
    expect(alert?.severity).toMatch(/high|critical/)
    expect(alert && sum(alert)).toBeCloseTo(alert?.score ?? -1, 6)
    expect(alert?.entities).toMatchObject({
      users: ['alice'],
      sourceIps: [attacker],
      countries: ['AU'],
      devices: ['kali'],
    })
    expect(alert?.reasons.some(({ feature }) => feature === 'bytes_up')).toBe(true)
  })
  it('withholds what is suspicious from teaching, unless the alert was cleared or a rule allows it', () => {
    const travel = { place: sydney, network: hosting, deviceId: 'kali' }
    const acts = [...history, login(monday + hour, 'alice', attacker, travel)]
    const lesson = (options: Partial<DetectorOptions>) => {
      const scores = scoresOf(acts.map(() => 0.5))
      const { alerts, teaching } = detect(createDetector(options), batchOf(acts), scores)
      return { id: alerts[0]?.id ?? '', last: teaching.at(-1) }
    }
    const { id, last } = lesson({})
    expect(last).toBe('nothing')
    expect(lesson({ cleared: new Set([id]) }).last).toBe('all')
    const asked: AlertScope[] = []
    const allowed = lesson({ isAllowed: (alert) => asked.push(alert) > 0 })
    expect(allowed.last).toBe('all')
    expect(asked).toMatchObject([{ entities: { users: ['alice'] }, gateway: 'vpn1' }])
    expect(lesson({ isAllowed: () => false }).last).toBe('nothing')
  })
  it('minds what is said while it runs from the next act on, and no more what was said before', () => {
    const detector = createDetector({ isAllowed: () => true })
    detect(detector, batchOf(history), scoresOf(history.map(() => 0.5)))
    const lesson = (days: number) => {
      const stolen = login(monday + days * day, 'alice', attacker, {
        place: sydney,
        network: hosting,
        deviceId: `kali-${days}`,
      })
      const { alerts, teaching } = detect(detector, batchOf([stolen]), scoresOf([0.5]))
      return { alerts, teaching }
    }
    detector.mind({})
    expect(lesson(1).teaching).toEqual(['nothing'])
    const wrong = ['new-network-hosting', 'new-device', 'new-country', 'impossible-travel'].flatMap((rule) =>
      Array.from({ length: 6 }, (_, i) => ({
        incident: `${rule} ${i}`,
        rule,
        user: 'alice',
        confirmed: false,
      })),
    )
    const before = lesson(31).alerts[0]?.score ?? 0
    detector.mind({ verdicts: new Verdicts(wrong) })
    expect(lesson(62).alerts[0]?.score ?? 0).toBeLessThan(before)
    detector.mind({ isAllowed: () => true })
    expect(lesson(93).teaching).toEqual(['all'])
  })
  it('lets what repeats a flagged act within its window teach no more than that act, in whatever batch it comes', () => {
    const travel = { place: sydney, network: hosting, deviceId: 'kali' }
    const stolen = [1, 2, 3].map((hours) => login(monday + hours * hour, 'alice', attacker, travel))
    const lessons = (options: Partial<DetectorOptions>, size: number) => {
      const detector = createDetector(options)
      const acts = [...history, ...stolen, login(monday + 2 * day, 'alice', home, { deviceId: 'laptop-1' })]
      const found = { ids: [] as string[], teaching: [] as Teaching[] }
      for (let at = 0; at < acts.length; at += size) {
        const some = acts.slice(at, at + size)
        const { alerts, teaching } = detect(detector, batchOf(some), scoresOf(some.map(() => 0.5)))
        found.ids.push(...alerts.map(({ id }) => id))
        found.teaching.push(...teaching)
      }
      return { ids: found.ids, last: found.teaching.slice(-4) }
    }
    const { ids, last } = lessons({}, 256)
    expect(ids).toHaveLength(1)
    expect(last).toEqual(['nothing', 'nothing', 'nothing', 'all'])
    expect(lessons({}, 1)).toEqual({ ids, last })
    const cleared = lessons({ cleared: new Set(ids) }, 256)
    expect(cleared.last).toEqual(['all', 'all', 'all', 'all'])
  })
  it('lets what comes after a first sign-in, or one after long silence, teach: that is no repeat of it', () => {
    const own = { deviceId: 'laptop-1' }
    const attempt = { kind: 'attempt' } as const
    const lessons = (before: Act[], user: string) => {
      const stolen = login(monday, user, attacker, {
        ...attempt,
        place: sydney,
        network: hosting,
        deviceId: 'kali',
      })
      const acts = [...before, stolen, login(monday + hour, user, home, { ...attempt, ...own })]
      const { teaching } = detect(createDetector(), batchOf(acts), scoresOf(acts.map(() => 0.5)))
      return teaching.slice(-2)
    }
    const others = workdays('bob', monday, 90)
    const silent = workdays('alice', monday - 60 * day, 30, own)
    const before = [...silent, ...others].sort((a, b) => a.time - b.time)
    expect(lessons(before, 'alice')).toEqual(['nothing', 'all'])
    expect(lessons(others, 'carol')).toEqual(['nothing', 'all'])
  })
  it('marks the models alone as informational, and shows normal acts beside what they find odd', () => {
    const odd = login(monday, 'alice', home, { deviceId: 'laptop-1' })
    const others = ['bob', 'carol'].flatMap((user) => workdays(user, monday, 9))
    const before = [...history, ...others].sort((a, b) => a.time - b.time)
    const [alert] = alertsOn([...before, odd], new Map([[odd, 1e-4]]))
    expect(alert?.informational).toBe(true)
    expect(alert?.terms?.lines).toMatchObject([{ name: 'model', impact: 40, maturity: 1, record: 1 }])
    const people = ['alice', 'bob', 'carol']
    const sentences = people.map((user) => `${user} signed in from ${home} (Berlin, DE)`)
    expect(alert?.nearest?.map(({ text }) => text).sort()).toEqual(sentences)
  })
  it('tells what would lower an alert, and is informational no more where evidence agrees', () => {
    const stolen = login(monday + hour, 'alice', attacker, {
      place: sydney,
      network: hosting,
      deviceId: 'kali',
    })
    const acts = [...history, login(monday, 'alice', home, { deviceId: 'laptop-1' }), stolen]
    const [alert] = alertsOn(acts)
    expect(alert?.informational).toBeUndefined()
    expect(alert?.lower?.length).toBeGreaterThan(2)
    for (const { score } of alert?.lower ?? []) expect(score).toBeLessThan(alert?.score ?? 0)
  })
  it('believes a rule less that the analyst has called wrong of this person', () => {
    const acts = times(40, monday, 1000).map((t) => failure(t, 'alice', attacker))
    const wrong = Array.from({ length: 6 }, (_, i) => ({
      incident: String(i),
      rule: 'brute-force',
      user: 'alice',
      confirmed: false,
    }))
    const p = acts.map(() => 0.5)
    const raised = (verdicts: Verdicts) =>
      detect(createDetector({ verdicts }), batchOf(acts), scoresOf(p)).alerts
    const [before] = raised(new Verdicts([]))
    expect(before?.signals).toEqual(['brute-force'])
    expect(before?.score).toBeGreaterThan(15)
    expect(raised(new Verdicts(wrong))).toEqual([])
  })
  it('says what is usual of the person and their peers where that is known', () => {
    const range = {
      low: Math.log1p(60e6),
      high: Math.log1p(210e6),
      peersBelow: { count: 8, of: 9, limit: Math.log1p(400e6) },
    }
    const batch = { ...batchOf([login(monday, 'bob')]), ranges: new Map([[0, new Map([[1, range]])]]) }
    const [alert] = detect(createDetector(), batch, scoresOf([1e-4])).alerts
    expect(alert?.reasons[0]).toMatchObject({ usual: '60 MB to 210 MB' })
    expect(alert?.reasons[0]?.text).toContain('; usually 60 MB to 210 MB; 8 of 9 peers stay under 400 MB')
  })
  it('speaks softly of a person whose baseline is young', () => {
    const scoreAt = (maturity: number): [number, number] => {
      const batch = batchOf([login(monday, 'bob')], maturity)
      const [alert] = detect(createDetector(), batch, scoresOf([1e-4])).alerts
      return [alert?.score ?? -1, alert?.terms?.lines[0]?.maturity ?? -1]
    }
    const [grown, young] = [scoreAt(1), scoreAt(0)]
    expect([grown[1], young[1]]).toEqual([1, 0.5])
    expect(young[0]).toBeLessThan(0.6 * grown[0])
  })
  it('does not report weak context alone', () => {
    expect(alertsOn([...history, login(monday, 'alice', home, { deviceId: 'laptop-2' })])).toEqual([])
  })
  it('does not learn from what it flags', () => {
    const stolen = (at: number): Act =>
      login(at, 'alice', attacker, { place: sydney, network: hosting, deviceId: 'kali' })
    const [, second] = alertsOn([...history, stolen(monday - 20 * hour), stolen(monday + 8 * day)])
    expect(second?.signals).toContain('new-network-hosting')
  })
  it('keeps at most 50 records, first and last among them, and unknown numbers out of JSON', () => {
    const acts = times(400, monday, 1000).map((t, i) => failure(t, `user${i}`))
    const alerts = alertsOn(acts)
    expect(alerts.length).toBeGreaterThan(3)
    expect(alerts.length).toBeLessThan(16)
    for (const alert of alerts) {
      expect(alert.events.length).toBeLessThanOrEqual(50)
      expect(alert.originals).toHaveLength(alert.events.length)
      expect(JSON.stringify(alert)).not.toContain('null')
    }
    expect(alerts.at(-1)?.events[0]).toEqual(acts[0]?.places[0])
    expect(new Set(alerts.map(({ id }) => id)).size).toBe(alerts.length)
  })
  it('gives the same alerts for any batch size', () => {
    const stolen = login(monday + hour, 'alice', attacker, { place: sydney, network: hosting })
    const acts = [
      ...history,
      ...times(40, monday, 1000).map((t, i) => failure(t, `user${i}`)),
      stolen,
      ...times(60, monday + 2 * hour, 1000).map((t, i) => flow(t, 'alice', '10.1.1.1', 1000 + i)),
    ]
    const strange = new Map([[stolen, 1e-3]])
    const whole = alertsOn(acts, strange, acts.length)
    expect(alertsOn(acts, strange, 1)).toEqual(whole)
    expect(alertsOn(acts, strange, 7)).toEqual(whole)
  })
  it('survives acts with nothing in them', () => {
    const empty = (['attempt', 'start', 'end', 'flow'] as const).flatMap((kind) =>
      ['success', 'failure', 'unknown'].map((outcome) => ({
        ...failure(Number.NaN, '', ''),
        kind,
        outcome: outcome as Act['outcome'],
        gateway: '',
      })),
    )
    expect(alertsOn([...empty, ...empty])).toEqual([])
  })
})
