import { readFileSync } from 'node:fs'
import kafkajs from 'kafkajs'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { decoders } from '../decoders/index.ts'
import type { EventBatch } from '../event-batch.ts'
import { Cluster, kafkaUser } from './broker.fixture.ts'
import { KafkaReader, type KafkaReaderOptions } from './kafka-reader.ts'
import type { KafkaSettings } from './kafka-settings.ts'
import { describeKafka } from './kafka-tests.fixture.ts'
import { KafkajsClient } from './kafkajs-client.ts'
import { sampleTopic } from './sample-topic.ts'

const patience = { timeout: 50_000, interval: 20 }

function line(n: number): string {
  const clock = new Date(Date.UTC(2026, 2, 2, 8) + 1000 * n).toISOString().slice(11, 19)
  return `<166>Mar 02 2026 ${clock} gw1 : %ASA-6-113005: AAA user authentication Rejected : reason = AAA failure : server = 10.1.1.5 : user = user${n} : user IP = 198.51.100.9`
}

describeKafka('KafkaReader', () => {
  let cluster: Cluster
  let client: KafkajsClient
  let admin: kafkajs.Admin
  let producer: kafkajs.Producer
  beforeAll(async () => {
    cluster = await Cluster.start()
    client = new KafkajsClient({ brokers: cluster.brokers() })
    const kafka = new kafkajs.Kafka({ brokers: cluster.brokers(), logCreator: () => () => {} })
    admin = kafka.admin()
    producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner })
    await admin.connect()
    await producer.connect()
  }, 300_000)
  afterAll(async () => {
    await producer?.disconnect()
    await admin?.disconnect()
    await client?.close()
    await cluster?.stop()
  })

  async function createTopic(topic: string, numPartitions = 3): Promise<void> {
    await admin.createTopics({ topics: [{ topic, numPartitions }] })
  }

  async function send(
    topic: string,
    from: number,
    to: number,
    options: Partial<kafkajs.ProducerRecord> = {},
  ) {
    const messages = Array.from({ length: to - from }, (_, i) => ({
      key: `k${from + i}`,
      value: line(from + i),
    }))
    await producer.send({ topic, messages, ...options })
  }

  /** Reads until it is stopped; what was read of each user, and where it was left. */
  function read(topic: string, options: Partial<KafkaReaderOptions> = {}) {
    const end = new AbortController()
    const users = new Map<string, number>()
    const positions = new Map(options.positions)
    const reader = new KafkaReader({
      client,
      brokers: cluster.brokers(),
      topics: [topic],
      group: `group-${topic}`,
      start: 'earliest',
      decoders,
      zoneOffset: 0,
      signal: end.signal,
      ...options,
      positions,
    })
    const take = (batch: EventBatch): void => {
      for (const [source, position] of batch.positions ?? []) positions.set(source, position)
      for (const record of batch.records) {
        const user = 'user.name' in record ? (record['user.name'] ?? '') : 'rejected'
        users.set(user, (users.get(user) ?? 0) + 1)
      }
    }
    const running = (async () => {
      for await (const batch of reader) take(batch)
    })()
    const stop = async (): Promise<void> => {
      end.abort()
      await running
    }
    const until = (count: number) => vi.waitFor(() => expect(users.size).toBe(count), patience)
    return { reader, users, positions, running, stop, until }
  }

  const once = (users: ReadonlyMap<string, number>) => users.values().every((count) => count === 1)

  it('reads every compression, goes on where it was left, and reads nothing twice', async () => {
    await createTopic('packed')
    const { GZIP, Snappy, LZ4, ZSTD, None } = kafkajs.CompressionTypes
    for (const [i, compression] of [None, GZIP, Snappy, LZ4, ZSTD].entries())
      await send('packed', 100 * i, 100 * (i + 1), { compression })
    const first = read('packed')
    await first.until(500)
    await first.stop()
    expect(once(first.users)).toBe(true)
    expect(first.reader.reports()).toMatchObject([
      { path: 'kafka:packed', format: 'cisco-asa', records: 500 },
    ])
    expect([...first.positions.values()].reduce((sum, position) => sum + position)).toBe(500)
    expect(first.reader.state.partitions.map(({ lag }) => lag)).toEqual([0, 0, 0])
    await send('packed', 500, 520)
    const second = read('packed', { positions: first.positions })
    await second.until(20)
    await second.stop()
    expect(once(second.users)).toBe(true)
  })

  it('begins at the end or at a time where it is told to', async () => {
    await createTopic('starts', 1)
    const at = (n: number) => ({ key: 'k', value: line(n), timestamp: String(1_700_000_000_000 + n) })
    await producer.send({ topic: 'starts', messages: [0, 1, 2, 3].map(at) })
    const timed = read('starts', { start: 1_700_000_000_002, group: 'timed' })
    await timed.until(2)
    await timed.stop()
    expect([...timed.users.keys()]).toEqual(['user2', 'user3'])
    const latest = read('starts', { start: 'latest', group: 'latest' })
    await vi.waitFor(() => expect(latest.reader.state.phase).toBe('reading'), patience)
    await send('starts', 9, 10)
    await latest.until(1)
    await latest.stop()
    expect([...latest.users.keys()]).toEqual(['user9'])
  })

  it('says what was deleted before it was read, and passes over nothing else', async () => {
    await createTopic('kept', 1)
    await send('kept', 0, 10)
    const partitions = [{ partition: 0, offset: '6' }]
    await vi.waitFor(() => admin.deleteTopicRecords({ topic: 'kept', partitions }), patience)
    const id = await client.clusterId()
    const late = read('kept', { positions: new Map([[`kafka:${id}/kept/0`, 2]]) })
    await late.until(4)
    await late.stop()
    expect(late.reader.state.notes.join()).toContain('4 messages (2 to 5) were deleted before they were read')
  })

  it('shares a topic that gains partitions with another member, and nothing is lost', async () => {
    await createTopic('shared', 2)
    await send('shared', 0, 100)
    const first = read('shared')
    await first.until(100)
    await admin.createPartitions({ topicPartitions: [{ topic: 'shared', count: 4 }] })
    const second = read('shared')
    await vi.waitFor(() => expect(second.reader.state.phase).toBe('reading'), patience)
    await send('shared', 100, 300)
    await vi.waitFor(
      () => expect(new Set([...first.users.keys(), ...second.users.keys()]).size).toBe(300),
      patience,
    )
    await Promise.all([first.stop(), second.stop()])
  })

  it('keeps aside what it cannot read, with its place, and goes on', async () => {
    await createTopic('poison', 1)
    const values = [line(0), Buffer.from([0xff, 0xfe, 0]), '{"half":', null, line(1)]
    await producer.send({ topic: 'poison', messages: values.map((value) => ({ key: 'k', value })) })
    const reading = read('poison')
    await vi.waitFor(() => expect(reading.users.has('user1')).toBe(true), patience)
    await reading.stop()
    expect(reading.users.get('rejected')).toBe(2)
    const [report] = reading.reader.reports()
    expect(report?.rejected.flatMap(({ examples }) => examples.map(({ line: at }) => at))).toEqual([1, 2])
  })

  it('shows the last records of a topic, and moves nobody by it', async () => {
    await createTopic('sampled', 2)
    await send('sampled', 0, 50)
    const { batch, report } = await sampleTopic(client, 'sampled', 3, { decoders, zoneOffset: 0 })
    expect(batch.records.length).toBeGreaterThanOrEqual(3)
    expect(report.format).toBe('cisco-asa')
    await createTopic('empty')
    const empty = await sampleTopic(client, 'empty', 3, { decoders })
    expect(empty.batch.records).toEqual([])
  })

  it('connects in every way, and says what is wrong where it cannot', async () => {
    const { certificates } = cluster
    const ca = readFileSync(certificates.ca, 'utf8')
    const certificate = readFileSync(certificates.clientCertificate, 'utf8')
    const key = readFileSync(certificates.clientKey, 'utf8')
    const plain = { mechanism: 'plain', ...kafkaUser } as const
    const fine: KafkaSettings[] = [
      { brokers: cluster.brokers('SASL'), sasl: plain },
      { brokers: cluster.brokers('SASL'), sasl: { ...plain, mechanism: 'scram-sha-256' } },
      { brokers: cluster.brokers('SASLTLS'), tls: { ca }, sasl: { ...plain, mechanism: 'scram-sha-512' } },
      { brokers: cluster.brokers('TLS'), tls: { ca } },
      { brokers: cluster.brokers('MTLS'), tls: { ca, certificate, key } },
    ]
    for (const settings of fine) {
      const one = new KafkajsClient(settings)
      expect(await one.clusterId()).toBe(await client.clusterId())
      await one.close()
    }
    const wrong: [KafkaSettings, string][] = [
      [{ brokers: cluster.brokers('SASL'), sasl: { ...plain, password: 'no' } }, 'the password is wrong'],
      [{ brokers: cluster.brokers('TLS'), tls: {} }, '--tls-ca'],
      [{ brokers: cluster.brokers('MTLS'), tls: { ca } }, '--tls-cert'],
      [{ brokers: cluster.brokers(), tls: { ca } }, 'leave --tls out'],
      [{ brokers: cluster.brokers(), sasl: plain }, 'wants no sign-in'],
    ]
    for (const [settings, told] of wrong) {
      const one = new KafkajsClient(settings)
      await expect(read('packed', { client: one, brokers: settings.brokers }).running).rejects.toThrow(told)
      await one.close()
    }
    await expect(read('nowhere').running).rejects.toThrow('has no topic nowhere')
  })

  it('lives through a broker that is not there yet, dies, and comes back', async () => {
    await createTopic('patient')
    await send('patient', 0, 50)
    await cluster.kill()
    const reading = read('patient')
    await vi.waitFor(() => expect(reading.reader.state.problem).toContain('nobody listens there'), patience)
    await cluster.revive()
    await reading.until(50)
    await cluster.kill()
    await vi.waitFor(() => expect(reading.reader.state.problem).toBeDefined(), patience)
    await cluster.revive()
    await vi.waitFor(() => send('patient', 50, 60), patience)
    await reading.until(60)
    await reading.stop()
    expect(once(reading.users)).toBe(true)
  }, 180_000)
})
