import type { IseHead } from './head.ts'

/** What earlier segments of a message have told; a syslog server may never get the last one. */
const mostOpen = 1000

/** Puts the segments together into which ISE cuts a long message. */
export class IseSegments {
  readonly #open = new Map<string, { code: string; details: Map<string, string> }>()

  /** The details of the message so far, with its code; `complete` with the last segment, also where earlier ones are missing. */
  add(
    head: IseHead,
    details: Map<string, string>,
  ): { code: string; details: ReadonlyMap<string, string>; complete: boolean } {
    if (head.segments === 1) return { code: head.code, details, complete: true }
    const key = `${head.host} ${head.category} ${head.id}`
    const earlier = this.#open.get(key)
    const code = head.code === '' ? (earlier?.code ?? '') : head.code
    const complete = head.segment >= head.segments - 1
    this.#open.delete(key)
    if (earlier !== undefined)
      for (const [name, value] of earlier.details) if (!details.has(name)) details.set(name, value)
    if (!complete) {
      this.#open.set(key, { code, details })
      if (this.#open.size > mostOpen) this.#dropOldest()
    }
    return { code, details, complete }
  }

  #dropOldest(): void {
    for (const key of this.#open.keys()) {
      this.#open.delete(key)
      return
    }
  }
}
