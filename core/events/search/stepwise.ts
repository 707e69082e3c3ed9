import { setImmediate } from 'node:timers/promises'

/** One after the other; others run in between. @throws the reason of an aborted signal */
export async function* stepwise<T>(steps: readonly T[], signal: AbortSignal | undefined): AsyncGenerator<T> {
  for (const step of steps) {
    signal?.throwIfAborted()
    yield step
    await setImmediate()
  }
}
