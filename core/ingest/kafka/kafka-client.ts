/** A message of a partition. */
export interface KafkaMessage {
  partition: number
  offset: number
  /** Epoch ms, by the broker or the producer. */
  timestamp: number
  /** null: a tombstone. */
  value: Buffer | null
}

export interface KafkaBatch {
  topic: string
  messages: readonly KafkaMessage[]
  /** Offset after the last message of each partition, as the broker knows it. */
  end: number
}

export interface PartitionOffsets {
  partition: number
  /** Offset of the first message that there still is. */
  low: number
  /** Offset of the next message. */
  high: number
}

export interface KafkaTopic {
  name: string
  partitions: number
}

/** What a consumer tells of itself. */
export type KafkaEvent =
  /** It shares the topics with others; these are its partitions now. */
  | { kind: 'assigned'; partitions: ReadonlyMap<string, readonly number[]> }
  | { kind: 'rebalancing' }
  /** It tries again by itself. */
  | { kind: 'trouble'; error: Error }
  /** It does not; somebody has to build a new one. */
  | { kind: 'stopped'; error: Error | undefined }
  /** It has asked for messages, and got an answer. */
  | { kind: 'alive' }

export interface ConsumeOptions {
  group: string
  topics: readonly string[]
  /** Where to go on, asked for at every assignment. */
  positions: (topic: string, partition: number) => number | undefined
  /** Must not reject. Until it is done no more comes of the partition; the group is told meanwhile that this member is alive. */
  onBatch: (batch: KafkaBatch) => Promise<void>
  onEvent: (event: KafkaEvent) => void
}

export interface KafkaConsumer {
  stop(): Promise<void>
}

export interface OutgoingMessage {
  key: string
  /** null: a tombstone. */
  value: Buffer | null
  headers?: Record<string, string>
}

/** A client of a Kafka cluster. What it rejects with is for `explainKafka`. */
export interface KafkaClient {
  clusterId(): Promise<string>
  topics(): Promise<KafkaTopic[]>
  offsets(topic: string): Promise<PartitionOffsets[]>
  /** Of the first message at or after a time (epoch ms); the end where there is none. */
  offsetsAt(topic: string, time: number): Promise<{ partition: number; offset: number }[]>
  /** Rejects where the cluster cannot be reached now, or refuses. */
  consume(options: ConsumeOptions): Promise<KafkaConsumer>
  /** Fulfilled when all replicas in sync have them. */
  send(topic: string, messages: readonly OutgoingMessage[]): Promise<void>
  close(): Promise<void>
}
