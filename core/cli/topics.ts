import { z } from 'zod'
import { toEcs, toFailure } from '../event/ecs.ts'
import { Reject } from '../event/event.ts'
import { explainKafka } from '../ingest/kafka/explain-kafka.ts'
import { KafkajsClient } from '../ingest/kafka/kafkajs-client.ts'
import { sampleTopic } from '../ingest/kafka/sample-topic.ts'
import { formatOptions } from '../pipeline/reading/read-files.ts'
import { describeSource } from './describe-source.ts'
import { kafkaOptionsSchema, readKafkaSettings } from './kafka-options.ts'
import { print, printJson, tell } from './print.ts'
import { readReading } from './read-options.ts'
import { UsageError } from './usage-error.ts'

const optionsSchema = kafkaOptionsSchema.extend({
  format: z.string().optional(),
  map: z.string().optional(),
  zone: z.string().optional(),
  year: z.string().optional(),
  records: z.coerce.number('a number is needed').int().min(1).max(1000),
})

/**
 * `sonic topics`: what topics a cluster has, or the last records of one as Sonic reads them.
 * @returns the exit status
 * @throws UsageError
 */
export async function topics(given: unknown): Promise<number> {
  const options = optionsSchema.parse(given)
  if (options.kafka === undefined) throw new UsageError('`sonic topics` needs --kafka HOST:PORT.')
  const settings = await readKafkaSettings(options)
  const formats = formatOptions(await readReading(options))
  const client = new KafkajsClient(settings)
  try {
    if (options.topic.length === 0) {
      const all = await client.topics()
      print(
        all.map(
          ({ name, partitions }) => `${name}  ${partitions} ${partitions === 1 ? 'partition' : 'partitions'}`,
        ),
      )
      if (all.length === 0) tell('The cluster has no topics that this user may see.')
      return 0
    }
    for (const topic of options.topic) {
      const { batch, report } = await sampleTopic(client, topic, options.records, formats)
      for (const [i, record] of batch.records.slice(-options.records).entries()) {
        const at = Math.max(0, batch.records.length - options.records) + i
        const place = batch.places[at]
        if (!place) continue
        const original = batch.originals[at] ?? ''
        printJson(
          record instanceof Reject ? toFailure(record, place, original) : toEcs(record, place, original),
          0,
        )
      }
      tell(describeSource(report))
    }
    return 0
  } catch (error) {
    throw new Error(explainKafka(error, settings.brokers).message, { cause: error })
  } finally {
    await client.close()
  }
}
