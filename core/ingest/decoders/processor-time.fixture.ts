/**
 * Milliseconds of this thread's processor time that `work` takes, so that a busy machine does not count. Where that is
 * `limit` or more it is tried again, twice at most, and the least counts: what backtracks does so every time.
 */
export function processorMs(work: () => void, limit: number): number {
  let least = Infinity
  for (let run = 0; run < 3 && least >= limit; run++) {
    const before = process.threadCpuUsage()
    work()
    const { user, system } = process.threadCpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}
