import type { FeatureBatch } from '../features/feature.ts'
import { chooseWorkers } from './choose-workers.ts'
import type { Generation } from './manifest.ts'
import type { Opened } from './open-scorer.ts'
import type { ProviderName } from './provider.ts'
import type { Contribution, Scores } from './score.ts'
import { columnsOf } from './scorer.ts'
import type { ExplanationRequest } from './explain.ts'
import { Semaphore } from './semaphore.ts'
import { mergeStates, splitStates } from './sequence-columns.ts'
import type { SequenceColumns } from './sequence-columns.ts'
import { mergeScores, splitByUser, workerOf } from './split-columns.ts'
import { scoringWorkerEntry, WorkerChannel } from './worker-channel.ts'

/** Batches on their way to the workers or in them; `score` waits beyond that. */
const MAX_IN_FLIGHT = 4

interface ScoringOptions {
  /** What runs the graph; the CPU where this fails its self-test. */
  provider?: ProviderName
  /** Threads that score; `auto` measures whether two are worth it. */
  workers?: 1 | 2 | 'auto'
}

/**
 * The scorer on one or two worker threads. Each user's acts are scored by one of them, in the order of the calls; results
 * come back in the order of the calls and of the rows, the same with two workers as with one. Arrays move between the
 * threads without copying, but the caller's are copied first, since it still explains from them.
 *
 * Call `close` before the process ends: a thread that is stopped inside ONNX Runtime aborts the process.
 */
export class ScoringClient {
  readonly #channels: readonly WorkerChannel[]
  readonly #wished: ProviderName
  readonly #permits = new Semaphore(MAX_IN_FLIGHT)
  #opened: Opened
  #closing: Promise<void> | undefined
  /** Acts scored so far, or asked to be. */
  #scored = 0

  /** @param channels to workers that have no generation yet: `load` one */
  constructor(channels: readonly WorkerChannel[], provider: ProviderName = 'cpu') {
    this.#channels = channels
    this.#wished = provider
    this.#opened = { provider, fallback: undefined }
  }

  static async open(
    generation: Generation,
    { provider = 'cpu', workers = 1 }: ScoringOptions = {},
  ): Promise<ScoringClient> {
    const count = workers === 'auto' ? await chooseWorkers(generation, provider) : workers
    const channels = Array.from({ length: count }, () => new WorkerChannel(scoringWorkerEntry()))
    const client = new ScoringClient(channels, provider)
    try {
      await client.load(generation)
    } catch (error) {
      await client.close()
      throw error
    }
    return client
  }

  /** What scores, and where that is not what was asked for, why. */
  get engine(): Opened & { workers: number } {
    return { ...this.#opened, workers: this.#channels.length }
  }

  /** Scores a batch. Waits for its turn (backpressure); rejected when a worker dies or the client is closed. */
  async score(batch: FeatureBatch): Promise<Scores> {
    this.#assertOpen()
    await this.#permits.acquire()
    try {
      const parts = splitByUser(columnsOf(batch), this.#channels.length)
      const before = this.#scored
      this.#scored += batch.acts.length
      const scored = await Promise.all(
        this.#channels.flatMap((channel, i) => {
          const columns = parts[i]?.columns
          if (!columns) return []
          const { rows, tokens } = columns
          return [channel.call('score', { ...columns, before }, [rows.buffer, tokens.buffer])]
        }),
      )
      return mergeScores(parts, scored)
    } finally {
      this.#permits.release()
    }
  }

  /**
   * The users' states that have changed since the last such call, after all batches that were asked for before it. They
   * count as kept from then on: who cannot keep them has to begin anew from what is kept.
   */
  async takeStates(): Promise<SequenceColumns> {
    this.#assertOpen()
    return mergeStates(
      await Promise.all(this.#channels.map((channel) => channel.call('takeStates', undefined))),
    )
  }

  /** Goes on from states that were kept, by as many workers as there were or another number; before the first batch. */
  async restoreStates(states: SequenceColumns): Promise<void> {
    this.#assertOpen()
    this.#scored = (states.uses.at(-1) ?? -1) + 1
    const count = this.#channels.length
    const parts = splitStates(states, count, (key) => workerOf(String(key), count))
    await Promise.all(
      this.#channels.flatMap((channel, i) => {
        const part = parts[i]
        return part ? [channel.call('restoreStates', part, [part.uses.buffer, part.values.buffer])] : []
      }),
    )
  }

  /** Explains each row, see `explainRow`; the workers share them. */
  async explainAll(requests: readonly ExplanationRequest[]): Promise<Contribution[][]> {
    this.#assertOpen()
    const share = Math.ceil(requests.length / this.#channels.length)
    const explained = await Promise.all(
      this.#channels.flatMap((channel, i) => {
        const some = requests.slice(i * share, (i + 1) * share)
        return some.length > 0 ? [channel.call('explain', some)] : []
      }),
    )
    return explained.flat()
  }

  /**
   * Goes over to another generation: batches asked for before are scored with the old one, batches after with the new,
   * none is lost and none sees both. When it cannot be opened on every worker the old one stays on all.
   */
  async load(generation: Generation): Promise<void> {
    this.#assertOpen()
    await this.#acquireAll()
    try {
      const request = { generation, provider: this.#wished }
      const opened = await Promise.all(this.#channels.map((channel) => channel.call('prepare', request)))
      await Promise.all(this.#channels.map((channel) => channel.call('adopt', undefined)))
      this.#opened = opened.find(({ fallback }) => fallback !== undefined) ?? opened[0] ?? this.#opened
    } finally {
      this.#releaseAll()
    }
  }

  /** Lets everything that was asked for finish, then ends the threads. */
  close(): Promise<void> {
    this.#closing ??= this.#drainAndEnd()
    return this.#closing
  }

  /** Ends the threads without what they were asked but have not begun; that is rejected. */
  abandon(): Promise<void> {
    for (const channel of this.#channels) channel.abandon()
    return this.close()
  }

  async #drainAndEnd(): Promise<void> {
    await this.#acquireAll()
    await Promise.all(this.#channels.map((channel) => channel.end()))
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
