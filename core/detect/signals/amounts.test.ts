import { describe, expect, it } from 'vitest'
import { abnormalDurationSignal } from './abnormal-duration.ts'
import { exfiltrationSignal } from './exfiltration.ts'
import { massAccessSignal } from './mass-access.ts'
import { day, flow, hour, login, logout, monday, seen, times, workdays } from './signals.fixture.ts'
import { megabyte, minute } from './units.ts'

const outside = '45.77.1.2'
const inside = (i: number): string => `10.1.${i >> 8}.${i & 255}`
const colleagues = ['ann', 'ben', 'cem']

describe('exfiltration', () => {
  const sessions = times(10, monday - 10 * day, day).map((t, i) =>
    logout(t, 'alice', undefined, { bytesUp: (8 + i) * megabyte, bytesDown: 90 * megabyte }),
  )
  const upload = (mb: number): ReturnType<typeof logout> =>
    logout(monday, 'alice', undefined, { bytesUp: mb * megabyte, bytesDown: 10 * megabyte })
  it('speaks of a session far above the own history', () => {
    expect(seen(exfiltrationSignal, [upload(4200)], sessions)[0]?.title).toBe(
      'alice uploaded 4.2 GB in one session',
    )
  })
  it('is surer the more it is', () => {
    const confidence = (mb: number): number =>
      seen(exfiltrationSignal, [upload(mb)], sessions)[0]?.confidence ?? 0
    expect(confidence(400)).toBeGreaterThan(0)
    expect(confidence(400)).toBeLessThan(0.7 * confidence(4000))
  })
  it('doubts an upload of which little left for outside', () => {
    const flows = (each: number): ReturnType<typeof flow>[] =>
      times(4, monday - hour, minute).map((t, i) =>
        flow(t, 'alice', `45.77.1.${i}`, 443, { bytesUp: each * megabyte, bytesDown: each * megabyte }),
      )
    const points = (acts: ReturnType<typeof flow>[]): number =>
      seen(exfiltrationSignal, [...acts, upload(4200)], sessions).at(-1)?.confidence ?? 0
    expect(points(flows(1))).toBeLessThan(0.5 * points(flows(900)))
    expect(points(flows(1).slice(2))).toBe(points([]))
  })
  it('is silent below 100 MB, and within the own spread', () => {
    expect(seen(exfiltrationSignal, [upload(99)], sessions)).toEqual([])
    const heavy = times(10, monday - 10 * day, day).map((t, i) =>
      logout(t, 'alice', undefined, { bytesUp: (200 + 300 * i) * megabyte }),
    )
    expect(seen(exfiltrationSignal, [upload(4200)], heavy)).toEqual([])
  })
  const parts = (count: number, more = {}, start = monday): ReturnType<typeof flow>[] =>
    times(count, start, minute).map((t) =>
      flow(t, 'alice', outside, 443, { bytesUp: 10 * megabyte, bytesDown: megabyte, ...more }),
    )
  it('sums flows to one outside address', () => {
    const hits = seen(exfiltrationSignal, parts(60))
    expect(hits[0]?.confidence).toBe(0.3)
    expect(hits.at(-1)?.techniques).toEqual(['T1567'])
    expect(hits.length).toBeLessThan(5)
    expect(seen(exfiltrationSignal, parts(9))).toEqual([])
  })
  it('excuses calls, inside servers, popular destinations and nightly backups', () => {
    expect(seen(exfiltrationSignal, parts(60, { bytesDown: 9 * megabyte }))).toEqual([])
    expect(seen(exfiltrationSignal, parts(60, { destinationIp: '10.1.1.1' }))).toEqual([])
    const popular = colleagues.map((user) => flow(monday - hour, user, outside, 443))
    expect(seen(exfiltrationSignal, parts(60), popular)).toEqual([])
    expect(seen(exfiltrationSignal, parts(60), parts(60, {}, monday - day))).toEqual([])
  })
})

