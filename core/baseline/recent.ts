import { LastActs } from './last-acts.ts'
import type { SavedLastActs } from './last-acts.ts'
import { gapsLength } from './recent-gaps.ts'
import { RecentReasons } from './recent-reasons.ts'
import type { SavedReasons } from './recent-reasons.ts'
import { emptySet, touch } from './recent-set.ts'
import type { RecentSet } from './recent-set.ts'
import { addTo, layCounters } from './rolling-counters.ts'
import { day, hour, minute } from '../event/time-units.ts'

/** A record may come this much after a younger one; recent counts still place it rightly. */
export const latenessMs = 10 * minute

const hourInParts = { bucketMs: 5 * minute, buckets: 12, moments: true }
const logins = layCounters({
  signIns: { bucketMs: minute, buckets: 10 },
  signInsDay: { bucketMs: hour, buckets: 24 },
  upSession: { bucketMs: hour, buckets: 24 },
})
/** After the gaps between connections. */
const traffic = layCounters(
  {
    flows: { bucketMs: minute, buckets: 10 },
    refused: { bucketMs: minute, buckets: 10 },
    flowsNow: { bucketMs: minute / 6, buckets: 6 },
    upFlow: { bucketMs: hour, buckets: 24 },
    bytes: hourInParts,
    gaps: hourInParts,
  },
  gapsLength,
)
const failed = layCounters({
  failures: { bucketMs: minute, buckets: 60 },
  mfaRefusals: { bucketMs: minute, buckets: 10 },
  failuresDay: { bucketMs: hour, buckets: 24 },
})
const fromSource = layCounters({ failures: { bucketMs: minute, buckets: 60 } })

export const loginCounters = logins.counters
export const trafficCounters = traffic.counters
export const failureCounters = failed.counters
export const sourceCounters = fromSource.counters

/** What is read of a person who did nothing of the kind; never written to. */
const noLogins = new Float32Array(logins.end)
const noTraffic = new Float32Array(traffic.end)
const noFailures = new Float32Array(failed.end)
const noFailuresOfSource = new Float32Array(fromSource.end)

const sourceBounds = { most: 64, window: day }
const countryBounds = { most: 16, window: day }
const destinationBounds = { most: 256, window: hour }
const portBounds = { most: 256, window: minute }
const userBounds = { most: 256, window: hour }
export const deviceWindowMs = 30 * day
/** Of the people seen with one device. */
export const peopleBounds = { most: 16, window: deviceWindowMs }

/** What there is none of is absent. */
interface SavedOfEntity {
  last: SavedLastActs | undefined
  logins: Float32Array | undefined
  traffic: Float32Array | undefined
  failures: Float32Array | undefined
  failuresUntil: number
  reasons: SavedReasons | undefined
  sources: RecentSet
  countries: RecentSet
  destinations: RecentSet
  ports: RecentSet
}

/**
 * What a person (or an address nobody is known behind) did lately, whether or not it may be learned from. Counters and
 * sets come into being with the first act of their kind: the fields are read, the `note` methods write. Failures go again
 * once they are a day old, since most people have none; all of it may go when there was no act for `recentMemoryMs`.
 */
export class RecentOfEntity {
  /** Of who has no profile; with the first profile it goes over to that. */
  last: LastActs | undefined
  logins = noLogins
  /** With the gaps between connections. */
  traffic = noTraffic
  failures = noFailures
  reasons: RecentReasons | undefined
  /** Addresses of sign-ins and attempts. */
  sources = emptySet
  /** Countries of sign-ins. */
  countries = emptySet
  /** Internal addresses talked to. */
  destinations = emptySet
  ports = emptySet
  #failuresUntil = NaN

  save(): SavedOfEntity {
    const { last, logins, traffic, failures, reasons, sources, countries, destinations, ports } = this
    return {
      last: last?.save(),
      logins: logins === noLogins ? undefined : logins,
      traffic: traffic === noTraffic ? undefined : traffic,
      failures: failures === noFailures ? undefined : failures,
      failuresUntil: this.#failuresUntil,
      reasons: reasons?.save(),
      sources,
      countries,
      destinations,
      ports,
    }
  }

  static restore(this: void, stored: SavedOfEntity): RecentOfEntity {
    const recent = new RecentOfEntity()
    recent.last = stored.last && LastActs.restore(stored.last)
    recent.logins = stored.logins?.slice() ?? noLogins
    recent.traffic = stored.traffic?.slice() ?? noTraffic
    recent.failures = stored.failures?.slice() ?? noFailures
    recent.#failuresUntil = stored.failuresUntil
    recent.reasons = stored.reasons && new RecentReasons(stored.reasons)
    recent.sources = stored.sources
    recent.countries = stored.countries
    recent.destinations = stored.destinations
    recent.ports = stored.ports
    return recent
  }

  noteLogins(): Float32Array {
    return this.logins === noLogins ? (this.logins = noLogins.slice()) : this.logins
  }

  noteTraffic(): Float32Array {
    return this.traffic === noTraffic ? (this.traffic = noTraffic.slice()) : this.traffic
  }

  noteFailures(time: number): Float32Array {
    const until = time + day + latenessMs
    if (!(this.#failuresUntil > until)) this.#failuresUntil = until
    return this.failures === noFailures ? (this.failures = noFailures.slice()) : this.failures
  }

  noteReason(key: number, time: number): void {
    this.reasons ??= new RecentReasons()
    this.reasons.add(key, time)
  }

  /** Lets go what is too old to be asked for. */
  forget(time: number): void {
    if (!(time > this.#failuresUntil)) return
    this.failures = noFailures
    this.reasons = undefined
    this.#failuresUntil = NaN
  }

  noteSource(key: number, time: number): void {
    this.sources = touch(this.sources, sourceBounds, key, time)
  }

  noteCountry(key: number, time: number): void {
    this.countries = touch(this.countries, countryBounds, key, time)
  }

  noteDestination(key: number, time: number): void {
    this.destinations = touch(this.destinations, destinationBounds, key, time)
  }

  notePort(key: number, time: number): void {
    this.ports = touch(this.ports, portBounds, key, time)
  }
}

/** Nobody asks for what a person did longer ago, but for the last acts. */
export const recentMemoryMs = day + latenessMs
/** Nobody asks for what came from an address longer ago. */
export const sourceMemoryMs = hour + latenessMs

interface SavedOfSource {
  failures: Float32Array | undefined
  users: RecentSet
}

/** What came from one outer address lately. */
export class RecentOfSource {
  failures = noFailuresOfSource
  users: RecentSet = emptySet

  save(): SavedOfSource {
    const { failures, users } = this
    return { failures: failures === noFailuresOfSource ? undefined : failures, users }
  }

  static restore(this: void, { failures, users }: SavedOfSource): RecentOfSource {
    const source = new RecentOfSource()
    source.failures = failures?.slice() ?? noFailuresOfSource
    source.users = users
    return source
  }

  noteUser(key: number, time: number): void {
    this.users = touch(this.users, userBounds, key, time)
  }

  noteFailure(time: number): void {
    if (this.failures === noFailuresOfSource) this.failures = noFailuresOfSource.slice()
    addTo(this.failures, sourceCounters.failures, time, 1)
  }
}
