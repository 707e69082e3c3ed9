/** Lines that repeat one of the lines shortly before them, byte for byte. They are counted and read like any other. */
export interface DuplicateReport {
  count: number
  /** Line numbers of the first few. */
  lines: number[]
}

/** A relay that sends twice and a file that was joined with itself repeat lines near each other. */
export const duplicateWindow = 1024
/** Longer lines are not held. */
const longestLine = 4096
const keptLines = 5

export class DuplicateLines {
  /** Grows to its bound: most of many files are short. */
  readonly #window: string[] = []
  /** How often a line is in the window. */
  readonly #held = new Map<string, number>()
  #next = 0
  #count = 0
  readonly #lines: number[] = []

  /** @returns how many of the lines shortly before it are the same */
  add(text: string, line: number): number {
    if (text.length > longestLine) return 0
    const times = this.#held.get(text) ?? 0
    if (times > 0) {
      this.#count += 1
      if (this.#lines.length < keptLines) this.#lines.push(line)
    }
    this.#forget(this.#window[this.#next] ?? '')
    this.#window[this.#next] = text
    this.#next = (this.#next + 1) % duplicateWindow
    this.#held.set(text, (this.#held.get(text) ?? 0) + 1)
    return times
  }

  report(): DuplicateReport {
    return { count: this.#count, lines: [...this.#lines] }
  }

  #forget(text: string): void {
    if (text === '') return
    const times = this.#held.get(text) ?? 0
    if (times <= 1) this.#held.delete(text)
    else this.#held.set(text, times - 1)
  }
}
