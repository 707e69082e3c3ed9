const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** npm passes on the Ctrl+C that the terminal has sent already: what comes so soon is the same one. */
const sameMs = 500

/** Resolves at the first signal to end; from then on a second one ends the process at once. */
export function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined
    for (const signal of signals)
      process.on(signal, () => {
        const now = performance.now()
        first ??= now
        if (now - first > sameMs) {
          process.removeAllListeners(signal)
          process.kill(process.pid, signal)
        }
        resolve()
      })
  })
}
