import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import kafkajs from 'kafkajs'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { resources } from '../host/resources.ts'
import { Cluster } from '../ingest/kafka/broker.fixture.ts'
import { describeKafka } from '../ingest/kafka/kafka-tests.fixture.ts'
import { KafkajsClient } from '../ingest/kafka/kafkajs-client.ts'
import { openKafka } from '../ingest/kafka/open-kafka.ts'
import { simulate } from '../simulate/simulate.ts'
import { readOverview } from '../store/overview.ts'
import { Store } from '../store/store.ts'
import { follow } from './follow.ts'
import { runImport } from './import.ts'

const patience = { timeout: 100_000, interval: 50 }

describeKafka('a topic that is followed', () => {
  let folder: string
  let cluster: Cluster
  let lines: string[]
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sonic-follow-kafka-'))
    // Too short to teach an ensemble: live and captured are scored by the same.
    await simulate({ users: 12, days: 5, seed: 5, attacks: 'password-spray', out: folder })
    lines = readFileSync(join(folder, 'vpn-gw1.log'), 'utf8').trimEnd().split('\n')
    cluster = await Cluster.start()
  }, 300_000)
  afterAll(async () => {
    await cluster?.stop()
    rmSync(folder, { recursive: true })
  })

  async function send(topic: string, some: readonly string[]): Promise<void> {
    const kafka = new kafkajs.Kafka({ brokers: cluster.brokers(), logCreator: () => () => {} })
    const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner })
    await producer.connect()
    for (let from = 0; from < some.length; from += 1000)
      await producer.send({ topic, messages: some.slice(from, from + 1000).map((value) => ({ value })) })
    await producer.disconnect()
  }

  /** Follows until so many events are stored. */
  async function followUntil(store: Store, topic: string, events: number): Promise<void> {
    const end = new AbortController()
    const client = new KafkajsClient({ brokers: cluster.brokers() })
    const brokers = cluster.brokers()
    const live = openKafka(client, { brokers }, { topics: [topic], group: 'test', start: 'earliest' })
    const running = follow(
      { id: `run-${events}`, paths: [] },
      { store, modelsDir: resources.models, signal: end.signal, live: [live], onCommit: () => {} },
    )
    const stored = () => store.connection.prepare('SELECT sum(rows) FROM event_segments').pluck().get() ?? 0
    await vi.waitFor(() => expect(stored()).toBe(events), patience)
    end.abort()
    expect(await running).toMatchObject({ state: 'done', error: undefined })
    await client.close()
  }

  it('gives the alerts that its records give as a file, and goes on where it was left', async () => {
    const admin = new kafkajs.Kafka({ brokers: cluster.brokers(), logCreator: () => () => {} }).admin()
    await admin.connect()
    await admin.createTopics({ topics: [{ topic: 'vpn', numPartitions: 1 }] })
    await admin.disconnect()

    const captured = new Store(':memory:')
    await runImport(
      { id: 'captured', paths: [join(folder, 'vpn-gw1.log')] },
      {
        store: captured,
        modelsDir: resources.models,
        signal: new AbortController().signal,
        onProgress: () => {},
        onCommit: () => {},
      },
    )
    const live = new Store(join(folder, 'live.sqlite'))
    const half = Math.floor(lines.length / 2)
    await send('vpn', lines.slice(0, half))
    await followUntil(live, 'vpn', half)
    await send('vpn', lines.slice(half))
    await followUntil(live, 'vpn', lines.length)
    const told = (store: Store) =>
      [...store.alerts()].map(({ title, score, time }) => `${time} ${score} ${title}`)
    expect(readOverview(live).totals.acts).toEqual(readOverview(captured).totals.acts)
    expect(told(live).toSorted()).toEqual(told(captured).toSorted())
    expect(told(live).length).toBeGreaterThan(3)
    live.close()
  }, 180_000)
})
