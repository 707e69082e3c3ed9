import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actKinds } from '../event/act.ts'
import type { Act } from '../event/act.ts'
import { actOf } from './act.fixture.ts'
import { month } from './catalogue-peer-cases.fixture.ts'
import { column, featureCount } from './catalogue.ts'
import type { FeatureName } from './catalogue.ts'
import { Featuriser } from './featuriser.ts'
import { vocabulary } from './tokens.ts'
import { weeks } from './weeks.fixture.ts'
import { day, minute } from '../event/time-units.ts'

const monday = Date.UTC(2026, 2, 2, 9)
const elsewhere = { country: 'BR', city: 'Recife', latitude: -8.05, longitude: -34.9 }

function valueOf(featuriser: Featuriser, act: Act, name: FeatureName): number {
  return featuriser.featurise([act]).rows[column[name]] ?? NaN
}

describe('Featuriser', () => {
  it('gives the same rows whatever the batch size', () => {
    const acts = weeks(600)
    const whole = new Featuriser().featurise(acts)
    const pieces = new Featuriser()
    for (let from = 0; from < acts.length; from += 7) {
      const piece = pieces.featurise(acts.slice(from, from + 7))
      const [start, end] = [from * featureCount, (from + piece.acts.length) * featureCount]
      expect(piece.rows).toEqual(whole.rows.slice(start, end))
      expect(piece.usual).toEqual(whole.usual.slice(start, end))
      expect(piece.tokens).toEqual(whole.tokens.slice(from, from + 7))
      expect(piece.maturity).toEqual(whole.maturity.slice(from, from + 7))
    }
  })

  it('leaves the row of a notice empty and learns nothing from it', () => {
    const acts = weeks(60)
    const without = new Featuriser().featurise(acts)
    const notice = (act: Act): Act => ({ ...act, kind: 'notice', place: elsewhere, deviceId: 'kali' })
    const mixed = new Featuriser().featurise(acts.flatMap((act) => [notice(act), act]))
    for (const index of acts.keys()) {
      const row = (batch: typeof mixed, at: number) =>
        batch.rows.slice(at * featureCount, (at + 1) * featureCount)
      expect(row(mixed, 2 * index).every(Number.isNaN)).toBe(true)
      expect(mixed.tokens[2 * index]).toBe(-1)
      expect(row(mixed, 2 * index + 1)).toEqual(row(without, index))
    }
  })

  it('knows that no act may teach before its verdict, whatever notices come between', () => {
    const hour = 60 * minute
    const acts = [
      actOf({ kind: 'notice', time: monday + 5 * hour }),
      actOf({ time: monday }),
      actOf({ kind: 'notice', time: monday + 6 * hour }),
      actOf({ time: monday + 0.5 * hour }),
      actOf({ time: monday + 1.25 * hour }),
    ]
    const featuriser = new Featuriser({ holdMs: hour })
    expect(featuriser.reach(acts)).toBe(4)
    featuriser.featurise(acts.slice(0, 4))
    expect(featuriser.reach(acts.slice(4))).toBe(0)
    featuriser.judge(['nothing'])
    expect(featuriser.reach(acts.slice(4))).toBe(1)
    featuriser.featurise(acts.slice(4))
    expect(featuriser.counts.withheld).toBe(1)
  })

  it('learns nothing of places, devices and hours from failed attempts', () => {
    const taught = new Featuriser()
    const guessed = new Featuriser()
    for (let index = 0; index < 30; index++) {
      const act = actOf({ time: monday + index * minute })
      taught.featurise([act])
      guessed.featurise([
        act,
        actOf({ ...act, kind: 'attempt', outcome: 'failure', place: elsewhere, deviceId: 'kali' }),
      ])
    }
    const probe = actOf({ time: monday + 120 * minute, place: elsewhere, deviceId: 'kali' })
    const [clean, attacked] = [taught.featurise([probe]).rows, guessed.featurise([probe]).rows]
    for (const name of [
      'country_novelty_user',
      'country_novelty_org',
      'device_novelty',
      'hour_surprise',
      'km_usual',
    ] as const)
      expect(attacked[column[name]]).toBe(clean[column[name]])
    expect(attacked[column.failure_ratio_24h]).toBeGreaterThan(clean[column.failure_ratio_24h] ?? NaN)
  })

  it('grows mature over 14 days and 20 sign-ins', () => {
    const featuriser = new Featuriser()
    const batch = featuriser.featurise(
      Array.from({ length: 41 }, (_, index) => actOf({ time: monday + index * 0.7 * day })),
    )
    expect(batch.maturity[0]).toBe(0)
    expect(batch.maturity[10]).toBeCloseTo((7 / 14) * (10 / 20), 5)
    expect(batch.maturity[40]).toBe(1)
  })

  it('says what is usual from the sixth act of a kind on, apart for sessions and flows', () => {
    const featuriser = new Featuriser()
    const ends = Array.from({ length: 6 }, (_, index) =>
      actOf({ kind: 'end', time: monday + index * day, bytesUp: 999 }),
    )
    const batch = featuriser.featurise(ends)
    expect(batch.usual[column.bytes_up]).toBeNaN()
    expect(batch.usual[5 * featureCount + column.bytes_up]).toBeCloseTo(Math.log(1000), 2)
    const flow = featuriser.featurise([actOf({ kind: 'flow', time: monday + 9 * day, bytesUp: 5 })])
    expect(flow.usual[column.bytes_up]).toBeNaN()
  })

  it('counts late acts and still places them in recent counts', () => {
    const featuriser = new Featuriser()
    const failure = actOf({ kind: 'attempt', outcome: 'failure' })
    featuriser.featurise([{ ...failure, time: monday }])
    expect(valueOf(featuriser, { ...failure, time: monday - 2 * minute }, 'failures_user_5m')).toBeCloseTo(
      Math.log(2),
      5,
    )
    expect(valueOf(featuriser, { ...failure, time: monday }, 'failures_user_5m')).toBeCloseTo(Math.log(4), 5)
    featuriser.featurise([{ ...failure, time: monday - 11 * minute }])
    expect(featuriser.counts).toMatchObject({ acts: 4, late: 2, tooLate: 1 })
  })

  it('places late flows in their own hour, and finds no gap before them', () => {
    const flow = (offset: number, bytesTotal: number): Act =>
      actOf({
        kind: 'flow',
        time: monday + offset * minute,
        destinationIp: '10.0.0.9',
        bytesTotal,
        bytesUp: 99,
      })
    const inOrder = new Featuriser()
    const late = new Featuriser()
    inOrder.featurise([flow(-70, 99), flow(-8, 99), flow(-4, 9999), flow(0, 9999)])
    late.featurise([flow(-8, 99), flow(0, 9999), flow(-70, 99)])
    const row = late.featurise([flow(-4, 9999)]).rows
    expect(row[column.destination_gap]).toBeNaN()
    const [expected, found] = [inOrder, late].map((featuriser) => featuriser.featurise([flow(1, 99)]).rows)
    for (const name of ['bytes_mean_1h', 'bytes_deviation_1h', 'flows_1m', 'bytes_up_24h'] as const)
      expect(found?.[column[name]]).toBeCloseTo(expected?.[column[name]] ?? NaN, 5)
    expect(found?.[column.bytes_mean_1h]).toBeCloseTo(Math.log(1000), 5)
  })

  it('teaches late acts as if they were made at the last rescaling', () => {
    const late = new Featuriser()
    late.featurise([actOf({ time: monday }), actOf({ time: monday - 5 * minute, place: elsewhere })])
    expect(
      valueOf(late, actOf({ time: monday + minute, place: elsewhere }), 'country_novelty_user'),
    ).toBeCloseTo(Math.log(2))
  })

  it('says what a person and the peers usually move, where an act lies far from it', () => {
    const featuriser = new Featuriser()
    featuriser.featurise(month)
    const flow = (user: string, bytesUp: number): Act =>
      actOf({ kind: 'flow', time: monday, user, bytesUp, destinationIp: '10.1.0.1', destinationPort: 443 })
    const { ranges } = featuriser.featurise([flow('ada', 999), flow('nobody', 1e6), flow('ada', 1e6)])
    expect(featuriser.counts.peerGroups).toBe(1)
    expect([...ranges.keys()]).toEqual([2])
    const range = ranges.get(2)?.get(column.bytes_up)
    expect(Math.expm1(range?.high ?? NaN)).toBeCloseTo(999, -1)
    // Half way between 999 and a million, in log space, is 31,600.
    expect(range?.peersBelow?.limit).toBeCloseTo(Math.log1p(30_000), 5)
    expect(range?.peersBelow).toMatchObject({ count: 11, of: 11 })
  })

  it('finds the same peers whatever the batch size', () => {
    const whole = new Featuriser().featurise(month)
    const pieces = new Featuriser()
    for (let from = 0; from < month.length; from += 101) {
      const piece = pieces.featurise(month.slice(from, from + 101))
      expect(piece.rows).toEqual(
        whole.rows.slice(from * featureCount, (from + piece.acts.length) * featureCount),
      )
    }
    expect(whole.rows[(month.length - 1) * featureCount + column.bytes_up_peers_z]).toBeCloseTo(0, 2)
  })

  it('forgets the users not seen for longest, and says so', () => {
    const featuriser = new Featuriser({ maxUsers: 10 })
    for (let index = 0; index < 50; index++)
      featuriser.featurise([actOf({ user: `u${index}`, time: monday + index })])
    expect(featuriser.counts.users).toBeLessThanOrEqual(10)
    expect(featuriser.counts.evictedUsers).toBe(50 - featuriser.counts.users)
    expect(valueOf(featuriser, actOf({ user: 'u49', time: monday + day }), 'first_vpn')).toBe(0)
    expect(valueOf(featuriser, actOf({ user: 'u0', time: monday + day }), 'first_vpn')).toBe(1)
  })

  it('lets recent counts go some days after the last act, but not what the last act was', () => {
    const start = (at: number, user = 'ada') => actOf({ time: monday + at, user, sessionId: 'long' })
    const [left, stayed] = [new Featuriser(), new Featuriser()]
    for (const featuriser of [left, stayed]) featuriser.featurise([start(0)])
    // Somebody else turns the days.
    left.featurise([start(2 * day, 'bob'), start(4 * day, 'bob')])
    const [first, second] = [left, stayed].map((featuriser) => {
      return featuriser.featurise([
        actOf({ kind: 'end', time: monday + 5 * day, sessionId: 'long' }),
        start(5 * day + minute),
      ]).rows
    })
    const at = (row: number, name: FeatureName) => row * featureCount + column[name]
    expect(first?.[at(0, 'since_act')]).toBeCloseTo(Math.log1p((5 * day) / 1000), 5)
    // The session is still known, so its end is no sign-in.
    expect(first?.[at(0, 'country_novelty_user')]).toBeNaN()
    for (const name of [
      'since_act',
      'sign_ins_24h',
      'countries_24h',
      'days_idle',
      'concurrent_sessions',
    ] as const)
      expect(first?.[at(1, name)]).toBe(second?.[at(1, name)])
  })

  it('takes the source address for the one who acts where nobody is known', () => {
    const featuriser = new Featuriser()
    const flow = actOf({ kind: 'flow', user: '', destinationIp: '10.0.0.9' })
    featuriser.featurise([flow, flow])
    expect(valueOf(featuriser, flow, 'flows_1m')).toBeCloseTo(Math.log(4), 5)
    expect(valueOf(featuriser, { ...flow, sourceIp: '' }, 'flows_1m')).toBeCloseTo(Math.log(2), 5)
  })

  it('takes an end whose start is not in the log for a sign-in at the time the session began', () => {
    const featuriser = new Featuriser()
    const end = (from: number, to: number, place: Act['place']): Act =>
      actOf({
        kind: 'end',
        time: to,
        place,
        sessionId: `s${from}`,
        session: { ...actOf(), id: `s${from}`, start: from, end: to },
      })
    featuriser.featurise([
      end(monday, monday + 60 * minute, { country: 'XA', city: '', latitude: 0, longitude: 0 }),
    ])
    const far = end(monday + 120 * minute, monday + 125 * minute, {
      country: 'XB',
      city: '',
      latitude: 0,
      longitude: 90,
    })
    expect(valueOf(featuriser, far, 'speed_previous')).toBeCloseTo(Math.log1p(10_007.557 / 2), 3)
    featuriser.featurise([actOf({ time: monday + day })])
    expect(
      valueOf(featuriser, actOf({ kind: 'end', time: monday + day + minute }), 'country_novelty_user'),
    ).toBeNaN()
  })

  it('never throws and never writes an infinite value, whatever the act says', () => {
    const number = fc.oneof(fc.double(), fc.constantFrom(0, -1, -5, Infinity, NaN, 1e300, 1.77e12))
    const text = fc.constantFrom('', 'a', 'b', '10.0.0.1', '8.8.8.8', '\u0000')
    const act = fc.record({
      kind: fc.constantFrom(...actKinds),
      outcome: fc.constantFrom('success' as const, 'failure' as const, 'unknown' as const),
      mfa: fc.constantFrom('' as const, 'failure' as const),
      time: number,
      user: text,
      sourceIp: text,
      destinationIp: text,
      destinationPort: number,
      bytesUp: number,
      bytesDown: number,
      duration: number,
      sessionId: text,
      reason: text,
      place: fc.option(fc.record({ country: text, city: text, latitude: number, longitude: number }), {
        nil: undefined,
      }),
      network: fc.option(
        fc.record({ number, name: text, kind: fc.constantFrom('hosting' as const, 'unknown' as const) }),
        {
          nil: undefined,
        },
      ),
    })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (changes) => {
        const { rows, usual, tokens, maturity } = new Featuriser({ maxUsers: 2 }).featurise(
          changes.map(actOf),
        )
        for (const value of [...rows, ...usual]) expect(Math.abs(value)).not.toBe(Infinity)
        for (const token of tokens) expect(vocabulary[token]).toBeDefined()
        for (const value of maturity) expect(value >= 0 && value <= 1).toBe(true)
      }),
      { numRuns: 100, seed: 1 },
    )
  })
})
