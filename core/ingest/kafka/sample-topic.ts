import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { appendBatch, type EventBatch } from '../event-batch.ts'
import type { SourceReport } from '../import-report.ts'
import { LiveDecoder } from '../live-decoder.ts'
import type { FormatOptions } from '../open-format.ts'
import type { KafkaBatch, KafkaClient } from './kafka-client.ts'
import { linesOf } from './message-lines.ts'

/** A cluster that gives nothing for so long has nothing to give, ms (ours). */
const patienceMs = 15_000

/** The last messages of each partition of a topic, decoded. Nobody's position changes by it. */
export async function sampleTopic(
  client: KafkaClient,
  topic: string,
  count: number,
  formats: FormatOptions,
): Promise<{ batch: EventBatch; report: SourceReport }> {
  const offsets = await client.offsets(topic)
  const starts = new Map(offsets.map(({ partition, low, high }) => [partition, Math.max(low, high - count)]))
  const ends = new Map(
    offsets.filter(({ low, high }) => high > low).map(({ partition, high }) => [partition, high]),
  )
  const found: KafkaBatch[] = []
  if (ends.size > 0) await collect(client, topic, { starts, ends, found })
  const decoder = new LiveDecoder(`kafka:${topic}`, formats)
  const batches = found
    .flatMap(({ messages }) => linesOf(messages))
    .map(({ lines, partition }) => decoder.push(lines, `kafka:${topic}/${partition}`))
  return { batch: [...batches, decoder.rest()].reduce(appendBatch), report: decoder.report() }
}

interface Collecting {
  starts: ReadonlyMap<number, number>
  /** Of the partitions that have messages; they go when they are reached. */
  ends: Map<number, number>
  found: KafkaBatch[]
}

async function collect(
  client: KafkaClient,
  topic: string,
  { starts, ends, found }: Collecting,
): Promise<void> {
  let whole = (): void => {}
  const done = new Promise<void>((resolve) => (whole = resolve))
  const consumer = await client.consume({
    group: `sonic-sample-${randomUUID()}`,
    topics: [topic],
    positions: (_, partition) => starts.get(partition),
    onBatch: (batch) => {
      const [first] = batch.messages
      const last = batch.messages.at(-1)
      if (first && last && ends.has(first.partition)) {
        found.push(batch)
        if (last.offset + 1 >= (ends.get(first.partition) ?? 0)) ends.delete(first.partition)
      }
      if (ends.size === 0) whole()
      return Promise.resolve()
    },
    onEvent: (event) => event.kind === 'stopped' && whole(),
  })
  const given = new AbortController()
  await Promise.race([done, setTimeout(patienceMs, undefined, { signal: given.signal }).catch(() => {})])
  given.abort()
  await consumer.stop()
}
