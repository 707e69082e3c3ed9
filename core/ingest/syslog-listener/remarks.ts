/** Different ones that are kept; anybody who reaches a port can cause them (ours). */
const mostRemarks = 50

/** What was noticed at a port, each with how often. */
export class Remarks {
  readonly #counts = new Map<string, number>()
  readonly #onNew: (remark: string) => void

  constructor(onNew: (remark: string) => void) {
    this.#onNew = onNew
  }

  add(remark: string): void {
    const count = this.#counts.get(remark)
    if (count === undefined && this.#counts.size >= mostRemarks) return
    this.#counts.set(remark, (count ?? 0) + 1)
    if (count === undefined) this.#onNew(remark)
  }

  list(): string[] {
    return [...this.#counts].map(([remark, count]) => (count === 1 ? remark : `${remark} (${count} times)`))
  }
}
