import { describe, expect, it } from 'vitest'
import { killChain, techniques } from './attack-data.ts'
import { chainLength, stagesOf, techniquesOf } from './chain.ts'
import { createAlert, deed, hour, monday, spray } from './correlate.fixture.ts'
import type { Alert } from '../detect/alert.ts'
import { incidentScore } from './incident-score.ts'
import { incidentTitle } from './incident-title.ts'

const attacker = '185.220.101.4'
const victims = Array.from({ length: 34 }, (_, i) => (i === 7 ? 'alice' : `user${i}`))
const guessed = spray(monday, attacker, victims)
const success = deed(monday + hour, 'alice', 'fail-burst-then-success', 'T1078', {
  title: `alice signed in from ${attacker} after 34 failures`,
  techniques: ['T1110', 'T1078', 'T1133'],
  score: 72,
})
const scan = deed(monday + 2 * hour, 'alice', 'host-sweep', 'T1018', { title: 'alice swept 60 inside hosts' })
const upload = deed(monday + 3 * hour, 'alice', 'exfiltration', 'T1048', {
  title: 'alice uploaded 4.2 GB to 45.77.1.2',
})

describe('incidentTitle', () => {
  it('tells the chain in one plain sentence', () => {
    expect(incidentTitle([guessed, success, upload])).toBe(
      'Password spray from 185.220.101.4 against 34 accounts; alice signed in afterwards and uploaded 4.2 GB to 45.77.1.2',
    )
    expect(incidentTitle([guessed, success, scan, upload])).toContain(
      'alice signed in afterwards, swept 60 inside hosts and uploaded 4.2 GB',
    )
  })
  it('names nobody after guessing whom no address, device or failure bears out', () => {
    const travel = (user: string, more: object) =>
      deed(monday + 2 * hour, user, 'impossible-travel', 'T1078', {
        title: `${user} signed in 9000 km apart within 2 h`,
        score: 90,
        ...more,
      })
    const elsewhere = travel('user3', { entities: { sourceIps: ['203.0.113.9'] } })
    expect(incidentTitle([guessed, elsewhere])).toBe(
      `${guessed.title}; one of the accounts has an odd sign-in of its own`,
    )
    expect(incidentTitle([guessed, success, elsewhere])).toBe(
      `${guessed.title}; alice signed in afterwards; one of the accounts has an odd sign-in of its own`,
    )
    expect(incidentTitle([guessed, travel('user3', { entities: { sourceIps: [attacker] } })])).toContain(
      'user3 signed in afterwards',
    )
  })
  it('leaves out what only the models found odd, unless that is all', () => {
    const odd = createAlert({ title: 'Unusual sign-in of bob', entities: { users: ['bob'] } })
    expect(incidentTitle([guessed, odd])).toBe(guessed.title)
    expect(incidentTitle([odd])).toBe(odd.title)
  })
  it('is the title of a single alert, and names each person once', () => {
    expect(incidentTitle([guessed])).toBe(guessed.title)
    const other = deed(monday + hour, 'bob', 'host-sweep', 'T1018', { title: 'bob swept 40 inside hosts' })
    expect(incidentTitle([other, upload])).toBe(
      'bob swept 40 inside hosts; alice uploaded 4.2 GB to 45.77.1.2',
    )
  })
})

describe('stages', () => {
  it('stand in kill-chain order with the times of their alerts', () => {
    const stages = stagesOf([guessed, success, scan, upload])
    expect(stages.map(({ tactic }) => tactic)).toEqual([
      'Credential Access',
      'Initial Access',
      'Discovery',
      'Exfiltration',
    ])
    expect(stages[0]).toMatchObject({ start: monday, end: monday + hour, alerts: [guessed.id, success.id] })
  })
  it('make a chain only where they begin in order', () => {
    expect(chainLength([guessed, success, scan, upload])).toBe(4)
    expect(chainLength([{ ...upload, time: monday - hour }, guessed])).toBe(1)
    expect(chainLength([success])).toBe(1)
    expect(chainLength([createAlert()])).toBe(0)
  })
  it('name techniques once, all of them known', () => {
    expect(techniquesOf([guessed, guessed, upload]).map(({ id }) => id)).toEqual(['T1110.003', 'T1048'])
    expect(new Set(techniques.map(({ id }) => id)).size).toBe(techniques.length)
    for (const { tactic } of techniques) expect(killChain).toContain(tactic)
  })
})

