import type { Teaching } from './feature.ts'
import type { View } from './view.ts'

/** Acts that wait at most: bounds memory where time stands still. */
export const mostHeld = 16_384

/** An act that waits to teach. */
interface Lesson {
  view: View
  /** The youngest time seen when the act came, so that lessons fall due in the order of the acts. */
  stamp: number
  /** Number of the act, counted from 0. */
  number: number
  /** undefined until the act is judged. */
  teaching: Teaching | undefined
}

/**
 * Acts wait here before they teach what is normal: for a while of event time, or for 16,384 further acts. When a lesson
 * falls due depends on the acts alone, never on when they were judged.
 */
export class HeldLessons {
  readonly #holdMs: number
  #lessons: Lesson[] = []
  /** Lessons before this position have left. */
  #left = 0
  /** Lessons before this position have been judged. */
  #judged = 0
  #added = 0

  constructor(holdMs: number) {
    this.#holdMs = holdMs
  }

  add(view: View, stamp: number): void {
    this.#lessons.push({ view, stamp, number: this.#added++, teaching: undefined })
  }

  /** Judges the oldest acts that were not judged yet. */
  judge(verdicts: readonly Teaching[]): void {
    for (const verdict of verdicts) {
      const lesson = this.#lessons[this.#judged++]
      if (lesson) lesson.teaching = verdict
    }
  }

  /** Lessons that are due at `now`, oldest first; they leave. Without a verdict an act teaches all. */
  *due(now: number): Generator<{ view: View; teaching: Teaching }> {
    for (;;) {
      const lesson = this.#lessons[this.#left]
      if (!lesson || !this.#isDue(lesson, now, this.#added - 1)) break
      this.#left += 1
      yield { view: lesson.view, teaching: lesson.teaching ?? 'all' }
    }
    // Half at least is dropped at a time, so that no lesson is moved more than once on average.
    if (this.#left === 0 || 2 * this.#left < this.#lessons.length) return
    this.#lessons = this.#lessons.slice(this.#left)
    this.#judged = Math.max(0, this.#judged - this.#left)
    this.#left = 0
  }

  /** How many of the acts that come at `stamps` can be taken before one that was not judged has to teach. */
  reach(stamps: readonly number[]): number {
    const waiting = this.#lessons[Math.max(this.#left, this.#judged)]
    const first = waiting ?? { stamp: stamps[0] ?? 0, number: this.#added }
    const blocked = stamps.findIndex((stamp, i) => this.#isDue(first, stamp, this.#added + i))
    return blocked < 0 ? stamps.length : blocked
  }

  /** Whether a lesson is due when act number `current` has come at `now`. */
  #isDue({ stamp, number }: Pick<Lesson, 'stamp' | 'number'>, now: number, current: number): boolean {
    return now - stamp >= this.#holdMs || current - number >= mostHeld
  }
}
