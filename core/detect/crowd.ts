import type { AlertCount } from './alert-count.ts'
import type { Severity } from './alert.ts'

/**
 * Alike alerts of a UTC day, and people they are of, beyond which they are a crowd's (ours): far more than anybody reads one
 * by one. Ordinary logs of 300 people, attacks among them, have 24 of the most frequent in a day. Of low ones nobody needs
 * a verdict on each.
 */
const mostAlike = { low: 100, medium: 500, high: 500, critical: 500 } satisfies Record<Severity, number>
/** Where the day before was a crowd's, a tenth of it: the flood goes on, and has been told (ours). */
const goingOn = 10

/** Alerts that say the same at one gateway with the same severity, whoever they are of. */
export class Crowd {
  readonly #bound: number
  #most: number
  #day = -Infinity
  #found = 0
  #raised = 0
  #people = 0
  #strongest = 0
  /** The alert that stands for the people beyond the bound. */
  #count: AlertCount | undefined

  constructor(severity: Severity) {
    this.#bound = mostAlike[severity]
    this.#most = this.#bound
  }

  /** @param day of the act, since 1970; one that comes late is counted with the day at hand */
  see(day: number): void {
    if (day > this.#day) this.#begin(day)
    this.#found += 1
  }

  /** So many alike alerts were raised that each person has one. */
  get isMany(): boolean {
    return this.#raised >= this.#most
  }

  /** So many people have one that the alert of the last stands for the others. */
  get isFull(): boolean {
    return this.#people >= this.#most
  }

  /** The alert that stands for people beyond the bound, where this one is not stronger by `strongerBy` points. */
  standIn(score: number, strongerBy: number): AlertCount | undefined {
    return this.isFull && score < this.#strongest + strongerBy ? this.#count : undefined
  }

  /** Whether the next alert would be the one that stands for others. */
  needsStandIn(score: number, strongerBy: number, isNew: boolean): boolean {
    if (this.isFull) return score >= this.#strongest + strongerBy
    return isNew && this.#people + 1 >= this.#most
  }

  raise(score: number, isNew: boolean, standIn: AlertCount | undefined): void {
    this.#raised += 1
    if (isNew) this.#people += 1
    this.#strongest = Math.max(this.#strongest, score)
    if (!standIn) return
    this.#count?.settle()
    this.#count = standIn
  }

  #begin(day: number): void {
    const isGoingOn = day === this.#day + 1 && this.#found >= this.#bound
    this.#most = isGoingOn ? this.#bound / goingOn : this.#bound
    this.#day = day
    this.#found = 0
    this.#raised = 0
    this.#people = 0
    this.#strongest = 0
    this.#count?.settle()
    this.#count = undefined
  }
}
