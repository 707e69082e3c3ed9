const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Calls `stop` at the first signal to end (Ctrl+C, `kill`, a closed terminal), which is to end the work in order. A second
 * one ends the process at once: then nothing listens any more.
 * @returns what ends the listening
 */
export function onInterruption(stop: () => void): () => void {
  const ignore = (): void => {
    for (const signal of signals) process.off(signal, take)
  }
  const take = (): void => {
    ignore()
    stop()
  }
  for (const signal of signals) process.on(signal, take)
  return ignore
}
