import { parentPort, workerData } from 'node:worker_threads'
import { errorMessage } from '../../event/error-message.ts'
import { KafkajsClient } from '../../ingest/kafka/kafkajs-client.ts'
import type { KafkaReader } from '../../ingest/kafka/kafka-reader.ts'
import { openKafka } from '../../ingest/kafka/open-kafka.ts'
import type { OpenLive } from '../../ingest/live-source.ts'
import { realPace } from '../../ingest/sources/pace.ts'
import { openSyslog } from '../../ingest/syslog-listener/open-syslog.ts'
import { retentionOf } from '../../store/retention.ts'
import { Store } from '../../store/store.ts'
import { readConditions } from '../choose-generation.ts'
import { follow } from '../follow.ts'
import { Publisher } from '../publishing/publisher.ts'
import type { ToWorker, WorkerBeginning } from '../worker-run.ts'
import { LiveMeter } from './live-meter.ts'
import type { FromLiveWorker, LiveStartup } from './live-messages.ts'

/** A screen draws no more often; and one that refetched for every commit would do nothing else. */
const everyMs = 1000

const port = parentPort
if (!port) throw new Error('live-worker runs on a worker thread only')

const { job, workspace, modelsDir, dataDir, begun } = workerData as LiveStartup & WorkerBeginning
const end = new AbortController()
const send = (message: FromLiveWorker): void => port.postMessage(message)
port.on('message', (message: ToWorker) => {
  if (message.type === 'cancel') end.abort()
})

Atomics.store(begun, 0, 1)
let error: string | undefined
try {
  error = await readInto(new Store(workspace))
} catch (cause) {
  error = errorMessage(cause)
}
send({ type: 'finished', state: error === undefined ? 'ended' : 'failed', error })
port.close()

/** Closes the store. @returns what ended it early */
async function readInto(store: Store): Promise<string | undefined> {
  try {
    const hold = store.hold('the workstation', job.id)
    try {
      return await run(store)
    } finally {
      hold.release()
    }
  } finally {
    store.close()
  }
}

async function run(store: Store): Promise<string | undefined> {
  const { kafka, outputs } = job
  const conditions = await readConditions(dataDir, modelsDir)
  await store.keepEvents(retentionOf(conditions.settings))
  const meter = new LiveMeter(job, Date.now())
  const client = kafka && new KafkajsClient(kafka.settings)
  const brokers = kafka?.settings.brokers ?? []
  const publisher =
    client &&
    new Publisher({ client, brokers, store, pace: realPace, onState: (problem) => (meter.sending = problem) })
  const open = client && kafka && openKafka(client, kafka.settings, kafka)
  let reader: KafkaReader | undefined
  const live: OpenLive[] = (job.syslog ?? []).map((port) =>
    openSyslog({ ...port, onRemark: (remark) => meter.remark(remark) }),
  )
  if (open) live.push((given) => (reader = open(given)))
  let hasData = false
  const show = (): void => {
    meter.kafka = reader?.state
    meter.sample(Date.now())
    send({ type: 'progress', progress: meter.progress() })
  }
  const timer = setInterval(() => {
    show()
    if (hasData) send({ type: 'data' })
    hasData = false
  }, everyMs)
  try {
    const report = await follow(job, {
      ...conditions,
      store,
      modelsDir,
      signal: end.signal,
      live,
      outputs,
      onStep: (counts, stages) => meter.step(counts, stages),
      onScored: (batch, scores, alerts) => meter.see(batch, scores, alerts),
      onCommit: () => {
        hasData = true
        publisher?.wake()
      },
    })
    return report.error
  } finally {
    clearInterval(timer)
    show()
    await publisher?.close()
    await client?.close()
  }
}
