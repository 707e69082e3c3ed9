import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { ClusterRequest, LiveRequest, ReadingRequest, TopicSample } from '../contract/index.ts'
import { toEcs } from '../event/ecs.ts'
import { Reject } from '../event/event.ts'
import { explainKafka } from '../ingest/kafka/explain-kafka.ts'
import type { KafkaClient } from '../ingest/kafka/kafka-client.ts'
import { kafkaSettingsSchema, type KafkaSettings } from '../ingest/kafka/kafka-settings.ts'
import { KafkajsClient } from '../ingest/kafka/kafkajs-client.ts'
import { sampleTopic } from '../ingest/kafka/sample-topic.ts'
import { explain } from '../ingest/sources/explain.ts'
import { parseListenAddress } from '../ingest/syslog-listener/listen-address.ts'
import type { LiveRunner } from '../pipeline/live/live-runner.ts'
import type { ReadingOptions } from '../pipeline/messages.ts'
import { formatOptions } from '../pipeline/reading/read-files.ts'
import type { Handlers } from './handlers.ts'

type LiveHandlers = Pick<Handlers, Extract<keyof Handlers, `${'live' | 'kafka'}.${string}`>>

/** Records of a topic that are shown before it is read. */
const sampled = 5

/** The part of the contract that is about what is read live. */
export function liveHandlers(
  runner: LiveRunner,
  readingOf: (request: ReadingRequest) => ReadingOptions,
  assertFree: () => void,
): LiveHandlers {
  return {
    'live.start': async ({ paths, kafka, syslog, outputs = {}, ...reading }) => {
      assertFree()
      if (paths.length === 0 && kafka === undefined && syslog === undefined)
        throw new Error('There is nothing to read: name files that grow, ports, or topics of a cluster.')
      assertApart(kafka, outputs)
      const id = randomUUID()
      const cluster = kafka && { ...kafka, settings: await readSettings(kafka) }
      const ports = syslog && (await readPorts(syslog))
      runner.start({ id, paths, kafka: cluster, syslog: ports, outputs, ...readingOf(reading) })
      return { id }
    },
    'live.stop': ({ id }) => runner.stop(id),
    'live.status': () => runner.status(),
    'kafka.topics': (request) => asking(request, (client) => client.topics()),
    'kafka.sample': ({ topic, ...request }) =>
      asking(request, (client) => sample(client, topic, readingOf(request))),
  }
}

/** @throws Error that says what is wrong with an address, or with a file */
async function readPorts({ addresses, tls = {} }: NonNullable<LiveRequest['syslog']>) {
  const [certificate, key, ca] = [
    await readPem(tls.certificate),
    await readPem(tls.key),
    await readPem(tls.ca),
  ]
  return addresses.map((text) => {
    const address = parseListenAddress(text)
    if (address === undefined)
      throw new Error(`"${text}" is no port: write udp://HOST:PORT, tcp://HOST:PORT or tls://HOST:PORT.`)
    if (address.transport !== 'tls') return { address }
    if (certificate === undefined || key === undefined)
      throw new Error('TLS needs the certificate that senders are shown, and its key.')
    return { address, tls: { certificate, key, ca } }
  })
}

function assertApart(kafka: LiveRequest['kafka'], outputs: NonNullable<LiveRequest['outputs']>): void {
  const sent = [outputs.alerts, outputs.incidents, outputs.deadLetters]
  const looped = sent.find((topic) => topic !== undefined && kafka?.topics.includes(topic))
  if (looped !== undefined)
    throw new Error(`${looped} is read and written: results need a topic of their own.`)
}

async function sample(client: KafkaClient, topic: string, reading: ReadingOptions): Promise<TopicSample> {
  const { batch, report } = await sampleTopic(client, topic, sampled, formatOptions(reading))
  const records = batch.records.slice(-sampled).map((record, i) => {
    const original = batch.originals[Math.max(0, batch.records.length - sampled) + i] ?? ''
    return record instanceof Reject
      ? { document: {}, problem: record.reason, original }
      : { document: toEcs(record), problem: undefined, original }
  })
  return { format: report.formats[0]?.title, records }
}

/** @throws Error, a sentence for a person */
async function asking<T>(request: ClusterRequest, ask: (client: KafkaClient) => Promise<T>): Promise<T> {
  const settings = await readSettings(request)
  const client = new KafkajsClient(settings)
  try {
    return await ask(client)
  } catch (error) {
    throw new Error(explainKafka(error, settings.brokers).message, { cause: error })
  } finally {
    await client.close()
  }
}

/** @throws Error that says which file or field is wrong */
async function readSettings({ brokers, tls, sasl }: ClusterRequest): Promise<KafkaSettings> {
  const read = kafkaSettingsSchema.safeParse({
    brokers,
    sasl,
    tls: tls && {
      ca: await readPem(tls.ca),
      certificate: await readPem(tls.certificate),
      key: await readPem(tls.key),
    },
  })
  if (read.success) return read.data
  throw new Error(
    `The cluster cannot be reached so: ${read.error.issues[0]?.message ?? 'something is missing'}.`,
  )
}

async function readPem(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Error(`${path} ${explain(error)}.`, { cause: error })
  })
  if (!text.includes('-----BEGIN')) throw new Error(`${path} holds no PEM.`)
  return text
}
