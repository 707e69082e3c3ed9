import { OpenSessions } from './open-sessions.ts'
import type { RecentGaps } from './recent-gaps.ts'
import type { RecentReasons } from './recent-reasons.ts'
import { RecentSet } from './recent-set.ts'
import { layCounters, RollingCounters } from './rolling-counters.ts'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

const hourInParts = { bucketMs: 5 * minuteMs, buckets: 12, moments: true }
const logins = layCounters({
  failures: { bucketMs: minuteMs, buckets: 60 },
  mfaRefusals: { bucketMs: minuteMs, buckets: 10 },
  failuresDay: { bucketMs: hourMs, buckets: 24 },
  signIns: { bucketMs: minuteMs, buckets: 10 },
  signInsDay: { bucketMs: hourMs, buckets: 24 },
  upSession: { bucketMs: hourMs, buckets: 24 },
})
const traffic = layCounters({
  flows: { bucketMs: minuteMs, buckets: 10 },
  refused: { bucketMs: minuteMs, buckets: 10 },
  flowsNow: { bucketMs: minuteMs / 6, buckets: 6 },
  upFlow: { bucketMs: hourMs, buckets: 24 },
  bytes: hourInParts,
  gaps: hourInParts,
})
const fromSource = layCounters({ failures: { bucketMs: minuteMs, buckets: 60 } })

export const loginCounters = logins.counters
export const trafficCounters = traffic.counters
export const sourceCounters = fromSource.counters

const bankOf = ({ counters, length }: { counters: object; length: number }): RollingCounters =>
  new RollingCounters(length, Object.keys(counters).length)
/** What is read of a person who did nothing of the kind; never written to. */
const noLogins = bankOf(logins)
const noTraffic = bankOf(traffic)
const noFailures = bankOf(fromSource)
const noSet = new RecentSet(1, 0)

/**
 * What a person (or an address nobody is known behind) did lately, whether or not it may be learned from. Counters and
 * sets come into being with the first act of their kind: the getters read, the `note` methods write.
 */
export class RecentOfEntity {
  lastAct = NaN
  lastFailure = NaN
  lastFlow = NaN
  /** Token of the last act, 0 before the first. */
  token = 0
  logins = noLogins
  traffic = noTraffic
  /** Addresses of sign-ins and attempts. */
  sources = noSet
  /** Countries of sign-ins. */
  countries = noSet
  /** Internal addresses talked to. */
  destinations = noSet
  ports = noSet
  gaps: RecentGaps | undefined
  reasons: RecentReasons | undefined
  #sessions: OpenSessions | undefined

  get sessions(): OpenSessions {
    return (this.#sessions ??= new OpenSessions())
  }

  noteLogins(): RollingCounters {
    return this.logins === noLogins ? (this.logins = bankOf(logins)) : this.logins
  }

  noteTraffic(): RollingCounters {
    return this.traffic === noTraffic ? (this.traffic = bankOf(traffic)) : this.traffic
  }

  noteSource(key: number, time: number): void {
    if (this.sources === noSet) this.sources = new RecentSet(64, dayMs)
    this.sources.touch(key, time)
  }

  noteCountry(key: number, time: number): void {
    if (this.countries === noSet) this.countries = new RecentSet(16, dayMs)
    this.countries.touch(key, time)
  }

  noteDestination(key: number, time: number): void {
    if (this.destinations === noSet) this.destinations = new RecentSet(256, hourMs)
    this.destinations.touch(key, time)
  }

  notePort(key: number, time: number): void {
    if (this.ports === noSet) this.ports = new RecentSet(256, minuteMs)
    this.ports.touch(key, time)
  }
}

/** What came from one outer address lately. */
export class RecentOfSource {
  failures = noFailures
  readonly users = new RecentSet(256, hourMs)

  noteFailure(time: number): void {
    if (this.failures === noFailures) this.failures = bankOf(fromSource)
    this.failures.add(sourceCounters.failures, time, 1)
  }
}

/** People seen with one device. */
export const deviceWindowMs = 30 * dayMs
export function peopleOfDevice(): RecentSet {
  return new RecentSet(16, deviceWindowMs)
}
