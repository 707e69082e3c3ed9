import { setTimeout } from 'node:timers/promises'

/** The clock on the wall, by which live input goes on. */
export interface Pace {
  /** Epoch ms. */
  now(): number
  /** Resolves after so many ms, or at once when the signal aborts. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
}

export const realPace: Pace = {
  now: () => Date.now(),
  wait: (ms, signal) => setTimeout(ms, undefined, signal ? { signal } : {}).catch(() => {}),
}
