import type { FeatureBatch } from '../features/feature.ts'
import type { Generation } from './manifest.ts'
import type { Contribution, Scores } from './score.ts'
import { columnsOf } from './scorer.ts'
import type { ExplanationRequest } from './explain.ts'
import { Semaphore } from './semaphore.ts'
import { scoringWorkerEntry, WorkerChannel } from './worker-channel.ts'

/** Batches on their way to the worker or in it; `score` waits beyond that. */
const MAX_IN_FLIGHT = 4

/**
 * The scorer on a worker thread. Batches are scored in the order of the calls. Arrays move between
 * the threads without copying, but the caller's are copied first, since it still explains from them.
 *
 * Call `close` before the process ends: a thread that is stopped inside ONNX Runtime aborts the process.
 */
export class ScoringClient {
  readonly #channel = new WorkerChannel(scoringWorkerEntry())
  readonly #permits = new Semaphore(MAX_IN_FLIGHT)
  #closing: Promise<void> | undefined

  private constructor() {}

  static async open(generation: Generation): Promise<ScoringClient> {
    const client = new ScoringClient()
    try {
      await client.load(generation)
    } catch (error) {
      await client.close()
      throw error
    }
    return client
  }

  /** Scores a batch. Waits for its turn (backpressure); rejected when the worker dies or the client is closed. */
  async score(batch: FeatureBatch): Promise<Scores> {
    this.#assertOpen()
    await this.#permits.acquire()
    try {
      const { users, kinds, rows, tokens } = columnsOf(batch)
      const columns = { users, kinds, rows: rows.slice(), tokens: tokens.slice() }
      return await this.#channel.call('score', columns, [columns.rows.buffer, columns.tokens.buffer])
    } finally {
      this.#permits.release()
    }
  }

  /** See `explainRow`. */
  async explain(request: ExplanationRequest): Promise<Contribution[]> {
    this.#assertOpen()
    return this.#channel.call('explain', request)
  }

  /**
   * Goes over to another generation: batches asked for before are scored with the old one, batches after with the new,
   * none is lost. When it cannot be opened the old one stays.
   */
  async load(generation: Generation): Promise<void> {
    this.#assertOpen()
    await this.#acquireAll()
    try {
      await this.#channel.call('load', generation)
    } finally {
      this.#releaseAll()
    }
  }

  /** Lets everything that was asked for finish, then ends the thread. */
  close(): Promise<void> {
    this.#closing ??= this.#drainAndEnd()
    return this.#closing
  }

  async #drainAndEnd(): Promise<void> {
    await this.#acquireAll()
    await this.#channel.call('close', undefined).catch(() => undefined)
    await this.#channel.exited
  }

  /** All permits at once means: no batch is waiting or under way. */
  async #acquireAll(): Promise<void> {
    await Promise.all(Array.from({ length: MAX_IN_FLIGHT }, () => this.#permits.acquire()))
  }

  #releaseAll(): void {
    for (let i = 0; i < MAX_IN_FLIGHT; i++) this.#permits.release()
  }

  #assertOpen(): void {
    if (this.#closing) throw new Error('the scoring client is closed')
  }
}
