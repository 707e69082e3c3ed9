import type { Flow } from './flow.ts'

/** Longest step through empty seconds; a longer gap in time goes straight to the seconds there are. */
const longestWalk = 1000

/** Flows by the second in which their timeout is to be looked at. */
export class DueQueue {
  readonly #seconds = new Map<number, Set<Flow>>()
  readonly #end: (flow: Flow) => void
  #now = -Infinity

  /** @param end is to call `remove`. */
  constructor(end: (flow: Flow) => void) {
    this.#end = end
  }

  /** Call when a flow begins, and when its timeout came nearer. */
  schedule(flow: Flow): void {
    const second = Math.max(Math.ceil(flow.expires / 1e6), this.#now + 1)
    if (flow.dueAt === second) return
    this.remove(flow)
    flow.dueAt = second
    const due = this.#seconds.get(second)
    if (due === undefined) this.#seconds.set(second, new Set([flow]))
    else due.add(flow)
  }

  remove(flow: Flow): void {
    this.#seconds.get(flow.dueAt)?.delete(flow)
  }

  /** Ends what is over at that time (epoch microseconds). Time that steps back ends nothing. */
  advance(micros: number): void {
    const now = Math.floor(micros / 1e6)
    if (now <= this.#now) return
    const before = this.#now
    this.#now = now
    if (now - before <= longestWalk) {
      for (let second = before + 1; second <= now; second++) this.#look(second, micros)
      return
    }
    for (const second of [...this.#seconds.keys()].sort((a, b) => a - b))
      if (second <= now) this.#look(second, micros)
  }

  /** Ends the flows that are nearest to their timeout. Returns how many. */
  evict(): number {
    let first = Infinity
    for (const [second, flows] of this.#seconds) if (second < first && flows.size > 0) first = second
    const flows = this.#seconds.get(first) ?? []
    this.#seconds.delete(first)
    let count = 0
    for (const flow of flows) {
      this.#end(flow)
      count++
    }
    return count
  }

  #look(second: number, micros: number): void {
    const flows = this.#seconds.get(second)
    if (flows === undefined) return
    this.#seconds.delete(second)
    for (const flow of flows)
      if (flow.expires <= micros) this.#end(flow)
      else this.schedule(flow)
  }
}
