import type { Act } from '../event/act.ts'
import { hour } from '../event/time-units.ts'

/** Of an act what the moment needs. */
export type TimedAct = Pick<Act, 'kind' | 'time' | 'user' | 'sourceIp'>

/**
 * When guessing could first be told from typing: 15 failures of 5 accounts from one source within an hour (Elastic, Okta
 * password spray), or 25 of 8 accounts from 5 sources (Elastic, distributed). null where an attack stays below.
 * @param acts those of one attack, in any order
 */
export function guessingDue(acts: readonly TimedAct[]): number | null {
  const tries = acts.filter(({ kind }) => kind === 'attempt').toSorted((a, b) => a.time - b.time)
  let from = 0
  for (const [to, last] of tries.entries()) {
    while (last.time - (tries[from]?.time ?? 0) > hour) from += 1
    const recent = tries.slice(from, to + 1)
    const own = recent.filter(({ sourceIp }) => sourceIp === last.sourceIp)
    if (own.length >= 15 && count(own, 'user') >= 5) return last.time
    if (recent.length >= 25 && count(recent, 'user') >= 8 && count(recent, 'sourceIp') >= 5) return last.time
  }
  return null
}

/** When the attacker got in, which is when a login from an impossible place is there to be seen. */
export function entryDue(acts: readonly TimedAct[]): number | null {
  const entries = acts.flatMap(({ kind, time }) => (kind === 'start' ? time : []))
  return entries.length > 0 ? Math.min(...entries) : null
}

function count(acts: readonly TimedAct[], of: 'user' | 'sourceIp'): number {
  return new Set(acts.map((act) => act[of])).size
}
