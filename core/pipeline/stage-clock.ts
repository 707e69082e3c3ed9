export type Stage = 'read' | 'enrich' | 'featurise' | 'learn' | 'score' | 'detect' | 'store'

/** Seconds this thread spent in each stage; for `score` that is the time spent waiting for the other thread. */
export class StageClock {
  readonly #seconds: Record<Stage, number> = {
    read: 0,
    enrich: 0,
    featurise: 0,
    learn: 0,
    score: 0,
    detect: 0,
    store: 0,
  }
  #total = 0

  measure<T>(stage: Stage, work: () => T): T {
    const begun = performance.now()
    try {
      return work()
    } finally {
      this.#add(stage, performance.now() - begun)
    }
  }

  /** Time until `work` is done, less what this thread measured of other stages meanwhile. */
  async wait<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
    const begun = performance.now()
    const before = this.#total
    try {
      return await work()
    } finally {
      this.#add(stage, performance.now() - begun - (this.#total - before))
    }
  }

  seconds(): Record<Stage, number> {
    return { ...this.#seconds }
  }

  #add(stage: Stage, ms: number): void {
    this.#seconds[stage] += ms / 1000
    this.#total += ms
  }
}
