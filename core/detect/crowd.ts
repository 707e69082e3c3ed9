import { through } from '../memory/codec.ts'
import type { Severity } from './alert.ts'

/**
 * Alike alerts of a UTC day, and people they are of, beyond which they are a crowd's (ours): far more than anybody reads one
 * by one. Ordinary logs of 300 people, attacks among them, have 24 of the most frequent in a day. Of low ones nobody needs
 * a verdict on each.
 */
const mostAlike = { low: 100, medium: 500, high: 500, critical: 500 } satisfies Record<Severity, number>
/** Where the day before was a crowd's, a tenth of it: the flood goes on, and has been told (ours). */
const goingOn = 10

interface CrowdDay {
  day: number
  /** People, and alerts, beyond which it is a crowd on that day. */
  most: number
  found: number
  raised: number
  people: number
  strongest: number
  /** Id of the alert that stands for the people beyond the bound. */
  standIn: string | undefined
}

/** Alerts that say the same at one gateway with the same severity, whoever they are of. */
export class Crowd {
  static readonly codec = through(
    (crowd: Crowd) => ({ bound: crowd.#bound, today: crowd.#today }),
    ({ bound, today }) => {
      const crowd = new Crowd('low')
      crowd.#bound = bound
      crowd.#today = today
      return crowd
    },
  )
  #bound: number
  #today: CrowdDay

  constructor(severity: Severity) {
    this.#bound = mostAlike[severity]
    this.#today = beginDay(-Infinity, this.#bound)
  }

  /** @param day of the act, since 1970; one that comes late is counted with the day at hand */
  see(day: number): void {
    if (day > this.#today.day) {
      const isGoingOn = day === this.#today.day + 1 && this.#today.found >= this.#bound
      this.#today = beginDay(day, isGoingOn ? this.#bound / goingOn : this.#bound)
    }
    this.#today.found += 1
  }

  /** So many alike alerts were raised that each person has one. */
  get isMany(): boolean {
    return this.#today.raised >= this.#today.most
  }

  /** So many people have one that the alert of the last stands for the others. */
  get isFull(): boolean {
    return this.#today.people >= this.#today.most
  }

  /** Id of the alert that stands for people beyond the bound; undefined while there is none. */
  get standIn(): string | undefined {
    return this.#today.standIn
  }

  /** Whether that alert stands for this one, too: it must not be stronger by `strongerBy` points. */
  covers(score: number, strongerBy: number): boolean {
    return this.isFull && score < this.#today.strongest + strongerBy
  }

  /** Whether the next alert would be the one that stands for others. */
  needsStandIn(score: number, strongerBy: number, isNew: boolean): boolean {
    if (this.isFull) return score >= this.#today.strongest + strongerBy
    return isNew && this.#today.people + 1 >= this.#today.most
  }

  /** @param standIn id of the alert, where it stands for others from now on */
  raise(score: number, isNew: boolean, standIn: string | undefined): void {
    const today = this.#today
    today.raised += 1
    if (isNew) today.people += 1
    today.strongest = Math.max(today.strongest, score)
    today.standIn = standIn ?? today.standIn
  }
}

function beginDay(day: number, most: number): CrowdDay {
  return { day, most, found: 0, raised: 0, people: 0, strongest: 0, standIn: undefined }
}
