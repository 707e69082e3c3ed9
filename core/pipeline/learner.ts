import { errorMessage } from '../event/error-message.ts'
import type { Act } from '../event/act.ts'
import type { Generation } from '../models/manifest.ts'
import type { TrainingData, TrainingOptions } from '../models/train.ts'
import { trainOnWorker } from '../models/train-on-worker.ts'
import { Learning, type Held } from './learning.ts'
import type { StageClock } from './stage-clock.ts'
import { createTrainingSet } from './training-set.ts'

/** Same input, same result. */
const seed = 1

interface LearnerOptions {
  /** Acts wait until it is known whether they can teach an ensemble, so that it judges them, too; otherwise they go on at once. */
  holdsBack: boolean
  clock: StageClock
  signal: AbortSignal
  /** Goes over to what was learned. */
  adopt: (generation: Generation) => Promise<void>
}

/** Learns an ensemble from the first acts of a stream, where they are enough. */
export class Learner {
  readonly #options: LearnerOptions
  #learning: Learning | undefined = new Learning()
  #learned: Omit<Held, 'batches'> | undefined
  #ready: Promise<void> = Promise.resolve()

  constructor(options: LearnerOptions) {
    this.#options = options
  }

  /** Whether acts are held back now. */
  get isHolding(): boolean {
    return this.#learning !== undefined && this.#options.holdsBack
  }

  /** What was learned from, and why not more; undefined while nothing is decided. */
  get learned(): Omit<Held, 'batches'> | undefined {
    return this.#learned
  }

  /** Fulfilled when the ensemble that is being learned, if any, is in place. */
  get ready(): Promise<void> {
    return this.#ready
  }

  /**
   * Takes acts.
   * @returns those that go on now, and whether they were held back before
   */
  take(acts: Act[]): { acts: Act[]; wereHeld: boolean } {
    const { clock, holdsBack } = this.#options
    const learning = this.#learning
    const suffices = learning !== undefined && clock.measure('learn', () => learning.hold(acts))
    if (learning === undefined || !holdsBack) {
      if (suffices) this.release()
      return { acts, wereHeld: false }
    }
    return { acts: suffices ? this.release() : [], wereHeld: true }
  }

  /** Decides by what there is: at the end of the input. @returns the acts that were held back */
  release(): Act[] {
    const held = this.#learning?.release()
    this.#learning = undefined
    if (!held) return []
    const { clock, signal, holdsBack } = this.#options
    const { batches, ...learned } = held
    this.#learned = learned
    if (held.suffices && !signal.aborted) {
      const data = clock.measure('learn', () => createTrainingSet([batches]))
      // Part of the generation's name: of the log, not of the clock, so that the same log gives the same ensemble.
      const created = batches[0]?.acts[0]?.time ?? 0
      this.#ready = this.#learn(data, { seed, created, description: held.explanation })
    }
    return holdsBack ? batches.flatMap(({ acts }) => acts) : []
  }

  async #learn(data: TrainingData, options: Omit<TrainingOptions, 'cancelled'>): Promise<void> {
    const { signal, adopt } = this.#options
    try {
      await adopt(await trainOnWorker(data, options, signal))
    } catch (error) {
      const explanation = signal.aborted
        ? 'The import was cancelled before the log had taught an ensemble.'
        : `The log could not teach an ensemble (${errorMessage(error)}): the one that comes with Sonic was used.`
      if (this.#learned) this.#learned = { ...this.#learned, suffices: false, explanation }
    }
  }
}
