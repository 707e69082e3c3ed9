import type { Act } from '../event/act.ts'
import type { FeatureBatch } from '../features/feature.ts'
import { Featuriser } from '../features/featuriser.ts'
import { holdMs } from './hold.ts'
import { day } from '../event/time-units.ts'

/** Acts held back at most while a log is waited for to show enough of itself: bounds memory (about 100 MB). */
const maxHeldActs = 60_000
/** History that a log must have to teach its own ensemble: two working weeks show most people's habits. */
const minDays = 10
const minActs = 1_000
const minStarts = 150

/** Enough history to stop holding back, though the log goes on. */
const enoughDays = 28

/** What was learned from. */
export interface Learned {
  acts: number
  days: number
  /** Whether what was held is enough to learn from; `explanation` says so, or what is missing. */
  suffices: boolean
  explanation: string
}

interface Held extends Learned {
  batches: FeatureBatch[]
}

/** Holds back the first batches of a log until it is known whether they can teach what is normal in it. */
export class Learning {
  /** Nobody judges these acts before there is an ensemble, so all of them teach; it goes with the learning. */
  readonly #featuriser = new Featuriser({ holdMs })
  #batches: FeatureBatch[] = []
  #acts = 0
  #starts = 0
  #first = Infinity
  #last = -Infinity

  /**
   * Takes acts up to the one with which there are enough, however they are cut.
   * @returns true when no more is needed: time to call `release`
   */
  hold(acts: readonly Act[]): boolean {
    let taken = 0
    let isEnough = false
    for (const act of acts) {
      if (act.time < this.#first) this.#first = act.time
      if (act.time > this.#last) this.#last = act.time
      if (act.kind === 'start') this.#starts++
      this.#acts++
      taken++
      isEnough = this.#acts >= maxHeldActs || (this.#days() >= enoughDays && this.#isRich())
      if (isEnough) break
    }
    this.#batches.push(this.#featuriser.featurise(acts.slice(0, taken)))
    return isEnough
  }

  release(): Held {
    const days = this.#days()
    const held = { batches: this.#batches, acts: this.#acts, days }
    this.#batches = []
    const span = `${count(this.#acts)} acts over ${days.toFixed(1)} days with ${count(this.#starts)} sessions`
    if (days >= minDays && this.#isRich()) {
      return {
        ...held,
        suffices: true,
        explanation: `What is normal was learned from the log itself: ${span}.`,
      }
    }
    if (this.#acts === 0) {
      const explanation =
        'Nothing was analysed that could teach: the ensemble that comes with Sonic stays in use.'
      return { ...held, suffices: false, explanation }
    }
    return {
      ...held,
      suffices: false,
      explanation:
        `The log is too short to learn from (${span}; ${minDays} days, ${minActs} acts and ${minStarts} sessions ` +
        `are needed): the ensemble that comes with Sonic was used.`,
    }
  }

  #days(): number {
    return this.#acts === 0 ? 0 : (this.#last - this.#first) / day
  }

  #isRich(): boolean {
    return this.#acts >= minActs && this.#starts >= minStarts
  }
}

function count(value: number): string {
  return value.toLocaleString('en-US')
}
