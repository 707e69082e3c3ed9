import type { Teaching } from './feature.ts'
import type { View } from './view.ts'

/** Acts that wait at most: bounds memory where time stands still. */
export const mostHeld = 16_384

/**
 * Acts wait here before they teach what is normal: for a while of event time, or for 16,384 further acts. When a lesson
 * falls due depends on the acts alone, never on when they were judged.
 */
export class HeldLessons {
  readonly #holdMs: number
  /** What has left is undefined. */
  #lessons: (View | undefined)[] = []
  /** Lessons before this position have left. */
  #left = 0
  /** Lessons before this position have been judged. */
  #judged = 0
  #added = 0

  constructor(holdMs: number) {
    this.#holdMs = holdMs
  }

  add(view: View, stamp: number): void {
    view.stamp = stamp
    view.number = this.#added++
    view.teaching = undefined
    this.#lessons.push(view)
  }

  /** Judges the oldest acts that were not judged yet. */
  judge(verdicts: readonly Teaching[]): void {
    for (const verdict of verdicts) {
      const lesson = this.#lessons[this.#judged++]
      if (lesson) lesson.teaching = verdict
    }
  }

  /** The oldest lesson, where it is due at `now`; it leaves. Without a verdict an act teaches all. */
  take(now: number): View | undefined {
    const lesson = this.#lessons[this.#left]
    if (!lesson || !this.#isDue(lesson, now, this.#added - 1)) return undefined
    this.#lessons[this.#left++] = undefined
    if (this.#left === mostHeld) {
      this.#lessons = this.#lessons.slice(this.#left)
      this.#judged = Math.max(0, this.#judged - this.#left)
      this.#left = 0
    }
    return lesson
  }

  /** How many of the acts that come at `stamps` (NaN: teaches nothing) can be taken before one that was not judged has to teach. */
  reach(stamps: readonly number[]): number {
    let first: Pick<View, 'stamp' | 'number'> | undefined = this.#lessons[Math.max(this.#left, this.#judged)]
    let number = this.#added
    for (const [index, stamp] of stamps.entries()) {
      if (Number.isNaN(stamp)) continue
      first ??= { stamp, number }
      if (this.#isDue(first, stamp, number)) return index
      number += 1
    }
    return stamps.length
  }

  /** Whether a lesson is due when act number `current` has come at `now`. */
  #isDue({ stamp, number }: Pick<View, 'stamp' | 'number'>, now: number, current: number): boolean {
    return now - stamp >= this.#holdMs || current - number >= mostHeld
  }
}
