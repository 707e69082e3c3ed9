import { appendBatch, emptyBatch, type EventBatch } from '../event-batch.ts'
import type { SourceReport } from '../import-report.ts'
import { LiveDecoder } from '../live-decoder.ts'
import type { LiveSource } from '../live-source.ts'
import type { FormatOptions } from '../open-format.ts'
import { realPace, type Pace } from '../sources/pace.ts'
import { explainKafka } from './explain-kafka.ts'
import type { KafkaBatch, KafkaClient, KafkaConsumer, KafkaEvent } from './kafka-client.ts'
import type { KafkaStart } from './kafka-settings.ts'
import { linesOf } from './message-lines.ts'

/** Batches of messages that wait to be decoded at most; beyond it the cluster is not asked for more. */
const mostWaiting = 8
/** With nothing new for so long, what waits for more is decoded, ms (ours). */
const idleMs = 250
/** Without any answer of the cluster for so long a new consumer is built, ms (ours: kafkajs has been seen to give up in silence). */
const deadMs = 60_000
const firstPauseMs = 1_000
const longestPauseMs = 30_000

export interface KafkaReaderOptions extends FormatOptions {
  client: KafkaClient
  /** For messages to people. */
  brokers: readonly string[]
  topics: readonly string[]
  group: string
  /** Where to go on, by source (`sourceOfPartition`). */
  positions: ReadonlyMap<string, number>
  /** Where to begin in partitions that have none. */
  start: KafkaStart
  signal: AbortSignal
  pace?: Pace
  /** Told when something changes. */
  onState?: (state: KafkaState) => void
}

export interface KafkaState {
  phase: 'connecting' | 'reading' | 'waiting' | 'ended'
  /** What is wrong, for a person; undefined where nothing is. */
  problem: string | undefined
  /** What was noticed on the way, in the order of time. */
  notes: readonly string[]
  partitions: readonly PartitionState[]
}

interface PartitionState {
  topic: string
  partition: number
  /** Next offset. */
  position: number
  /** Messages that are there and not read yet. */
  lag: number
}

/** The messages of topics, as they come. Lives through brokers that go away; ends when the signal aborts. */
export class KafkaReader implements LiveSource {
  readonly #options: KafkaReaderOptions
  readonly #pace: Pace
  readonly #decoders: Map<string, LiveDecoder>
  readonly #waiting: KafkaBatch[] = []
  /** Next offsets, also of messages that still wait here. */
  readonly #next = new Map<string, number>()
  /** By topic: next offsets after what was decoded, since positions were given last. */
  readonly #read = new Map<string, Map<string, number>>()
  readonly #ends = new Map<string, { topic: string; partition: number; end: number }>()
  readonly #notes: string[] = []
  #clusterId = ''
  #phase: KafkaState['phase'] = 'connecting'
  #problem: string | undefined
  #lastAnswer = 0
  #onWaiting = (): void => {}
  #onRoom: (() => void)[] = []
  #onStopped = (): void => {}

