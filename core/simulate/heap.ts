/** A binary heap: `pop` gives the item with the smallest time, the earliest pushed among equals. */
export class Heap<T> {
  readonly #entries: Entry<T>[] = []
  #pushed = 0

  push(time: number, item: T): void {
    const entries = this.#entries
    const entry = { time, order: this.#pushed++, item }
    let at = entries.length
    entries.push(entry)
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = entries[above]
      if (!parent || !before(entry, parent)) break
      entries[at] = parent
      at = above
    }
    entries[at] = entry
  }

  /** Time of the item that `pop` would give; undefined where there is none. */
  get least(): number | undefined {
    return this.#entries[0]?.time
  }

  pop(): T | undefined {
    const entries = this.#entries
    const top = entries[0]
    const last = entries.pop()
    if (last !== undefined && entries.length > 0) this.#sink(last)
    return top?.item
  }

  #sink(entry: Entry<T>): void {
    const entries = this.#entries
    for (let at = 0; ;) {
      let child = 2 * at + 1
      let lower = entries[child]
      const right = entries[child + 1]
      if (lower && right && before(right, lower)) {
        lower = right
        child++
      }
      if (!lower || !before(lower, entry)) {
        entries[at] = entry
        return
      }
      entries[at] = lower
      at = child
    }
  }
}

interface Entry<T> {
  time: number
  order: number
  item: T
}

function before(a: Entry<unknown>, b: Entry<unknown>): boolean {
  return a.time < b.time || (a.time === b.time && a.order < b.order)
}
