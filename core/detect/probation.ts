import { isPlaceless, isRentable } from '../enrich/exit-kind.ts'
import type { Act } from '../event/act.ts'
import type { Memory } from '../memory/memory.ts'
import type { Table } from '../memory/table.ts'
import { isLogin } from './signals/login.ts'
import { day } from './signals/units.ts'

/** Days on which it must have been told, and time since the first of them (ours); less of whoever has shown another way so. */
const first = { days: 3, time: 7 * day }
const further = { days: 2, time: 2 * day }
/** The lower bound of high: what is told so loudly never becomes usual by itself. */
const tooLoud = 70
/** Ways of a person that are kept; one of many says little of each. */
const mostWays = 16

interface Told {
  first: number
  last: number
  days: number
}

/**
 * Lets a person's new way of signing in become theirs although it was told and nobody judged it: otherwise it is told for ever.
 * A way is a country or, where the address is an exit that anybody can rent, such exits as a whole. It must have been told on
 * three days, over a week at least, and never as high; then it teaches which places, networks and devices are known, and no
 * quantity. A person who has shown one such way, as by the exits of a consumer VPN, shows a further one in two days. Whoever is
 * patient enough to use that has been told of three times, a week before.
 */
export class Probation {
  readonly #people: Table<string, Map<string, Told>>

  constructor(memory: Memory) {
    this.#people = memory.table('detect.probation', {
      bound: 20_000,
      codec: { encode: (ways) => [...ways], decode: (stored) => new Map(stored as [string, Told][]) },
    })
  }

  /** Notes that a sign-in was told of. @returns whether its way has become theirs */
  passes(act: Act, score: number): boolean {
    const way = wayOf(act)
    if (way === undefined || score >= tooLoud) return false
    const ways = this.#people.demand(act.user, () => new Map<string, Told>())
    const told = ways.get(way)
    if (told === undefined) {
      const [oldest] = ways.keys()
      if (ways.size >= mostWays && oldest !== undefined) ways.delete(oldest)
      ways.set(way, { first: act.time, last: act.time, days: 1 })
      return false
    }
    if (Math.floor(act.time / day) > Math.floor(told.last / day)) told.days += 1
    told.last = Math.max(told.last, act.time)
    const hasOther = ways
      .entries()
      .some(([other, one]) => other !== way && one.last - one.first >= first.time && one.days >= first.days)
    const least = hasOther ? further : first
    return told.days >= least.days && act.time - told.first >= least.time
  }
}

function wayOf(act: Act): string | undefined {
  const { network, place, user } = act
  if (user === '' || !isLogin(act)) return undefined
  if (isRentable(network) || isPlaceless(network)) return 'exit'
  return place?.country
}
