import { day as dayMs } from '../event/time-units.ts'

/** Something an analyst may be shown: `attack` is an index into the labels, -1 for none. */
export interface Candidate {
  time: number
  score: number
  attack: number
}

/** What an analyst sees who looks at the `budget` highest of each day. */
export interface Shown {
  /** Attacks of which at least one candidate was among them, with the time of the first of those. */
  caught: Map<number, number>
  /** Per day with candidates: how many were shown, and how many of those belong to an attack. */
  days: { shown: number; right: number }[]
}

/** The highest `budget` candidates of each UTC day; the earlier of two equal ones is shown. */
export function dailyBudget(candidates: readonly Candidate[], budget: number): Shown {
  const byDay = Map.groupBy(candidates, ({ time }) => Math.floor(time / dayMs))
  const caught = new Map<number, number>()
  const days = [...byDay.values()].map((day) => {
    const shown = day.toSorted((a, b) => b.score - a.score || a.time - b.time).slice(0, budget)
    const right = shown.filter(({ attack }) => attack >= 0)
    for (const { attack, time } of right) caught.set(attack, Math.min(time, caught.get(attack) ?? Infinity))
    return { shown: shown.length, right: right.length }
  })
  return { caught, days }
}
