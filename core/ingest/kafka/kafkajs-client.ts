import kafkajs, { type Admin, type Consumer, type EachBatchPayload, type Producer } from 'kafkajs'
import { registerCodecs } from './codecs.ts'
import type {
  ConsumeOptions,
  KafkaClient,
  KafkaConsumer,
  KafkaMessage,
  KafkaTopic,
  OutgoingMessage,
  PartitionOffsets,
} from './kafka-client.ts'
import { cutMessages } from './cut-messages.ts'
import type { KafkaSettings } from './kafka-settings.ts'
import { quietQueues } from './quiet-queues.ts'

/** A broker that restarts is found again within some seconds; one that does not come back is told of after some ten. */
const patient = { initialRetryTime: 200, maxRetryTime: 2_000, retries: 6 }
/** Who asks wants to know soon. */
const brief = { initialRetryTime: 200, maxRetryTime: 1_000, retries: 2 }
const heartbeatMs = 2_000

/** The one adapter to kafkajs. Its traps are cured here: see the comments. */
export class KafkajsClient implements KafkaClient {
  readonly #kafka: kafkajs.Kafka
  #admin: Promise<Admin> | undefined
  #producer: Promise<Producer> | undefined

  constructor({ brokers, tls, sasl }: KafkaSettings) {
    registerCodecs()
    quietQueues()
    this.#kafka = new kafkajs.Kafka({
      clientId: 'sonic',
      brokers: [...brokers],
      connectionTimeout: 3_000,
      requestTimeout: 15_000,
      retry: brief,
      logCreator: () => () => {},
      ...(tls ? { ssl: { ...tls, ...(tls.certificate ? { cert: tls.certificate } : {}) } } : {}),
      // A copy: kafkajs keeps in it what it has signed in with.
      ...(sasl ? { sasl: { ...sasl } } : {}),
    })
  }

  async clusterId(): Promise<string> {
    return (await (await this.#asked()).describeCluster()).clusterId
  }

  async topics(): Promise<KafkaTopic[]> {
    const { topics } = await (await this.#asked()).fetchTopicMetadata()
    return topics
      .filter(({ name }) => !name.startsWith('__'))
      .map(({ name, partitions }) => ({ name, partitions: partitions.length }))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  async offsets(topic: string): Promise<PartitionOffsets[]> {
    const offsets = await (await this.#asked()).fetchTopicOffsets(topic)
    return offsets.map(({ partition, low, high }) => ({ partition, low: Number(low), high: Number(high) }))
  }

  async offsetsAt(topic: string, time: number): Promise<{ partition: number; offset: number }[]> {
    const offsets = await (await this.#asked()).fetchTopicOffsetsByTimestamp(topic, time)
    return offsets.map(({ partition, offset }) => ({ partition, offset: Number(offset) }))
  }

  async consume(options: ConsumeOptions): Promise<KafkaConsumer> {
    const consumer = this.#kafka.consumer({
      groupId: options.group,
      // After a crash of the coordinator the group waits so long for members that are gone.
      sessionTimeout: 10_000,
      rebalanceTimeout: 15_000,
      heartbeatInterval: 3_000,
      maxWaitTimeInMs: 500,
      maxBytesPerPartition: 2 ** 20,
      maxBytes: 10 * 2 ** 20,
      allowAutoTopicCreation: false,
      retry: { ...patient, restartOnFailure: () => Promise.resolve(true) },
    })
    listen(consumer, options)
    try {
      await consumer.connect()
      // What a stored position names may be gone: then reading goes on with the first message there is, never at the end.
      await consumer.subscribe({ topics: [...options.topics], fromBeginning: true })
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 3,
        eachBatch: (payload) => passOn(payload, options),
      })
    } catch (error) {
      await consumer.disconnect().catch(() => {})
      throw error
    }
    return { stop: () => consumer.disconnect() }
  }

  /** One partition a request: of one over several, kafkajs confirms what it has not sent when a leader moves (issue 1303). */
  async send(topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    const producer = await this.#writing()
    const { topics } = await (await this.#asked()).fetchTopicMetadata({ topics: [topic] })
    const partitionMetadata = topics[0]?.partitions ?? []
    const partitioner = kafkajs.Partitioners.DefaultPartitioner()
    const byPartition = Map.groupBy(messages, (message) => partitioner({ topic, partitionMetadata, message }))
    for (const [partition, all] of byPartition)
      for (const some of cutMessages(all))
        await producer.send({
          topic,
          acks: -1,
          compression: kafkajs.CompressionTypes.ZSTD,
          messages: some.map((message) => ({ ...message, partition })),
        })
  }

  async close(): Promise<void> {
    const open = [this.#admin, this.#producer]
    this.#admin = this.#producer = undefined
    for (const one of open) await one?.then((client) => client.disconnect()).catch(() => {})
  }

  #asked(): Promise<Admin> {
    return (this.#admin ??= connected(this.#kafka.admin({ retry: brief })).catch((error: unknown) => {
      this.#admin = undefined
      throw error
    }))
  }

  #writing(): Promise<Producer> {
    const options = { retry: patient, allowAutoTopicCreation: false, idempotent: false }
    const producer = this.#kafka.producer({
      ...options,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    })
    return (this.#producer ??= connected(producer).catch((error: unknown) => {
      this.#producer = undefined
      throw error
    }))
  }
}

async function connected<T extends { connect(): Promise<void> }>(client: T): Promise<T> {
  await client.connect()
  return client
}

function listen(consumer: Consumer, { positions, onEvent }: ConsumeOptions): void {
  const { events } = consumer
  consumer.on(events.GROUP_JOIN, ({ payload }) => {
    const partitions = new Map(Object.entries(payload.memberAssignment))
    // Offsets that the group has committed mean nothing here: positions are kept with the results.
    for (const [topic, numbers] of partitions)
      for (const partition of numbers) {
        const offset = positions(topic, partition)
        if (offset !== undefined) consumer.seek({ topic, partition, offset: String(offset) })
      }
    onEvent({ kind: 'assigned', partitions })
  })
  consumer.on(events.REBALANCING, () => onEvent({ kind: 'rebalancing' }))
  consumer.on(events.FETCH, () => onEvent({ kind: 'alive' }))
  consumer.on(events.CRASH, ({ payload: { error, restart } }) =>
    onEvent(restart ? { kind: 'trouble', error } : { kind: 'stopped', error }),
  )
}

/** Never rejects: kafkajs would try the same batch again without a pause, or for some errors end for good. */
async function passOn(payload: EachBatchPayload, { onBatch }: ConsumeOptions): Promise<void> {
  if (!payload.isRunning() || payload.isStale()) return
  const { topic, partition, messages, highWatermark } = payload.batch
  const beat = (): Promise<void> => payload.heartbeat().catch(() => {})
  const beating = setInterval(() => void beat(), heartbeatMs)
  try {
    await onBatch({
      topic,
      messages: messages.map(({ offset, timestamp, value }): KafkaMessage => ({
        partition,
        offset: Number(offset),
        timestamp: Number(timestamp),
        value,
      })),
      end: Number(highWatermark),
    })
    payload.resolveOffset(payload.batch.lastOffset())
    await beat()
  } finally {
    clearInterval(beating)
  }
}
