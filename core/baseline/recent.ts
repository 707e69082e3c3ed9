import { OpenSessions } from './open-sessions.ts'
import { RecentSet } from './recent-set.ts'
import { layCounters, RollingCounters } from './rolling-counters.ts'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

const entityLayout = layCounters({
  failures: { bucketMs: minuteMs, buckets: 60 },
  signIns: { bucketMs: minuteMs, buckets: 10 },
  mfaRefusals: { bucketMs: minuteMs, buckets: 10 },
  flows: { bucketMs: minuteMs, buckets: 10 },
  refused: { bucketMs: minuteMs, buckets: 10 },
  flowsNow: { bucketMs: minuteMs / 6, buckets: 6 },
  failuresDay: { bucketMs: hourMs, buckets: 24 },
  signInsDay: { bucketMs: hourMs, buckets: 24 },
  upSession: { bucketMs: hourMs, buckets: 24 },
  upFlow: { bucketMs: hourMs, buckets: 24 },
})
const sourceLayout = layCounters({ failures: { bucketMs: minuteMs, buckets: 60 } })

export const entityCounters = entityLayout.counters
export const sourceCounters = sourceLayout.counters

/** What a person (or an address nobody is known behind) did lately, whether or not it may be learned from. */
export class RecentOfEntity {
  readonly counters = new RollingCounters(entityLayout.length, Object.keys(entityCounters).length)
  lastAct = NaN
  /** Token of the last act, 0 before the first. */
  token = 0
  #sources: RecentSet | undefined
  #countries: RecentSet | undefined
  #destinations: RecentSet | undefined
  #ports: RecentSet | undefined
  #sessions: OpenSessions | undefined

  /** Addresses of sign-ins and attempts. */
  get sources(): RecentSet {
    return (this.#sources ??= new RecentSet(64, dayMs))
  }

  /** Countries of sign-ins. */
  get countries(): RecentSet {
    return (this.#countries ??= new RecentSet(16, dayMs))
  }

  /** Internal addresses talked to. */
  get destinations(): RecentSet {
    return (this.#destinations ??= new RecentSet(256, hourMs))
  }

  get ports(): RecentSet {
    return (this.#ports ??= new RecentSet(256, minuteMs))
  }

  get sessions(): OpenSessions {
    return (this.#sessions ??= new OpenSessions())
  }
}

/** What came from one outer address lately. */
export class RecentOfSource {
  readonly counters = new RollingCounters(sourceLayout.length, 1)
  readonly users = new RecentSet(256, hourMs)
}

/** People seen with one device. */
export const deviceWindowMs = 30 * dayMs
export function peopleOfDevice(): RecentSet {
  return new RecentSet(16, deviceWindowMs)
}
