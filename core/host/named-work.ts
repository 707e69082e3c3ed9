/** Work that can be given up by its name: the newest under a name ends the one before. */
export class NamedWork {
  readonly #running = new Map<string, AbortController>()

  /** @param gone aborted when nobody waits for it any more */
  async run<T>(
    name: string | undefined,
    gone: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    if (name === undefined) return work(gone)
    this.cancel(name)
    const own = new AbortController()
    this.#running.set(name, own)
    try {
      return await work(AbortSignal.any([gone, own.signal]))
    } finally {
      if (this.#running.get(name) === own) this.#running.delete(name)
    }
  }

  cancel(name: string): void {
    this.#running.get(name)?.abort(new Error('The search was given up.'))
  }
}
