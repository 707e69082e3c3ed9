import type { ActKind } from '../event/act.ts'
import { fields } from '../memory/codec.ts'
import { Memory } from '../memory/memory.ts'
import type { Table } from '../memory/table.ts'
import { HourlyLoad } from './hourly-load.ts'
import { RecentScores } from './recent-scores.ts'
import { hour } from '../event/time-units.ts'

/** More than one act in ten is no rarity, however much of the budget is left (ours). */
const highestLevel = 0.1
/** How strongly levels follow what is owed: a difference of a day's budget multiplies them by e (ours). */
const gain = 1
/** Days of budget that may be owed: a flood of outliers is paid back for three days, a silence brings one (ours). */
const owedDays = { least: -3, most: 1 }
/** A gap in the log counts as no more hours. */
const longestGap = 24

interface Kind {
  load: HourlyLoad
  scores: RecentScores
  /** Outliers in a mean hour. */
  share: number
}

const kindCodec = fields<Kind>({ load: HourlyLoad.codec, scores: RecentScores.codec })

/** Of all kinds together. */
interface Sums {
  /** In the order in which they came. */
  kinds: ActKind[]
  hour: number
  owed: number
  raised: number
  first: number
  last: number
}

/** How an alert budget was kept. */
export interface RealisedBudget {
  askedPerDay: number
  raised: number
  /** Event time from the first act to the last. */
  days: number
}

/**
 * Decides which acts are outliers so that about `budget` a day are, over all kinds of act together.
 *
 * Each kind of act gets an equal share of the budget, or flows would use up what logins need; what a rare kind cannot use
 * goes to the others. A kind's share is spread over the hours of the week by the square root of their load: a quiet night is
 * watched more closely than a busy noon. That makes the level of an act: the share of the acts of its kind and hour that may
 * be outliers. An act is one when its conformal p-value among the recent acts of its kind (`RecentScores`) is no larger.
 *
 * p-values are right on average over the week, not in each hour, and a log changes; so the level is multiplied by
 * `exp(gain x owed / budget)`, `owed` being the budget of the time gone by less the outliers in it. That is the error
 * integration of conformal PID control (Angelopoulos, Candes and Tibshirani, arXiv 2307.16895), which holds the long-run rate
 * for any sequence of scores. It is bounded, as is the level: where a log has fewer than ten acts for each alert asked for,
 * one in ten is an outlier and the budget is not reached.
 */
export class AdaptiveThreshold {
  readonly #budget: number
  readonly #kinds: Table<ActKind, Kind>
  #sums: Sums = { kinds: [], hour: -Infinity, owed: 0, raised: 0, first: Infinity, last: -Infinity }

  /** @param budget outliers a day; 0 for none */
  constructor(budget: number, memory = new Memory()) {
    this.#budget = budget
    this.#kinds = memory.table('detect.threshold.kinds', { bound: Infinity, codec: kindCodec })
    memory.cell('detect.threshold.sums', {
      save: () => structuredClone(this.#sums),
      restore: (stored) => (this.#sums = stored as Sums),
    })
  }

  /** Takes in one scored act, in event order; `time` in epoch ms, `pValue` and `fused` as the models give them. */
  isOutlier(kind: ActKind, time: number, pValue: number, fused: number): boolean {
    if (!Number.isFinite(time)) return false
    this.#sums.first = Math.min(this.#sums.first, time)
    this.#sums.last = Math.max(this.#sums.last, time)
    this.#advance(time)
    const seen = this.#kinds.demand(kind, () => {
      this.#sums.kinds.push(kind)
      return { load: new HourlyLoad(), scores: new RecentScores(), share: 0 }
    })
    seen.load.add(time)
    if (seen.load.isYoung) this.#shareOut()
    const isOutlier = seen.scores.see(time, fused, pValue) <= this.#levelOf(seen, time)
    if (isOutlier) {
      this.#sums.raised += 1
      this.#owe(-1)
    }
    return isOutlier
  }

  get realised(): RealisedBudget {
    const { raised, first, last } = this.#sums
    return { askedPerDay: this.#budget, raised, days: Math.max(0, last - first) / (24 * hour) }
  }

  /** The largest p-value that is an outlier for a kind at a time; undefined for a kind not seen yet. */
  level(kind: ActKind, time: number): number | undefined {
    const seen = this.#kinds.peek(kind)
    return seen && this.#levelOf(seen, time)
  }

  #levelOf({ load, share }: Kind, time: number): number {
    if (this.#budget <= 0) return 0
    const wanted = (share * load.weight(time)) / load.expected(time)
    return Math.min(highestLevel, wanted * Math.exp((gain * this.#sums.owed) / this.#budget))
  }

  /** Lets time pass: the budget of the hours gone by is owed, and their load is known. */
  #advance(time: number): void {
    const now = Math.floor(time / hour)
    const { hour: before } = this.#sums
    if (now <= before) return
    const kinds = this.#seen()
    for (let at = Math.max(before, now - longestGap); at < now; at++)
      this.#owe(kinds.reduce((sum, { share, load }) => sum + share * load.weight(at * hour), 0))
    this.#sums.hour = now
    for (const { load } of kinds) load.advance(time)
    this.#shareOut()
  }

  /** Equal shares; what a kind is too rare to use goes to the more frequent ones. */
  #shareOut(): void {
    let left = this.#budget / 24
    const byLoad = this.#seen().sort((a, b) => a.load.mean - b.load.mean)
    for (const [i, kind] of byLoad.entries()) {
      kind.share = Math.min(highestLevel * kind.load.mean, left / (byLoad.length - i))
      left -= kind.share
    }
  }

  /** What is known of each kind, to be changed; in the order in which they came. */
  #seen(): Kind[] {
    return this.#sums.kinds.flatMap((kind) => this.#kinds.get(kind) ?? [])
  }

  #owe(outliers: number): void {
    const owed = this.#sums.owed + outliers
    this.#sums.owed = Math.min(owedDays.most * this.#budget, Math.max(owedDays.least * this.#budget, owed))
  }
}
