import type { LiveConditions } from '../live-source.ts'
import type { KafkaClient } from './kafka-client.ts'
import { KafkaReader, type KafkaState } from './kafka-reader.ts'
import type { KafkaSettings, KafkaStart } from './kafka-settings.ts'

interface KafkaTopics {
  topics: readonly string[]
  group: string
  start: KafkaStart
}

/** Reads topics as they grow, each partition from where it was left. */
export function openKafka(
  client: KafkaClient,
  { brokers }: Pick<KafkaSettings, 'brokers'>,
  topics: KafkaTopics,
  onState?: (state: KafkaState) => void,
): (conditions: LiveConditions) => KafkaReader {
  return ({ formats, positions, signal, pace }) =>
    new KafkaReader({
      ...topics,
      ...formats,
      client,
      brokers,
      positions,
      signal,
      pace,
      ...(onState ? { onState } : {}),
    })
}
