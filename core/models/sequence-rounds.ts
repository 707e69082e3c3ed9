/** What one run of the graph steps: some acts of some users, each user's in order. */
export interface Round {
  /** Slot of each of its U users. */
  slots: number[]
  /** T: steps of the longest of them. */
  steps: number
  /** Steps of each user, at least 1. */
  lengths: number[]
  /** The acts (row numbers) ... */
  rows: number[]
  /** ... and where each stands in the padded [T, U] tokens, flattened. */
  places: number[]
}

/** So little padding is cheaper than another run. */
const FREE_CELLS = 256
/** A round is so long that at most one in so many of its users goes on to the next. */
const REMAINING = 4

/**
 * Splits sequences (user's slot -> rows in order) into runs. Where all are about equally long that is one. Otherwise a
 * round ends where three quarters of its users do: U users need at most 1 + log4 U rounds, and in each of them the
 * padding is at most three times the acts, however unequal the sequences are. Ours.
 */
export function planRounds(sequences: ReadonlyMap<number, readonly number[]>): Round[] {
  const rounds: Round[] = []
  let active = [...sequences].sort(([, a], [, b]) => b.length - a.length)
  let start = 0
  while (active.length > 0) {
    const end = endOfRound(active, start)
    rounds.push(cutRound(active, start, end))
    active = active.filter(([, rows]) => rows.length > end)
    start = end
  }
  return rounds
}

/** `active` is sorted, longest first. */
function endOfRound(active: readonly [number, readonly number[]][], start: number): number {
  const longest = active[0]?.[1].length ?? 0
  const acts = active.reduce((sum, [, rows]) => sum + rows.length - start, 0)
  if (active.length * (longest - start) <= 2 * acts + FREE_CELLS) return longest
  return active[Math.floor(active.length / REMAINING)]?.[1].length ?? longest
}

function cutRound(active: readonly [number, readonly number[]][], start: number, end: number): Round {
  const round: Round = { slots: [], steps: 0, lengths: [], rows: [], places: [] }
  active.forEach(([slot, rows], user) => {
    const length = Math.min(end, rows.length) - start
    round.slots.push(slot)
    round.lengths.push(length)
    round.steps = Math.max(round.steps, length)
    for (let t = 0; t < length; t++) {
      round.rows.push(rows[start + t] ?? 0)
      round.places.push(t * active.length + user)
    }
  })
  return round
}
