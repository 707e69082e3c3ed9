import { explainKafka } from '../../ingest/kafka/explain-kafka.ts'
import type { KafkaClient } from '../../ingest/kafka/kafka-client.ts'
import type { Pace } from '../../ingest/sources/pace.ts'
import { countOutgoing, dropOutgoing, listWaitingTopics, readOutgoing } from '../../store/outbox.ts'
import type { Store } from '../../store/store.ts'

/** Messages of a topic that are sent at a time. */
const mostAtOnce = 500
/** After a failure it is tried again after one second, then after twice as long, up to this, ms. */
const longestPause = 30_000
/** At the end it is tried for so long to send what still waits, ms. */
const lastTryMs = 5_000

interface PublisherOptions {
  client: Pick<KafkaClient, 'send'>
  brokers: readonly string[]
  store: Store
  pace: Pace
  /** What is wrong, or undefined where all is well again; told when it changes. */
  onState: (problem: string | undefined) => void
}

/**
 * Sends what commits put into the outbox of a workspace, in its order, and takes it out when all replicas have it. What does not
 * go through waits there: it is tried until it does, by a later run where this one ends. A crash between may send a message
 * twice, with the same id and number.
 */
export class Publisher {
  readonly #options: PublisherOptions
  readonly #end = new AbortController()
  #wake = (): void => {}
  #isWoken = false
  #problem: string | undefined
  readonly #running: Promise<void>

  constructor(options: PublisherOptions) {
    this.#options = options
    this.#running = this.#run()
  }

  /** There is more to send. */
  wake(): void {
    this.#isWoken = true
    this.#wake()
  }

  /** Sends what waits, where that goes quickly. @returns how many messages wait for another run */
  async close(): Promise<number> {
    const { pace, store } = this.#options
    if (countOutgoing(store) > 0 && this.#problem === undefined) {
      const done = new AbortController()
      const drained = this.#drained().then(() => done.abort())
      await Promise.race([drained, pace.wait(lastTryMs, done.signal)])
    }
    this.#end.abort()
    this.#wake()
    await this.#running
    return countOutgoing(store)
  }

  async #drained(): Promise<void> {
    const { pace, store } = this.#options
    while (!this.#end.signal.aborted && countOutgoing(store) > 0) await pace.wait(20, this.#end.signal)
  }

  async #run(): Promise<void> {
    const { pace, store } = this.#options
    const { signal } = this.#end
    let pause = 1_000
    while (!signal.aborted) {
      const topics = listWaitingTopics(store)
      if (topics.length === 0) {
        await this.#woken()
        continue
      }
      // A topic that takes nothing keeps no other waiting.
      const problems = await Promise.all(topics.map((topic) => this.#send(topic)))
      const problem = problems.find((one) => one !== undefined)
      this.#tell(problem)
      if (problem === undefined) pause = 1_000
      else {
        await pace.wait(pause, signal)
        pause = Math.min(2 * pause, longestPause)
      }
    }
  }

  /** Sends the oldest of a topic. @returns what was wrong, if anything */
  async #send(topic: string): Promise<string | undefined> {
    const { client, store, brokers } = this.#options
    const waiting = readOutgoing(store, topic, mostAtOnce)
    try {
      await client.send(
        topic,
        waiting.map(({ key, value, headers, number }) => ({
          key,
          value: value && Buffer.from(value),
          headers: { ...headers, number: String(number) },
        })),
      )
    } catch (error) {
      return `Results for ${topic} wait. ${explainKafka(error, brokers).message}`
    }
    dropOutgoing(store, topic, waiting.at(-1)?.number ?? 0)
    return undefined
  }

  async #woken(): Promise<void> {
    if (!this.#isWoken && !this.#end.signal.aborted)
      await new Promise<void>((resolve) => (this.#wake = resolve))
    this.#isWoken = false
  }

  #tell(problem: string | undefined): void {
    if (problem === this.#problem) return
    this.#problem = problem
    this.#options.onState(problem)
  }
}
