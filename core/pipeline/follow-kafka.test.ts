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
import { realPace } from '../ingest/sources/pace.ts'
import { follow } from './follow.ts'
import { runImport } from './import.ts'
import type { Outputs } from './publishing/compose.ts'
import { Publisher } from './publishing/publisher.ts'

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

  async function create(...topics: string[]): Promise<void> {
    const admin = new kafkajs.Kafka({ brokers: cluster.brokers(), logCreator: () => () => {} }).admin()
    await admin.connect()
    await admin.createTopics({ topics: topics.map((topic) => ({ topic, numPartitions: 1 })) })
    await admin.disconnect()
  }

  /** All that is in a topic. */
  async function messagesOf(topic: string): Promise<Map<string, kafkajs.KafkaMessage>> {
    const kafka = new kafkajs.Kafka({ brokers: cluster.brokers(), logCreator: () => () => {} })
    const admin = kafka.admin()
    await admin.connect()
    const [offsets] = await admin.fetchTopicOffsets(topic)
    await admin.disconnect()
    const messages: kafkajs.KafkaMessage[] = []
    const consumer = kafka.consumer({ groupId: `look-${topic}` })
    await consumer.connect()
    await consumer.subscribe({ topic, fromBeginning: true })
    await consumer.run({ eachMessage: ({ message }) => Promise.resolve(void messages.push(message)) })
    await vi.waitFor(() => expect(messages.length).toBe(Number(offsets?.high)), patience)
    await consumer.disconnect()
    return new Map(messages.map((message) => [message.key?.toString() ?? '', message]))
  }

  /** Follows until so many events are stored. */
  async function followUntil(
    store: Store,
    topic: string,
    events: number,
    outputs: Outputs = {},
  ): Promise<void> {
    const end = new AbortController()
    const client = new KafkajsClient({ brokers: cluster.brokers() })
    const brokers = cluster.brokers()
    const publisher = new Publisher({ client, brokers, store, pace: realPace, onState: () => {} })
    const live = openKafka(client, { brokers }, { topics: [topic], group: 'test', start: 'earliest' })
    const running = follow(
      { id: `run-${events}`, paths: [] },
      {
        store,
        modelsDir: resources.models,
        signal: end.signal,
        live: [live],
        outputs,
        onCommit: () => publisher.wake(),
      },
    )
    const stored = () => store.connection.prepare('SELECT sum(rows) FROM event_segments').pluck().get() ?? 0
    await vi.waitFor(() => expect(stored()).toBe(events), patience)
    end.abort()
    expect(await running).toMatchObject({ state: 'done', error: undefined })
    expect(await publisher.close()).toBe(0)
    await client.close()
  }

  it('sends alerts, incidents, and what cannot be decoded to their topics', async () => {
    await create('source', 'alerts', 'incidents', 'dead')
    await send('source', lines)
    await send('source', ['no record of any gateway', 'nor this'])
    const store = new Store(join(folder, 'sent.sqlite'))
    await followUntil(store, 'source', lines.length, {
      alerts: 'alerts',
      incidents: 'incidents',
      deadLetters: 'dead',
    })
    const alerts = await messagesOf('alerts')
    expect([...alerts.keys()].toSorted()).toEqual([...store.alerts()].map(({ id }) => id).toSorted())
    const incidents = await messagesOf('incidents')
    const left = [...incidents].filter(([, { value }]) => value !== null)
    expect(left.map(([id]) => id).toSorted()).toEqual(
      store
        .incidents()
        .map(({ id }) => id)
        .toSorted(),
    )
    const [id, message] = left[0] ?? []
    expect(JSON.parse(message?.value?.toString() ?? '')).toMatchObject({
      event: { kind: 'alert', id, dataset: 'sonic.incident' },
      sonic: { alerts: expect.arrayContaining([expect.any(String)]) as string[] },
    })
    const dead = await messagesOf('dead')
    expect(
      [...dead.values()].map(({ value, headers }) => [value?.toString(), headers?.['offset']?.toString()]),
    ).toEqual([
      ['no record of any gateway', String(lines.length)],
      ['nor this', String(lines.length + 1)],
    ])
    store.close()
  }, 180_000)

  it('gives the alerts that its records give as a file, and goes on where it was left', async () => {
    await create('vpn')
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
