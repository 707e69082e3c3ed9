export interface Watched {
  onExit(handler: (code: number) => void): void
}

interface SupervisorOptions<P extends Watched> {
  start: () => P
  /** It runs, for the first time or again. */
  onStarted: (running: P) => void
  /** It died too often, or said that it cannot run. */
  onGivenUp: (code: number) => void
  /** Whether starting it again is of no use. */
  cannotRun: () => boolean
  now?: () => number
}

/** More deaths than this within a minute: starting it again does not help. */
const mostDeaths = 3
const withinMs = 60_000

/** Starts a process, and starts it again when it dies. Ends with the function that is given back. */
export function supervise<P extends Watched>(options: SupervisorOptions<P>): () => P | undefined {
  const { now = Date.now } = options
  let deaths: number[] = []
  let running: P | undefined
  let isEnded = false

  const start = (): void => {
    const started = options.start()
    running = started
    started.onExit((code) => {
      running = undefined
      if (isEnded) return
      deaths = [...deaths.filter((time) => now() - time < withinMs), now()]
      if (options.cannotRun() || deaths.length > mostDeaths) options.onGivenUp(code)
      else start()
    })
    options.onStarted(started)
  }
  start()
  return () => {
    isEnded = true
    return running
  }
}
