/** Something the core is asked for. While it is asked again the last value stays. */
export interface Loadable<T> {
  value: T | undefined
  loading: boolean
  error: string | undefined
}

export const notLoaded: Loadable<never> = { value: undefined, loading: false, error: undefined }

/**
 * One request at a time: calls that come while it runs lead to a single further one, so a burst of changes costs two
 * requests and the last answer is the newest.
 */
export function createLoader<T>(
  request: () => Promise<T>,
  update: (change: Partial<Loadable<T>>) => void,
): () => Promise<void> {
  let running: Promise<void> | undefined
  let again = false

  async function run() {
    do {
      again = false
      update({ loading: true })
      try {
        update({ value: await request(), loading: again, error: undefined })
      } catch (error) {
        update({ loading: again, error: messageOf(error) })
      }
    } while (again)
  }

  return () => {
    if (running !== undefined) again = true
    else running = run().finally(() => (running = undefined))
    return running
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
