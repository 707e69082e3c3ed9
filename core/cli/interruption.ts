const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** npm passes on the Ctrl+C that the terminal has sent already: what comes so soon is the same one. */
const sameMs = 500

/**
 * Calls `stop` at the first signal to end (Ctrl+C, `kill`, a closed terminal), which is to end the work in order. A second
 * one ends the process at once.
 * @returns what ends the listening
 */
export function onInterruption(stop: () => void): () => void {
  let first: number | undefined
  const ignore = (): void => {
    for (const signal of signals) process.off(signal, take)
  }
  const take = (signal: NodeJS.Signals): void => {
    if (first === undefined) {
      first = performance.now()
      stop()
    } else if (performance.now() - first > sameMs) {
      for (const known of signals) process.removeAllListeners(known)
      process.kill(process.pid, signal)
    }
  }
  for (const signal of signals) process.on(signal, take)
  return ignore
}

/** Resolves at the first signal to end; a second one ends the process at once. */
export function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    onInterruption(resolve)
  })
}
