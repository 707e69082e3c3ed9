import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { defaultWorkspace, dataFolder, resources } from '../host/resources.ts'
import { readConditions } from '../pipeline/choose-generation.ts'
import { follow as followFiles } from '../pipeline/follow.ts'
import { Publisher } from '../pipeline/publishing/publisher.ts'
import { realPace } from '../ingest/sources/pace.ts'
import { Store } from '../store/store.ts'
import { translateError } from '../store/workspace-error.ts'
import { KafkajsClient } from '../ingest/kafka/kafkajs-client.ts'
import { openKafka } from '../ingest/kafka/open-kafka.ts'
import { describeSource } from './describe-source.ts'
import { onInterruption } from './interruption.ts'
import { kafkaOptionsSchema, readKafkaSettings, readStart } from './kafka-options.ts'
import { print, tell } from './print.ts'
import { readReading } from './read-options.ts'
import { readSyslog, syslogOptionsSchema } from './syslog-options.ts'
import { UsageError } from './usage-error.ts'

const optionsSchema = z.object({
  format: z.string().optional(),
  map: z.string().optional(),
  zone: z.string().optional(),
  year: z.string().optional(),
  workspace: z.string().optional(),
  ...kafkaOptionsSchema.shape,
  ...syslogOptionsSchema.shape,
  alertsTopic: z.string().optional(),
  incidentsTopic: z.string().optional(),
  deadLetterTopic: z.string().optional(),
})

/**
 * `sonic follow`: reads files as they grow, Kafka topics and what syslog senders send into a workspace, and prints incidents as they
 * come or change, until it is interrupted.
 * @returns 0 when it was ended in order, 1 when it failed
 */
export async function follow(paths: string[], given: unknown): Promise<number> {
  const options = optionsSchema.parse(given)
  const reading = await readReading(options)
  const kafka = options.kafka === undefined ? undefined : await readKafka(options)
  if (
    kafka === undefined &&
    (options.alertsTopic ?? options.incidentsTopic ?? options.deadLetterTopic) !== undefined
  )
    throw new UsageError('Results go to topics of the cluster that --kafka BROKERS names.')
  const syslog = await readSyslog(options)
  const live = [...(kafka ? [kafka.live] : []), ...syslog.live]
  if (live.length === 0 && paths.length === 0)
    throw new UsageError(
      'There is nothing to follow: name log files, --kafka BROKERS --topic NAME, or --syslog udp://127.0.0.1:5514.',
    )
  const end = new AbortController()
  const ignore = onInterruption(() => end.abort())
  const path = options.workspace ?? defaultWorkspace()
  const store = new Store(path)
  try {
    const hold = store.hold('sonic follow')
    const publisher = kafka?.publish(store)
    try {
      const told = new IncidentTeller(store)
      const named = [...paths, ...(kafka?.names ?? []), ...syslog.names].join(', ')
      tell(`Following ${named} into ${path}; Ctrl+C ends it, and the same command goes on.`)
      const report = await followFiles(
        { id: randomUUID(), paths, ...reading },
        {
          ...(await readConditions(dataFolder(), resources.models)),
          store,
          modelsDir: resources.models,
          signal: end.signal,
          live,
          outputs: kafka?.outputs ?? {},
          onCommit: () => {
            told.tell()
            publisher?.wake()
          },
        },
      )
      for (const source of report.sources) tell(describeSource(source))
      for (const notice of report.notices ?? []) tell(notice)
      if (report.error !== undefined) tell(`sonic: ${report.error}`)
      return report.state === 'done' ? 0 : 1
    } finally {
      const unsent = (await publisher?.close()) ?? 0
      if (unsent > 0)
        tell(
          `${unsent.toLocaleString('en-US')} messages could not be sent yet: the next run with --kafka sends them.`,
        )
      hold.release()
      await kafka?.client.close()
    }
  } catch (error) {
    throw translateError(error, path)
  } finally {
    store.close()
    ignore()
  }
}

/** @throws UsageError */
async function readKafka(options: z.infer<typeof optionsSchema>) {
  const listensSecurely = options.syslog.some((address) => address.startsWith('tls:'))
  // The certificate is then that of the port; a cluster that wants TLS as well is told so by --tls.
  const settings = await readKafkaSettings(
    listensSecurely && !options.tls
      ? { ...options, tlsCa: undefined, tlsCert: undefined, tlsKey: undefined }
      : options,
  )
  if (options.topic.length === 0)
    throw new UsageError('--kafka needs --topic NAME; `sonic topics --kafka …` lists them.')
  const client = new KafkajsClient(settings)
  const topics = { topics: options.topic, group: options.group, start: readStart(options.from) }
  let told: string | undefined
  const noted = new Set<string>()
  const live = openKafka(client, settings, topics, ({ phase, problem, notes, partitions }) => {
    const lag = partitions.reduce((sum, one) => sum + one.lag, 0).toLocaleString('en-US')
    const state = problem ?? `Kafka: ${phase}, ${partitions.length} partitions, ${lag} messages behind`
    for (const note of notes.filter((one) => !noted.has(one))) tell(note)
    for (const note of notes) noted.add(note)
    if (state !== told) tell(state)
    told = state
  })
  const { alertsTopic: alerts, incidentsTopic: incidents, deadLetterTopic: deadLetters } = options
  const looped = [alerts, incidents, deadLetters].find(
    (topic) => topic !== undefined && options.topic.includes(topic),
  )
  if (looped !== undefined)
    throw new UsageError(`${looped} is read and written: results need a topic of their own.`)
  const { brokers } = settings
  const onState = (problem: string | undefined) => tell(problem ?? 'Kafka takes results again.')
  return {
    client,
    live,
    names: options.topic.map((topic) => `kafka:${topic}`),
    outputs: { alerts, incidents, deadLetters },
    publish: (store: Store) => new Publisher({ client, brokers, store, pace: realPace, onState }),
  }
}

/** Says which incidents are new or have become more severe. */
class IncidentTeller {
  readonly #store: Store
  readonly #told: Map<string, string>

  constructor(store: Store) {
    this.#store = store
    this.#told = new Map(store.incidents().map(({ id, severity, title }) => [id, `${severity} ${title}`]))
  }

  tell(): void {
    for (const { id, severity, score, title } of this.#store.incidents()) {
      const now = `${severity} ${title}`
      if (this.#told.get(id) === now) continue
      this.#told.set(id, now)
      print(`${severity.padEnd(8)} ${score.toFixed(0).padStart(3)}  ${title}`)
    }
  }
}