describe('mass-access', () => {
  const copy = (at: number, mb: number): ReturnType<typeof flow>[] =>
    times(10, at, minute).map((t) => flow(t, 'alice', inside(9), 445, { bytesDown: (mb / 10) * megabyte }))
  const work = times(20, monday - 20 * day, day).flatMap((t) => [login(t, 'alice'), ...copy(t, 60)])
  const night = monday + 18 * hour
  const inOrder = (acts: typeof work): typeof work => acts.toSorted((a, b) => a.time - b.time)
  it('speaks of a bulk copy at night, and of one by day as context', () => {
    const confidence = (at: number): number =>
      seen(massAccessSignal, [login(at - minute, 'alice'), ...copy(at, 900)], work)[0]?.confidence ?? 0
    expect(60 * confidence(night)).toBeGreaterThan(40)
    expect(60 * confidence(monday)).toBeLessThan(40)
  })
  it('is silent below 500 MB, below four times the usual, and in the first week', () => {
    expect(seen(massAccessSignal, copy(night, 490), work)).toEqual([])
    const heavy = inOrder([...work, ...copy(monday - 3 * day, 300)])
    expect(seen(massAccessSignal, copy(night, 900), heavy)).toEqual([])
    expect(seen(massAccessSignal, copy(night, 900), work.slice(-40))).toEqual([])
  })
  it('takes twice the usual for enough at an hour the person never works', () => {
    const heavy = inOrder([...work, ...copy(monday - 3 * day, 300)])
    const at = (time: number): unknown[] =>
      seen(massAccessSignal, [login(time - minute, 'alice'), ...copy(time, 900)], heavy)
    expect(at(night)).toHaveLength(1)
    expect(at(monday)).toEqual([])
  })
  it('knows the hours of a person after 10 logins over 14 days, and doubts one it does not know', () => {
    const some = (from: number, count: number): ReturnType<typeof flow>[] =>
      times(count, from, 1.5 * day).flatMap((t) => [login(t, 'alice'), ...copy(t, 60)])
    const confidence = (before: ReturnType<typeof flow>[]): number | undefined =>
      seen(massAccessSignal, [login(night, 'alice'), ...copy(night + minute, 900)], before)[0]?.confidence
    expect(confidence(some(monday - 15 * day, 10))).toBe(0.75)
    expect(confidence(some(monday - 12 * day, 8))).toBe(0.4)
  })
  it('excuses a copy that runs every night', () => {
    const nightly = inOrder([...work, ...copy(night - 7 * day, 900)])
    expect(seen(massAccessSignal, copy(night, 900), nightly)).toEqual([])
  })
  it('sees the session alone where there are no flows', () => {
    const sessions = workdays('alice', monday, 25).flatMap((one) => [
      one,
      logout(one.time + hour, 'alice', undefined, { bytesDown: 90 * megabyte, duration: hour }),
    ])
    const session = (at: number, bytesDown: number): ReturnType<typeof logout>[] => [
      login(at, 'alice'),
      logout(at + hour, 'alice', undefined, { bytesDown, duration: hour }),
    ]
    expect(seen(massAccessSignal, session(night, 4e9), sessions)).toHaveLength(1)
    expect(seen(massAccessSignal, session(night, 0.9e9), sessions)).toEqual([])
    expect(seen(massAccessSignal, session(monday, 4e9), sessions)).toEqual([])
    const flows = [...sessions, flow(monday, 'alice', inside(9), 445, { bytesDown: megabyte })]
    expect(seen(massAccessSignal, session(night, 4e9), flows)).toEqual([])
  })
})

describe('abnormal-duration', () => {
  const before = times(12, monday - 12 * day, day).map((t) =>
    logout(t, 'alice', undefined, { duration: 8 * hour }),
  )
  const end = (hours: number, reason = ''): ReturnType<typeof logout> =>
    logout(monday, 'alice', undefined, { duration: hours * hour, reason })
  it('speaks of three days against eight hours', () => {
    expect(seen(abnormalDurationSignal, [end(72)], before)[0]?.title).toBe('A session of alice lasted 3 days')
  })
  it('is silent at 13 h, and without history', () => {
    expect(seen(abnormalDurationSignal, [end(13)], before)).toEqual([])
    expect(seen(abnormalDurationSignal, [end(72)], before.slice(5))).toEqual([])
  })
  it('excuses a session left open until the idle timeout', () => {
    expect(seen(abnormalDurationSignal, [end(72, 'Idle Timeout')], before)).toEqual([])
  })
})
