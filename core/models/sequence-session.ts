import { Tensor } from 'onnxruntime-node'
import type { InferenceSession } from 'onnxruntime-node'
import { HIDDEN } from './lstm.ts'
import { floats, openSession } from './open-session.ts'

/** Whose sequence a row belongs to; '' and negative numbers are nobody's. */
export type SequenceKey = string | number

/** Least recently seen users are forgotten beyond this (their next act is scored like a first one): 13 MB. */
const MAX_STATES = 50_000
/** Rows of one round and steps of one run: they bound memory. */
const MAX_ROWS = 4096
const MAX_STEPS = 32

/** Runs `sequence.onnx` and carries each user's LSTM state from act to act. One call at a time: states are updated in order. */
export class SequenceSession {
  readonly #session: InferenceSession
  readonly #vocabulary: number
  /** Hidden state, then cell state; in the order of last use. */
  readonly #states = new Map<SequenceKey, Float32Array>()

  private constructor(session: InferenceSession, vocabulary: number) {
    this.#session = session
    this.#vocabulary = vocabulary
  }

  static async open(model: Uint8Array, vocabulary: number): Promise<SequenceSession> {
    return new SequenceSession(await openSession(model), vocabulary)
  }

  /**
   * Surprise (nats) of each row's token given what its user did before, in row order; NaN for rows that belong to nobody
   * and for tokens outside the vocabulary.
   */
  async score(keys: ArrayLike<SequenceKey>, tokens: Int32Array): Promise<Float32Array> {
    const surprise = new Float32Array(tokens.length).fill(Number.NaN)
    for (let from = 0; from < tokens.length; from += MAX_ROWS) {
      const to = Math.min(tokens.length, from + MAX_ROWS)
      await this.#scoreRound(this.#group(keys, tokens, from, to), tokens, surprise)
      this.#forgetOldest()
    }
    return surprise
  }

  close(): Promise<void> {
    return this.#session.release()
  }

  async #scoreRound(
    sequences: Map<SequenceKey, number[]>,
    tokens: Int32Array,
    surprise: Float32Array,
  ): Promise<void> {
    let active = [...sequences]
    let start = 0
    while (active.length > 0) {
      /** Doubling keeps the padding below the number of rows however unequal the sequences are. */
      const longest = active.reduce((most, [, rows]) => Math.max(most, rows.length), 0)
      const steps = Math.min(Math.max(1, start), MAX_STEPS, longest - start)
      await this.#run(active, start, steps, tokens, surprise)
      start += steps
      active = active.filter(([, rows]) => rows.length > start)
    }
  }

  /** Row indices `from` to `to` by user; also marks the users as just used. */
  #group(
    keys: ArrayLike<SequenceKey>,
    tokens: Int32Array,
    from: number,
    to: number,
  ): Map<SequenceKey, number[]> {
    const sequences = new Map<SequenceKey, number[]>()
    for (let row = from; row < to; row++) {
      const key = keys[row] ?? ''
      const token = tokens[row] ?? -1
      if (key === '' || (typeof key === 'number' && key < 0)) continue
      if (token < 0 || token >= this.#vocabulary) continue
      const rows = sequences.get(key)
      if (rows) rows.push(row)
      else sequences.set(key, [row])
    }
    for (const key of sequences.keys()) {
      const state = this.#states.get(key) ?? new Float32Array(2 * HIDDEN)
      this.#states.delete(key)
      this.#states.set(key, state)
    }
    return sequences
  }

  async #run(
    active: [SequenceKey, number[]][],
    start: number,
    steps: number,
    tokens: Int32Array,
    surprise: Float32Array,
  ): Promise<void> {
    const users = active.length
    const padded = new Int32Array(steps * users)
    const lengths = new Int32Array(users)
    const h = new Float32Array(users * HIDDEN)
    const c = new Float32Array(users * HIDDEN)
    const states = active.map(([key]) => this.#states.get(key) ?? new Float32Array(2 * HIDDEN))
    active.forEach(([, rows], user) => {
      const length = Math.min(steps, rows.length - start)
      lengths[user] = length
      for (let t = 0; t < length; t++) padded[t * users + user] = tokens[rows[start + t] ?? 0] ?? 0
    })
    states.forEach((state, user) => {
      h.set(state.subarray(0, HIDDEN), user * HIDDEN)
      c.set(state.subarray(HIDDEN), user * HIDDEN)
    })
    const results = await this.#session.run({
      tokens: new Tensor('int32', padded, [steps, users]),
      lengths: new Tensor('int32', lengths, [users]),
      h: new Tensor('float32', h, [1, users, HIDDEN]),
      c: new Tensor('float32', c, [1, users, HIDDEN]),
    })
    const steppedSurprise = floats(results, 'surprise')
    const hNext = floats(results, 'h_next')
    const cNext = floats(results, 'c_next')
    active.forEach(([, rows], user) => {
      for (let t = 0; t < (lengths[user] ?? 0); t++) {
        surprise[rows[start + t] ?? 0] = steppedSurprise[t * users + user] ?? Number.NaN
      }
    })
    states.forEach((state, user) => {
      state.set(hNext.subarray(user * HIDDEN, (user + 1) * HIDDEN))
      state.set(cNext.subarray(user * HIDDEN, (user + 1) * HIDDEN), HIDDEN)
    })
  }

  #forgetOldest(): void {
    for (const key of this.#states.keys()) {
      if (this.#states.size <= MAX_STATES) return
      this.#states.delete(key)
    }
  }
}
