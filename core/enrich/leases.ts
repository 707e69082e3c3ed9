import type { Session } from '../event/act.ts'
import { plain } from '../memory/codec.ts'
import { Memory } from '../memory/memory.ts'
import type { OrderedTable } from '../memory/ordered-table.ts'

export interface LeaseOptions {
  /** Past leases remembered per address. */
  perAddress?: number
  /** Addresses remembered; the one assigned longest ago goes first. */
  addresses?: number
}

interface Lease {
  session: Session
  from: number
  /** undefined while held. */
  to: number | undefined
}

/** Who held an inner address when. Times are epoch ms. */
export class LeaseTable {
  readonly #perAddress: number
  readonly #addresses: number
  /** Leases of an address by their start; addresses in the order of their last assignment. */
  readonly #leases: OrderedTable<string, Lease[]>
  /** Leases forgotten for want of room. */
  evicted = 0

  constructor({ perAddress = 16, addresses = 65_536 }: LeaseOptions = {}, memory = new Memory()) {
    this.#leases = memory.ordered('enrich.leases', plain())
    this.#perAddress = perAddress
    this.#addresses = addresses
  }

  /** The session holds `ip` from `time`; who held it before holds it no longer. */
  assign(ip: string, session: Session, time: number): void {
    const leases = this.#leases.peek(ip) ?? []
    const at = leases.findLastIndex((lease) => lease.from <= time) + 1
    const before = leases[at - 1]
    const after = leases[at]
    if (before !== undefined) before.to = Math.min(before.to ?? time, time)
    leases.splice(at, 0, { session, from: time, to: after?.from })
    if (leases.length > this.#perAddress) {
      leases.shift()
      this.evicted++
    }
    this.#leases.append(ip, leases)
    if (this.#leases.size > this.#addresses) this.#forgetOldest()
  }

  /** The lease of `ip` that runs at `time` ends there. */
  release(ip: string, time: number): void {
    const lease = this.#at(ip, time)
    if (lease === undefined) return
    lease.to = time
    this.#leases.get(ip)
  }

  /** The session as it was when it got the address; undefined where nobody is known to have held it then. */
  holder(ip: string, time: number): Session | undefined {
    return this.#at(ip, time)?.session
  }

  #at(ip: string, time: number): Lease | undefined {
    const leases = this.#leases.peek(ip)
    if (leases === undefined) return undefined
    for (let i = leases.length - 1; i >= 0; i--) {
      const lease = leases[i]
      if (lease === undefined || lease.from > time) continue
      return lease.to === undefined || time <= lease.to ? lease : undefined
    }
    return undefined
  }

  #forgetOldest(): void {
    const [ip, leases] = this.#leases.first() ?? ['', []]
    this.evicted += leases.length
    this.#leases.delete(ip)
  }
}
