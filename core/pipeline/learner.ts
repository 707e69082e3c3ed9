import { errorMessage } from '../event/error-message.ts'
import type { Act } from '../event/act.ts'
import type { Generation } from '../models/manifest.ts'
import type { TrainingData, TrainingOptions } from '../models/train.ts'
import { trainOnWorker } from '../models/train-on-worker.ts'
import { Learning, type Learned } from './learning.ts'
import type { StageClock } from './stage-clock.ts'
import { createTrainingSet } from './training-set.ts'

/** Same input, same result. */
const seed = 1

interface LearnerOptions {
  clock: StageClock
  signal: AbortSignal
  /** Goes over to what was learned. */
  adopt: (generation: Generation) => Promise<void>
}

/** Learns an ensemble from the first acts of a stream, where they are enough. */
export class Learner {
  readonly #options: LearnerOptions
  #learning: Learning | undefined = new Learning()
  #learned: Learned | undefined
  #ready: Promise<void> = Promise.resolve()

  constructor(options: LearnerOptions) {
    this.#options = options
  }

  /** Whether it is not known yet whether the acts are enough. */
  get isOpen(): boolean {
    return this.#learning !== undefined
  }

  /** What was learned from, and why not more; undefined while nothing is decided. */
  get learned(): Learned | undefined {
    return this.#learned
  }

  /** Fulfilled when the ensemble that is being learned, if any, is in place. */
  get ready(): Promise<void> {
    return this.#ready
  }

  /** Looks at acts, and decides where they are enough. */
  see(acts: readonly Act[]): void {
    const learning = this.#learning
    if (learning && this.#options.clock.measure('learn', () => learning.hold(acts))) this.decide()
  }

  /** Decides by what there is: at the end of the input. */
  decide(): void {
    const held = this.#learning?.release()
    this.#learning = undefined
    if (!held) return
    const { clock, signal } = this.#options
    const { batches, ...learned } = held
    this.#learned = learned
    if (!held.suffices || signal.aborted) return
    const data = clock.measure('learn', () => createTrainingSet([batches]))
    // Part of the generation's name: of the log, not of the clock, so that the same log gives the same ensemble.
    const created = batches.find(({ acts }) => acts.length > 0)?.acts[0]?.time ?? 0
    this.#ready = this.#learn(data, { seed, created, description: held.explanation })
  }

  async #learn(data: TrainingData, options: Omit<TrainingOptions, 'cancelled'>): Promise<void> {
    const { signal, adopt } = this.#options
    try {
      await adopt(await trainOnWorker(data, options, signal))
    } catch (error) {
      // Nothing may be judged by another ensemble: whoever goes on learns it again.
      if (signal.aborted) return new Promise(() => {})
      const explanation = `The log could not teach an ensemble (${errorMessage(error)}): the one that comes with Sonic was used.`
      if (this.#learned) this.#learned = { ...this.#learned, suffices: false, explanation }
    }
  }
}
