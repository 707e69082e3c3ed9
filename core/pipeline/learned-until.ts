import type { Act } from '../event/act.ts'
import type { Memory } from '../memory/memory.ts'

interface Learned {
  /** Time of the latest act, epoch ms. */
  latest: number
  /** The import that goes on, and what was the latest when it began. */
  import: string
  before: number
}

/** Up to when a workspace has learned; what is older comes too late to teach in its place. */
export class LearnedUntil {
  #learned: Learned

  constructor(memory: Memory, importId: string) {
    this.#learned = { latest: -Infinity, import: importId, before: -Infinity }
    memory.cell<Learned>('pipeline.learned', {
      save: () => ({ ...this.#learned }),
      restore: (stored) =>
        void (this.#learned =
          stored.import === importId
            ? { ...stored }
            : { ...stored, import: importId, before: stored.latest }),
    })
  }

  /** Epoch ms, before this import began; -Infinity where nothing was learned. */
  get before(): number {
    return this.#learned.before
  }

  see(acts: readonly Act[]): void {
    for (const { time } of acts) if (time > this.#learned.latest) this.#learned.latest = time
  }
}
