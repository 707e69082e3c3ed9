import { expect, test } from 'vitest'
import type { Act } from '../../event/act.ts'
import { batchOf, createDetector, detect, scoresOf } from '../detect.fixture.ts'
import {
  attacker,
  carrier,
  day,
  failure,
  flow,
  home,
  hour,
  login,
  logout,
  monday,
  munich,
  otherBroadband,
  relay,
  satellite,
  sydney,
  times,
  workdays,
} from './signals.fixture.ts'
import { megabyte, minute } from './units.ts'

/** Highest score of the alerts on `acts`, by all signals together and no model, after 40 days of work of 30 people. */
function worst(acts: readonly Act[], before: readonly Act[] = []): number {
  const detector = createDetector()
  const history = [...fleet.flatMap(habits), ...before].toSorted((a, b) => a.time - b.time)
  const all = [...history, ...acts]
  const { alerts } = detect(detector, batchOf(all), scoresOf(all.map(() => 1)))
  const subjects = new Set(acts.map(({ id }) => id))
  const told = alerts.filter(({ time }) => acts.some((act) => subjects.has(act.id) && act.time === time))
  return Math.max(0, ...told.map(({ score }) => score))
}

const medium = 40
const fleet = Array.from({ length: 30 }, (_, i) => `user${i}`)
const homeOf = (user: string): string => `84.10.${user.slice(4)}.30`
const device = (user: string) => ({ deviceId: `LT-${user}`, clientVersion: 'AnyConnect 4.10.1' })
const habits = (user: string): Act[] =>
  workdays(user, monday, 40, { sourceIp: homeOf(user), ...device(user) }).flatMap((one) => [
    one,
    logout(one.time + 8 * hour, user, homeOf(user), {
      bytesUp: 20 * megabyte,
      bytesDown: 90 * megabyte,
      duration: 8 * hour,
    }),
  ])
const me = (time: number, sourceIp: string, more: Partial<Act> = {}): Act =>
  login(time, 'user1', sourceIp, { ...device('user1'), ...more })
const atHome = me(monday, homeOf('user1'))
const abroad = { place: sydney, network: otherBroadband, deviceId: 'other-machine' }
const egress = fleet.flatMap((user, i) =>
  login(monday - 9 * day + i * hour, user, attacker, { ...device(user), place: sydney }),
)
const copies = (from: number, mb: number): Act[] =>
  times(10, from, minute).map((t) =>
    flow(t, 'user1', '10.1.0.9', 445, { bytesDown: mb * megabyte, bytesUp: megabyte }),
  )
const uploads = (from: number): Act[] =>
  times(10, from, minute).map((t) =>
    flow(t, 'user1', '45.77.1.2', 443, { bytesUp: 200 * megabyte, bytesDown: megabyte }),
  )
const nightly = (make: (from: number) => Act[]): Act[] =>
  times(12, monday - 12 * day + 18 * hour, day).flatMap(make)

/** What is honest and looks odd, and the same without what excuses it. */
const excuses: { excuse: string; acts: Act[]; before?: Act[]; without: Act[]; withoutBefore?: Act[] }[] = [
  {
    excuse: 'a corporate egress abroad',
    acts: [atHome, me(monday + hour, attacker, { place: sydney })],
    before: egress,
    without: [atHome, me(monday + hour, '45.1.1.1', abroad)],
  },
  {
    excuse: 'a mobile carrier that exits in another town',
    acts: [atHome, me(monday + minute, '80.1.1.1', { place: munich, network: carrier })],
    without: [atHome, me(monday + minute, '80.1.1.1', abroad)],
  },
  {
    excuse: 'a privacy relay',
    acts: [atHome, me(monday + hour, '172.224.1.1', { place: sydney, network: relay })],
    without: [atHome, me(monday + hour, '172.225.1.1', abroad)],
  },
  {
    excuse: 'a satellite on board of an aircraft',
    acts: [atHome, me(monday + hour, '98.97.1.1', { place: sydney, network: satellite })],
    without: [atHome, me(monday + hour, '98.98.1.1', abroad)],
  },
  {
    excuse: 'an error of GeoIP within one /24',
    acts: [atHome, me(monday + minute, '84.10.1.99', { place: { ...sydney, country: 'DE' } })],
    without: [atHome, me(monday + minute, '45.1.1.1', abroad)],
  },
  {
    excuse: 'a traveller with time to fly',
    acts: [
      atHome,
      logout(monday + hour, 'user1', homeOf('user1')),
      me(monday + 23.5 * hour, '1.2.3.4', { place: sydney, network: otherBroadband }),
    ],
    without: [atHome, me(monday + 2 * hour, '1.2.3.4', abroad)],
  },
  {
    excuse: 'a wave of new clients and machines',
    acts: fleet.map((user, i) =>
      login(monday + i * minute, user, homeOf(user), {
        deviceId: `NB-${user}`,
        clientVersion: 'AnyConnect 5.0.1',
      }),
    ),
    without: [atHome, me(monday + hour, '45.1.1.1', { ...abroad, clientVersion: 'AnyConnect 3.1.1' })],
  },
  {
    excuse: 'an outage that makes everybody fail from home',
    acts: fleet
      .flatMap((user, i) =>
        times(4, monday + i * 1000, 2 * minute).map((t) => failure(t, user, homeOf(user))),
      )
      .toSorted((a, b) => a.time - b.time),
    without: fleet
      .flatMap((user, i) =>
        times(4, monday + i * 1000, 2 * minute).map((t) => failure(t, user, `45.1.1.${i}`)),
      )
      .toSorted((a, b) => a.time - b.time),
  },
  {
    excuse: 'an expired password',
    acts: [
      ...times(12, monday, minute).map((t) =>
        failure(t, 'user1', homeOf('user1'), { reason: 'password expired' }),
      ),
      me(monday + 20 * minute, homeOf('user1')),
    ],
    without: [
      ...times(12, monday, minute).map((t) => failure(t, 'user1', attacker)),
      me(monday + 20 * minute, attacker, { deviceId: 'other-machine' }),
    ],
  },
  {
    excuse: 'a new hire',
    acts: times(5, monday, day).map((t) => login(t, 'newbie', '84.77.1.1', { deviceId: 'LT-newbie' })),
    without: [login(monday, 'svc-backup', attacker, abroad)],
  },
  {
    excuse: 'back from leave',
    acts: [login(monday, 'carol', home, { deviceId: 'LT-carol' })],
    before: workdays('carol', monday - 35 * day, 20, { deviceId: 'LT-carol' }),
    without: [login(monday, 'carol', attacker, abroad)],
    withoutBefore: workdays('carol', monday - 35 * day, 20, { deviceId: 'LT-carol' }),
  },
  {
    excuse: 'a copy and an upload that run every night',
    acts: [...copies(monday + 18 * hour, 200), ...uploads(monday + 18.5 * hour)],
    before: [...nightly((t) => copies(t, 200)), ...nightly((t) => uploads(t + hour / 2))],
    without: [...copies(monday + 18 * hour, 200), ...uploads(monday + 18.5 * hour)],
    withoutBefore: nightly((t) => copies(t, 5)),
  },
]

test.each(excuses)(
  '$excuse stays low, and without it the same acts do not',
  ({ acts, before, without, withoutBefore }) => {
    expect(worst(acts, before)).toBeLessThan(medium)
    expect(worst(without, withoutBefore)).toBeGreaterThanOrEqual(medium)
  },
)
