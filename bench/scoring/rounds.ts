/** Rows, and what they took. */
export interface Run {
  rows: number
  /** By the clock on the wall. */
  seconds: number
  /** Of all threads of the process. */
  cpuSeconds: number
}

/** One thing that is measured. */
export interface Measurement {
  name: string
  /** Works for about so many seconds; gives the rows done. */
  work: (seconds: number) => Promise<number>
  /** The same by scikit-learn. */
  peer?: ((seconds: number) => Promise<Run>) | undefined
}

/** Rows a second and a second of processor, medians; times: medians of the rounds' ratios. */
export interface Measured {
  name: string
  own: Rates
  best: number
  peer: Rates | undefined
  times: Rates | undefined
}

interface Rates {
  wall: number
  cpu: number
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
  const own = measurements.map((): Rates[] => [])
  const peers = measurements.map((): Rates[] => [])
  for (const { work } of measurements) await work(seconds / 4)
  for (let round = 0; round < rounds; round++) {
    for (const [i, { work, peer }] of measurements.entries()) {
      own[i]?.push(ratesOf(await timed(work, seconds)))
      if (peer) peers[i]?.push(ratesOf(await peer(seconds)))
    }
    console.error(`round ${round + 1} of ${rounds}`)
  }
  return measurements.map(({ name }, i) => {
    const rates = own[i] ?? []
    const others = peers[i] ?? []
    const ratios = others.map(({ wall, cpu }, round) => ({
      wall: (rates[round]?.wall ?? 0) / wall,
      cpu: (rates[round]?.cpu ?? 0) / cpu,
    }))
    return {
      name,
      own: medians(rates),
      best: Math.max(...rates.map(({ wall }) => wall)),
      peer: others.length > 0 ? medians(others) : undefined,
      times: others.length > 0 ? medians(ratios) : undefined,
    }
  })
}

async function timed(work: Measurement['work'], wished: number): Promise<Run> {
  const [begun, before] = [performance.now(), process.cpuUsage()]
  const rows = await work(wished)
  const { user, system } = process.cpuUsage(before)
  return { rows, seconds: (performance.now() - begun) / 1000, cpuSeconds: (user + system) / 1e6 }
}

function ratesOf({ rows, seconds, cpuSeconds }: Run): Rates {
  return { wall: rows / seconds, cpu: rows / cpuSeconds }
}

function medians(rates: readonly Rates[]): Rates {
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
  return { wall: median(rates.map(({ wall }) => wall)), cpu: median(rates.map(({ cpu }) => cpu)) }
}
