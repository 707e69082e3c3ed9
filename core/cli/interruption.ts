const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** npm passes on the Ctrl+C that the terminal has sent already: what comes so soon is the same one. */
const sameMs = 500

/**
 * Calls `stop` at the first signal to end (Ctrl+C, `kill`, a closed terminal), which is to end the work in order. Another
 * one, later than half a second, ends the process at once.
 * @returns what ends the listening
 */
export function onInterruption(stop: () => void): () => void {
  let first: number | undefined
  const ignore = (): void => {
    for (const signal of signals) process.off(signal, take)
  }
  const take = (signal: NodeJS.Signals): void => {
    const now = performance.now()
    if (first === undefined) {
      first = now
      stop()
    } else if (now - first > sameMs) {
      ignore()
      process.kill(process.pid, signal)
    }
  }
  for (const signal of signals) process.on(signal, take)
  return ignore
}

/** Resolves at the first signal to end. */
export function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    onInterruption(resolve)
  })
}
