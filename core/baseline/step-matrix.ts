/** Beyond this many steps from one token its row is halved, so the organisation's habits can change. */
const halveAt = 65_536

/** How often each token follows each other in the whole organisation: a first-order Markov chain. */
export class StepMatrix {
  readonly #tokens: number
  readonly #counts: Float32Array
  readonly #totals: Float32Array

  constructor(tokens: number) {
    this.#tokens = tokens
    this.#counts = new Float32Array(tokens * tokens)
    this.#totals = new Float32Array(tokens)
  }

  /** Add-one smoothed with the weight of one step in all. */
  share(from: number, to: number): number {
    const count = this.#counts[from * this.#tokens + to] ?? 0
    return (count + 1 / this.#tokens) / ((this.#totals[from] ?? 0) + 1)
  }

  teach(from: number, to: number): void {
    const at = from * this.#tokens + to
    this.#counts[at] = (this.#counts[at] ?? 0) + 1
    const total = (this.#totals[from] ?? 0) + 1
    this.#totals[from] = total
    if (total < halveAt) return
    this.#totals[from] = total / 2
    for (let index = from * this.#tokens; index < (from + 1) * this.#tokens; index++)
      this.#counts[index] = (this.#counts[index] ?? 0) / 2
  }
}
