/** One thing that is measured: rows a second over about so many seconds. */
export interface Measurement {
  name: string
  run: (seconds: number) => Promise<number>
  /** The same by scikit-learn. */
  peer?: ((seconds: number) => Promise<number>) | undefined
}

export interface Measured {
  name: string
  median: number
  best: number
  /** Median of scikit-learn, and of the rounds' ratios. */
  peer: number | undefined
  times: number | undefined
}

/**
 * Measures everything in turn, and again, so that a processor that changes its clock or is used by others meets all of
 * it: ratios are of neighbours in time.
 */
export async function measureRounds(
  measurements: readonly Measurement[],
  rounds: number,
  seconds: number,
): Promise<Measured[]> {
  const own = measurements.map((): number[] => [])
  const peers = measurements.map((): number[] => [])
  for (const { run } of measurements) await run(seconds / 4)
  for (let round = 0; round < rounds; round++) {
    for (const [i, { run, peer }] of measurements.entries()) {
      own[i]?.push(await run(seconds))
      if (peer) peers[i]?.push(await peer(seconds))
    }
    console.error(`round ${round + 1} of ${rounds}`)
  }
  return measurements.map(({ name }, i) => {
    const rates = own[i] ?? []
    const others = peers[i] ?? []
    return {
      name,
      median: median(rates),
      best: Math.max(...rates),
      peer: others.length > 0 ? median(others) : undefined,
      times: others.length > 0 ? median(rates.map((rate, round) => rate / (others[round] ?? 1))) : undefined,
    }
  })
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
