import { Tensor } from 'onnxruntime-node'
import type { InferenceSession } from 'onnxruntime-node'
import type { RawScores } from './calibration.ts'
import { HIDDEN } from './lstm.ts'
import { floats, openSession } from './open-session.ts'
import type { ProviderName } from './provider.ts'
import { planRounds } from './sequence-rounds.ts'
import type { Round } from './sequence-rounds.ts'
import { SequenceStates } from './sequence-states.ts'
import type { SequenceKey } from './sequence-columns.ts'

/** Raw scores of the three detectors that see one row at a time; larger is stranger. */
export type StaticScores = Omit<RawScores, 'lstm'>

/** What a graph was written for. */
interface EnsembleShape {
  features: number
  vocabulary: number
}

/** Rows of one run: bounds memory, and larger batches are not faster. */
const MAX_ROWS = 1024
/** One step of nobody. */
const IDLE: Round = { slots: [], steps: 1, lengths: [1], rows: [], places: [0] }

/**
 * Runs `ensemble.onnx` and carries each user's LSTM state from act to act. One call at a time: states are updated in order.
 */
export class EnsembleSession {
  readonly #session: InferenceSession
  readonly #shape: EnsembleShape
  /** To be saved and restored between calls. */
  readonly states = new SequenceStates()
  /** Stands in where only the LSTM has something to do. */
  readonly #blank: Float32Array

  private constructor(session: InferenceSession, shape: EnsembleShape) {
    this.#session = session
    this.#shape = shape
    this.#blank = new Float32Array(shape.features)
  }

  static async open(model: Uint8Array, shape: EnsembleShape, provider?: ProviderName): Promise<EnsembleSession> {
    return new EnsembleSession(await openSession(model, provider), shape)
  }

  /**
   * Scores row-major raw rows (NaN is missing). `lstm` is the surprise (nats) of each row's token given what its user
   * did before; NaN for rows that belong to nobody and for tokens outside the vocabulary.
   */
  async score(rows: Float32Array, keys: ArrayLike<SequenceKey>, tokens: Int32Array): Promise<RawScores> {
    const { features } = this.#shape
    const count = rows.length / features
    const scores = {
      iforest: new Float32Array(count),
      ocsvm: new Float32Array(count),
      lof: new Float32Array(count),
      lstm: new Float32Array(count).fill(Number.NaN),
    }
    for (const [from, to] of chunks(count)) {
      const [first, ...others] = this.#plan(keys, tokens, from, to)
      const x = rows.subarray(from * features, to * features)
      const results = await this.#run(x, first, tokens, scores.lstm)
      for (const name of ['iforest', 'ocsvm', 'lof'] as const) scores[name].set(floats(results, name), from)
      for (const round of others) await this.#run(this.#blank, round, tokens, scores.lstm)
      this.states.forgetOldest()
    }
    return scores
  }

  /** Scores rows that belong to no sequence. */
  async scoreStatic(rows: Float32Array): Promise<StaticScores> {
    const { lstm: _silent, ...statics } = await this.score(rows, [], new Int32Array(0))
    return statics
  }

  /** The `lstm` of `score` alone, of acts without rows. What `onChunk` throws ends it. */
  async scoreSequences(
    keys: ArrayLike<SequenceKey>,
    tokens: Int32Array,
    onChunk: () => void = () => {},
  ): Promise<Float32Array> {
    const surprise = new Float32Array(tokens.length).fill(Number.NaN)
    for (const [from, to] of chunks(tokens.length)) {
      onChunk()
      for (const round of this.#plan(keys, tokens, from, to)) await this.#run(this.#blank, round, tokens, surprise)
      this.states.forgetOldest()
    }
    return surprise
  }

  close(): Promise<void> {
    return this.#session.release()
  }

  /** The rounds of rows `from` to `to`. */
  #plan(keys: ArrayLike<SequenceKey>, tokens: Int32Array, from: number, to: number): Round[] {
    const sequences = new Map<number, number[]>()
    for (let row = from; row < to; row++) {
      const key = keys[row] ?? ''
      const token = tokens[row] ?? -1
      if (key === '' || (typeof key === 'number' && key < 0)) continue
      if (token < 0 || token >= this.#shape.vocabulary) continue
      const slot = this.states.touch(key)
      const rows = sequences.get(slot)
      if (rows) rows.push(row)
      else sequences.set(slot, [row])
    }
    return planRounds(sequences)
  }

  /**
   * One run of the graph: the static detectors see `x`, the LSTM steps the round and its surprise goes to `surprise`. ONNX
   * Runtime crashes on dimensions of 0, so where there is no round one step stands in, whose result is dropped.
   */
  async #run(
    x: Float32Array,
    round: Round | undefined,
    tokens: Int32Array,
    surprise: Float32Array,
  ): Promise<InferenceSession.OnnxValueMapType> {
    const { slots, steps, lengths, rows, places } = round ?? IDLE
    const users = lengths.length
    const padded = new Int32Array(steps * users)
    const h = new Float32Array(users * HIDDEN)
    const c = new Float32Array(users * HIDDEN)
    slots.forEach((slot, user) => this.states.read(slot, h, c, user))
    rows.forEach((row, i) => (padded[places[i] ?? 0] = tokens[row] ?? 0))
    const results = await this.#session.run({
      x: new Tensor('float32', x, [x.length / this.#shape.features, this.#shape.features]),
      tokens: new Tensor('int32', padded, [steps, users]),
      lengths: new Tensor('int32', Int32Array.from(lengths), [users]),
      h: new Tensor('float32', h, [1, users, HIDDEN]),
      c: new Tensor('float32', c, [1, users, HIDDEN]),
      places: new Tensor('int32', Int32Array.from(places), [places.length]),
    })
    const stepped = floats(results, 'lstm')
    const hNext = floats(results, 'h_next')
    const cNext = floats(results, 'c_next')
    rows.forEach((row, i) => (surprise[row] = stepped[i] ?? Number.NaN))
    slots.forEach((slot, user) => this.states.write(slot, hNext, cNext, user))
    return results
  }
}

function* chunks(count: number): Generator<[from: number, to: number]> {
  for (let from = 0; from < count; from += MAX_ROWS) yield [from, Math.min(count, from + MAX_ROWS)]
}
