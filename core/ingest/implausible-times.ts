/** Counts the records of a source whose time cannot be. */
export class ImplausibleTimes {
  #count = 0
  #first = NaN

  add(time: number): void {
    if (this.#count === 0) this.#first = time
    this.#count += 1
  }

  notes(): string[] {
    if (this.#count === 0) return []
    const [records, times] = this.#count === 1 ? ['record has', 'it is'] : ['records have', 'they are']
    return [
      `${this.#count} ${records} a time far from that of the records around (first ${new Date(this.#first).toISOString()}): ` +
        `${times} kept, marked and not analysed`,
    ]
  }
}
