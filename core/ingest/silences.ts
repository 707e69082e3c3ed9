/** A time without records, epoch ms. */
interface Gap {
  from: number
  to: number
}

export interface GapReport {
  /** Of the 200 longest silences; `longest` holds ten in order of time. */
  count: number
  longest: Gap[]
  /** From which length a silence counted as a gap here, ms. */
  thresholdMs: number
}

const minute = 60_000
const day = 86_400_000
/** A shorter silence is never a gap. */
const leastGap = 10 * minute
/** A gap is so many times longer than all but one in a hundred intervals between records ... */
const timesUsual = 10
/** ... and so many times longer than the longest silence of a usual (the median) day, so that nights are no gaps. */
const timesDaily = 1.5
const keptSilences = 200
const reportedGaps = 10
/** Ten years of days. */
const mostDays = 3660
/** Fewer days say nothing about a usual one. */
const leastDays = 3
/** Interval classes: four to each doubling of a millisecond. */
const classes = 4 * 45

/**
 * Finds the times in which a source that usually writes wrote nothing. Takes times in their order of arrival; one
 * that steps back counts as no interval.
 */
export class Silences {
  /** Intervals by class; most of many files are short and have few. */
  readonly #histogram = new Map<number, number>()
  #intervals = 0
  #last: number | undefined
  /** The longest silences so far, shortest first. */
  readonly #kept: Gap[] = []
  /** The longest silence that ended on a day. */
  readonly #daily = new Map<number, number>()

  add(time: number): void {
    const last = this.#last
    if (last !== undefined && !(time > last)) {
      if (time === last) this.#count(0)
      return
    }
    this.#last = time
    if (last === undefined) return
    const interval = time - last
    this.#count(interval)
    if (interval < leastGap) return
    this.#keep({ from: last, to: time })
    const ended = Math.floor(time / day)
    const longest = this.#daily.get(ended)
    if (longest === undefined ? this.#daily.size < mostDays : interval > longest)
      this.#daily.set(ended, interval)
  }

  report(): GapReport {
    const thresholdMs = Math.max(leastGap, timesUsual * this.#usual(), timesDaily * this.#usualDay())
    const gaps = this.#kept.filter(({ from, to }) => to - from > thresholdMs)
    const longest = gaps.slice(-reportedGaps).sort((a, b) => a.from - b.from)
    return { count: gaps.length, longest, thresholdMs: Math.round(thresholdMs) }
  }

  #count(interval: number): void {
    const at = interval < 1 ? 0 : Math.min(classes - 1, 1 + Math.floor(4 * Math.log2(interval)))
    this.#histogram.set(at, (this.#histogram.get(at) ?? 0) + 1)
    this.#intervals += 1
  }

  #keep(silence: Gap): void {
    const length = silence.to - silence.from
    const shortest = this.#kept[0]
    if (this.#kept.length >= keptSilences) {
      if (shortest !== undefined && length <= shortest.to - shortest.from) return
      this.#kept.shift()
    }
    const at = this.#kept.findIndex(({ from, to }) => to - from > length)
    this.#kept.splice(at < 0 ? this.#kept.length : at, 0, silence)
  }

  /** The 99th percentile of the intervals, to within a fifth. */
  #usual(): number {
    let above = Math.floor(this.#intervals / 100)
    for (let at = classes - 1; at > 0; at--) {
      above -= this.#histogram.get(at) ?? 0
      if (above < 0) return 2 ** ((at - 1) / 4)
    }
    return 0
  }

  #usualDay(): number {
    if (this.#daily.size < leastDays) return 0
    const sorted = [...this.#daily.values()].sort((a, b) => a - b)
    return sorted[Math.floor(sorted.length / 2)] ?? 0
  }
}
