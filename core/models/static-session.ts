import { Tensor } from 'onnxruntime-node'
import type { InferenceSession } from 'onnxruntime-node'
import { floats, openSession } from './open-session.ts'

/** Raw scores of the three detectors that see one row at a time; larger is stranger. */
export interface StaticScores {
  iforest: Float32Array
  ocsvm: Float32Array
  lof: Float32Array
}

/** Rows of one run: bounds memory, and larger batches are not faster. */
const MAX_ROWS = 1024

/** Runs `ensemble.onnx`. */
export class StaticSession {
  readonly #session: InferenceSession
  readonly #width: number

  private constructor(session: InferenceSession, width: number) {
    this.#session = session
    this.#width = width
  }

  static async open(model: Uint8Array, width: number): Promise<StaticSession> {
    return new StaticSession(await openSession(model), width)
  }

  /** Scores row-major raw rows (NaN is missing). */
  async score(rows: Float32Array): Promise<StaticScores> {
    const count = rows.length / this.#width
    const scores = {
      iforest: new Float32Array(count),
      ocsvm: new Float32Array(count),
      lof: new Float32Array(count),
    }
    for (let from = 0; from < count; from += MAX_ROWS) {
      const to = Math.min(count, from + MAX_ROWS)
      const x = new Tensor('float32', rows.subarray(from * this.#width, to * this.#width), [
        to - from,
        this.#width,
      ])
      const results = await this.#session.run({ x })
      scores.iforest.set(floats(results, 'iforest'), from)
      scores.ocsvm.set(floats(results, 'ocsvm'), from)
      scores.lof.set(floats(results, 'lof'), from)
    }
    return scores
  }

  close(): Promise<void> {
    return this.#session.release()
  }
}