  constructor(options: KafkaReaderOptions) {
    this.#options = options
    this.#pace = options.pace ?? realPace
    this.#decoders = new Map(
      options.topics.map((topic) => [topic, new LiveDecoder(`kafka:${topic}`, options)]),
    )
  }

  /** One a topic. */
  reports(): SourceReport[] {
    return [...this.#decoders.values()].map((decoder) => decoder.report())
  }

  get state(): KafkaState {
    const partitions = [...this.#ends].map(([source, { topic, partition, end }]) => {
      const position = this.#next.get(source) ?? 0
      return { topic, partition, position, lag: Math.max(0, end - position) }
    })
    return { phase: this.#phase, problem: this.#problem, notes: [...this.#notes], partitions }
  }

  /** @throws Error, a sentence, where the cluster refuses what will not change by waiting */
  async *[Symbol.asyncIterator](): AsyncGenerator<EventBatch> {
    const { signal } = this.#options
    const halt = new AbortController()
    const stop = (): void => halt.abort()
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    let failure: { error: unknown } | undefined
    const supervised = this.#supervise(halt.signal).catch((error: unknown) => {
      failure = { error }
      this.#onWaiting()
    })
    try {
      while (!halt.signal.aborted && !failure) {
        const batch = this.#waiting.shift()
        this.#onRoom.shift()?.()
        if (batch) yield this.#decode(batch)
        else if (!(await this.#hasMore(halt.signal)))
          for (const [topic, decoder] of this.#decoders) yield this.#positioned(topic, decoder.rest())
      }
    } finally {
      halt.abort()
      for (const go of this.#onRoom.splice(0)) go()
      await supervised
      this.#show('ended')
    }
    if (failure) throw failure.error
  }

  /** Waits for more; false when there was nothing for a while. */
  async #hasMore(signal: AbortSignal): Promise<boolean> {
    const quiet = new AbortController()
    const more = new Promise<boolean>((resolve) => (this.#onWaiting = () => resolve(true)))
    const idle = this.#pace.wait(idleMs, AbortSignal.any([quiet.signal, signal])).then(() => false)
    try {
      return this.#waiting.length > 0 || (await Promise.race([more, idle]))
    } finally {
      quiet.abort()
    }
  }

  #decode({ topic, messages }: KafkaBatch): EventBatch {
    const decoder = this.#decoders.get(topic)
    if (!decoder) throw new Error(`messages of ${topic} came, which nobody asked for`)
    const batches = linesOf(messages).map(({ lines, partition }) =>
      decoder.push(lines, `kafka:${topic}/${partition}`),
    )
    const read = this.#read.get(topic) ?? new Map<string, number>()
    for (const { partition, offset } of messages) read.set(this.#sourceOf(topic, partition), offset + 1)
    this.#read.set(topic, read)
    const [first = emptyBatch(), ...others] = batches
    return this.#positioned(topic, others.reduce(appendBatch, first))
  }

  /** What still waits in the decoder is not taken in: a position beyond it would lose it. */
  #positioned(topic: string, batch: EventBatch): EventBatch {
    if (this.#decoders.get(topic)?.isHolding) return { ...batch, positions: new Map() }
    const positions = this.#read.get(topic) ?? new Map<string, number>()
    this.#read.delete(topic)
    return { ...batch, positions }
  }

  #sourceOf(topic: string, partition: number): string {
    return sourceOfPartition(this.#clusterId, topic, partition)
  }

  /** Keeps a consumer at work, whatever happens to it, until the signal aborts. */
  async #supervise(signal: AbortSignal): Promise<void> {
    let pause = firstPauseMs
    while (!signal.aborted) {
      const begun = this.#pace.now()
      try {
        await this.#prepare()
        const { error } = await this.#consume(signal)
        if (error) throw error
      } catch (error) {
        if (error instanceof MissingTopicError) throw error
        const { message, isLasting } = explainKafka(error, this.#options.brokers)
        if (isLasting) throw new Error(message, { cause: error })
        this.#problem = message
        this.#show('waiting')
      }
      if (signal.aborted) return
      if (this.#pace.now() - begun > longestPauseMs) pause = firstPauseMs
      await this.#pace.wait(pause, signal)
      pause = Math.min(longestPauseMs, 2 * pause)
    }
  }

  /** Finds out where to begin in each partition. */
  async #prepare(): Promise<void> {
    const { client, topics, positions, start, brokers } = this.#options
    this.#show('connecting')
    this.#clusterId = await client.clusterId()
    const there = new Set((await client.topics()).map(({ name }) => name))
    const missing = topics.filter((topic) => !there.has(topic))
    if (missing.length > 0) {
      const known = [...there].slice(0, 10).join(', ') || 'none'
      throw new MissingTopicError(
        `Kafka at ${brokers.join(', ')} has no topic ${missing.join(', ')} that this user may see; it has ${known}.`,
      )
    }
    for (const topic of topics) {
      const offsets = await client.offsets(topic)
      const starts = await this.#starts(topic, start)
      for (const { partition, low, high } of offsets) {
        const source = this.#sourceOf(topic, partition)
        this.#ends.set(source, { topic, partition, end: high })
        const stored = this.#next.get(source) ?? positions.get(source)
        if (stored === undefined) this.#next.set(source, starts.get(partition) ?? low)
        else this.#next.set(source, this.#checked(stored, { topic, partition, low, high }))
      }
    }
  }

  /** What was deleted meanwhile cannot be read; that is said, and nothing else is passed over. */
  #checked(
    stored: number,
    { topic, partition, low, high }: { topic: string; partition: number; low: number; high: number },
  ): number {
    const at = `${topic}, partition ${partition}`
    if (stored < low) {
      this.#notes.push(
        `${at}: ${(low - stored).toLocaleString('en-US')} messages (${stored} to ${low - 1}) were deleted before they were read; the topic keeps messages for too short a time.`,
      )
      return low
    }
    if (stored > high) {
      this.#notes.push(
        `${at}: it ends before the position that was read up to (${stored}): the topic was made anew, and is read from its beginning.`,
      )
      return low
    }
    return stored
  }

  async #starts(topic: string, start: KafkaStart): Promise<Map<number, number>> {
    const { client } = this.#options
    if (start === 'earliest') return new Map()
    if (start === 'latest')
      return new Map((await client.offsets(topic)).map(({ partition, high }) => [partition, high]))
    return new Map((await client.offsetsAt(topic, start)).map(({ partition, offset }) => [partition, offset]))
  }

  /** Until the consumer stops by itself, is silent for too long, or the signal aborts. */
  async #consume(signal: AbortSignal): Promise<{ error: Error | undefined }> {
    const { client, topics, group } = this.#options
    let error: Error | undefined
    const stopped = new Promise<void>((resolve) => (this.#onStopped = resolve))
    this.#lastAnswer = this.#pace.now()
    const consumer: KafkaConsumer = await client.consume({
      group,
      topics,
      positions: (topic, partition) => this.#next.get(this.#sourceOf(topic, partition)),
      onBatch: (batch) => this.#receive(batch, signal),
      onEvent: (event) => {
        error = this.#see(event) ?? error
      },
    })
    try {
      while (!signal.aborted && this.#pace.now() - this.#lastAnswer < deadMs) {
        const over = await Promise.race([
          stopped.then(() => true),
          this.#pace.wait(1_000, signal).then(() => false),
        ])
        if (over) return { error }
      }
      return { error: signal.aborted ? undefined : new Error('no answer for a minute') }
    } finally {
      await consumer.stop().catch(() => {})
    }
  }

  #see(event: KafkaEvent): Error | undefined {
    switch (event.kind) {
      case 'assigned':
        this.#problem = undefined
        this.#lastAnswer = this.#pace.now()
        this.#show('reading')
        return undefined
      case 'alive':
        this.#lastAnswer = this.#pace.now()
        if (this.#problem !== undefined) {
          this.#problem = undefined
          this.#show('reading')
        }
        return undefined
      case 'rebalancing':
        this.#show('waiting')
        return undefined
      case 'trouble':
        this.#problem = explainKafka(event.error, this.#options.brokers).message
        this.#show('waiting')
        return undefined
      case 'stopped':
        this.#onStopped()
        return event.error
    }
  }

  /** Waits for room. Messages that came before, after a rebalance for example, are passed over. */
  async #receive({ topic, messages, end }: KafkaBatch, signal: AbortSignal): Promise<void> {
    this.#lastAnswer = this.#pace.now()
    const [first] = messages
    if (!first || signal.aborted) return
    const source = this.#sourceOf(topic, first.partition)
    this.#ends.set(source, { topic, partition: first.partition, end })
    const next = this.#next.get(source) ?? 0
    const fresh = messages.filter(({ offset }) => offset >= next)
    const last = fresh.at(-1)
    if (!last) return
    this.#next.set(source, last.offset + 1)
    this.#waiting.push({ topic, messages: fresh, end })
    this.#onWaiting()
    while (this.#waiting.length > mostWaiting && !signal.aborted) {
      await new Promise<void>((resolve) => this.#onRoom.push(resolve))
      this.#lastAnswer = this.#pace.now()
    }
  }

  #show(phase: KafkaState['phase']): void {
    this.#phase = phase
    this.#options.onState?.(this.state)
  }
}

class MissingTopicError extends Error {
  override name = 'MissingTopicError'
}

/** Names a partition for as long as its cluster stands. */
function sourceOfPartition(clusterId: string, topic: string, partition: number): string {
  return `kafka:${clusterId}/${topic}/${partition}`
}
