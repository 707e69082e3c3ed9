import type { Memory } from '../memory/memory.ts'
import type { Table } from '../memory/table.ts'
import type { Teaching } from './feature.ts'
import { saveLesson } from './lesson.ts'
import type { Lesson } from './lesson.ts'

/** Acts that wait at most: bounds memory where time stands still. */
export const mostHeld = 16_384

/**
 * Acts wait here before they teach what is normal: for a while of event time, or for 16,384 further acts. When a lesson
 * falls due depends on the acts alone, never on when they were judged.
 */
export class HeldLessons {
  readonly #holdMs: number
  /** By number; what has left is gone. */
  readonly #lessons: Table<number, Lesson>
  /** Lessons before this number have left. */
  #left = 0
  /** Lessons before this number have been judged. */
  #judged = 0
  #added = 0

  constructor(holdMs: number, memory: Memory) {
    this.#holdMs = holdMs
    const codec = { encode: saveLesson, decode: (stored: unknown) => stored as Lesson }
    // So many that none is ever forgotten.
    this.#lessons = memory.table('features.lessons', { bound: 4 * mostHeld, codec })
    memory.cell('features.held', {
      save: () => [this.#left, this.#judged, this.#added],
      restore: ([left = 0, judged = 0, added = 0]) => {
        this.#left = left
        this.#judged = judged
        this.#added = added
      },
    })
  }

  add(lesson: Lesson, stamp: number): void {
    lesson.stamp = stamp
    lesson.number = this.#added++
    lesson.teaching = undefined
    this.#lessons.set(lesson.number, lesson)
  }

  /** Judges the oldest acts that were not judged yet. */
  judge(verdicts: readonly Teaching[]): void {
    for (const verdict of verdicts) {
      const lesson = this.#lessons.get(this.#judged++)
      if (lesson) lesson.teaching = verdict
    }
  }

  /** The oldest lesson, where it is due at `now`; it leaves. Without a verdict an act teaches all. */
  take(now: number): Lesson | undefined {
    const lesson = this.#lessons.peek(this.#left)
    if (!lesson || !this.#isDue(lesson, now, this.#added - 1)) return undefined
    this.#lessons.delete(this.#left++)
    return lesson
  }

  /** How many of the acts that come at `stamps` (NaN: teaches nothing) can be taken before one that was not judged has to teach. */
  reach(stamps: readonly number[]): number {
    let first: Pick<Lesson, 'stamp' | 'number'> | undefined = this.#lessons.peek(
      Math.max(this.#left, this.#judged),
    )
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
  #isDue({ stamp, number }: Pick<Lesson, 'stamp' | 'number'>, now: number, current: number): boolean {
    return now - stamp >= this.#holdMs || current - number >= mostHeld
  }
}