describe('incidentScore', () => {
  it('keeps the score of a single alert', () => {
    expect(incidentScore([success]).score).toBe(72)
  })
  it('does not count a repetition', () => {
    expect(incidentScore([guessed, { ...guessed, id: 'again' }]).score).toBe(45)
  })
  it('weighs ranks, and rewards a chain by 1.15 a further tactic', () => {
    const joined = 100 * (1 - (1 - 0.45) * (1 - 0.45 * 2 ** -1.5))
    expect(incidentScore([guessed, { ...upload, time: monday + 1 }]).score).toBeCloseTo(1.15 * joined, 1)
    expect(incidentScore([guessed, success, scan, upload]).score).toBe(100)
  })
  it('shows every term, and they add up', () => {
    const { score, terms } = incidentScore([guessed, success, scan, upload])
    expect(terms.alerts.map(({ alert }) => alert)[0]).toBe(success.id)
    expect(terms.alerts[1]).toMatchObject({ score: 45, weight: 0.35 })
    expect(terms.chain).toMatchObject({ tactics: 4, factor: 1.52 })
    const many = Array.from({ length: 14 }, (_, i) =>
      deed(monday + i, `user${i}`, 'port-scan', 'T1046', { score: 20 + i }),
    )
    for (const one of [{ score, terms }, incidentScore(many), incidentScore([createAlert({ score: 39 })])]) {
      const { alerts, others, chain, held } = one.terms
      const counted = alerts.reduce((sum, { points }) => sum + points, 0)
      expect(counted + others.points + chain.points + held).toBeCloseTo(one.score, 6)
    }
    expect(incidentScore(many).terms.others.count).toBe(4)
  })
  it('informs where nothing but context is in it, until something agrees', () => {
    const odd = createAlert({ score: 34, informational: true })
    const device = deed(monday, 'alice', 'new-device', 'T1078', {
      score: 25,
      severity: 'low',
      informational: true,
    })
    expect(incidentScore([odd]).informational).toBe(true)
    expect(incidentScore([odd, device]).informational).toBe(false)
    expect(incidentScore([createAlert({ score: 34 })]).informational).toBe(false)
    expect(incidentScore([createAlert({ score: 16 })]).informational).toBe(true)
  })
  it('holds low alerts that all say the same below medium, however many', () => {
    const lows = Array.from({ length: 60 }, (_, i) =>
      createAlert({ score: 39, entities: { users: [`user${i}`] } }),
    )
    expect(incidentScore(lows).score).toBeLessThan(40)
  })
  const nights = (count: number, score: number) =>
    Array.from({ length: count }, (_, i) =>
      deed(monday + i * 24 * hour, 'alice', 'mass-access', 'T1039', { score, severity: 'low' }),
    )
  it('adds up what is told of one person on three days, not on one or two', () => {
    expect(incidentScore(nights(3, 36)).score).toBeGreaterThan(40)
    expect(incidentScore(nights(2, 36)).score).toBeLessThan(40)
    expect(incidentScore(nights(3, 36).map((alert) => ({ ...alert, time: monday }))).score).toBe(36)
  })
  it('counts only what signals add where low alerts are to become medium together', () => {
    const lines = (own: number, model: number): NonNullable<Alert['terms']> => ({
      lines: [
        { name: 'x', impact: 50, confidence: 1, maturity: 1, record: 1, weight: 1, points: own },
        { name: 'model', impact: 40, confidence: 1, maturity: 1, record: 1, weight: 1, points: model },
      ],
      circumstances: [],
      held: 0,
    })
    const pair = (own: number, model: number): Alert[] =>
      ['new-country', 'unusual-hour'].map((signal) =>
        deed(monday, 'alice', signal, 'T1078', {
          score: own + model,
          severity: 'low',
          terms: lines(own, model),
        }),
      )
    expect(incidentScore(pair(8, 28)).score).toBeLessThan(40)
    expect(incidentScore(pair(36, 0)).score).toBeGreaterThan(40)
  })
  it('is not lifted to medium by models that only rank acts', () => {
    const odd = Array.from({ length: 9 }, (_, i) => createAlert({ score: 34, time: monday + i * 24 * hour }))
    expect(incidentScore([...nights(1, 36), ...odd]).score).toBeLessThan(40)
  })
})
