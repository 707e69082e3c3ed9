import type { IseHead } from './head.ts'

/** What earlier segments of a message have told; a syslog server may never get the last one. */
const mostOpen = 1000

/** What the segments of a message tell together. */
interface IseMessage {
  code: string
  severity: string
  description: string
  details: Map<string, string>
}

interface Open extends IseMessage {
  seen: Set<number>
}

/** Puts the segments together into which ISE cuts a long message; syslog may bring them in any order. */
export class IseSegments {
  readonly #open = new Map<string, Open>()

  /** The whole message with the last segment that was missing; until then undefined. */
  add(head: IseHead, details: Map<string, string>): IseMessage | undefined {
    const { code, severity, description } = head
    if (head.segments === 1) return { code, severity, description, details }
    const key = `${head.host} ${head.category} ${head.id}`
    const open = this.#open.get(key) ?? {
      code: '',
      severity: '',
      description: '',
      details: new Map(),
      seen: new Set(),
    }
    this.#open.delete(key)
    if (code !== '') Object.assign(open, { code, severity, description })
    for (const [name, value] of details) if (!open.details.has(name)) open.details.set(name, value)
    open.seen.add(head.segment)
    // The first of a message may have been lost, or stand before the beginning of the log.
    const isLast = head.segment >= head.segments - 1
    if (open.seen.size >= head.segments || (isLast && open.code === '' && open.seen.size > 1)) return open
    this.#open.set(key, open)
    if (this.#open.size > mostOpen) this.#dropOldest()
    return undefined
  }

  #dropOldest(): void {
    for (const key of this.#open.keys()) {
      this.#open.delete(key)
      return
    }
  }
}
