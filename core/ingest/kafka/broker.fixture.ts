import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { makeCertificates, type Certificates } from './certificates.fixture.ts'
import { kafkaClassPath } from './kafka-jars.fixture.ts'

/** Without a warm-up and with a small heap: a broker that starts in seconds and is slow. */
const javaFlags = [
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-Xmx256m',
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
]
const listeners = ['PLAINTEXT', 'SASL', 'SASLTLS', 'TLS', 'MTLS'] as const
export type Listener = (typeof listeners)[number]

export const kafkaUser = { username: 'app', password: 'secret' }

interface Node {
  folder: string
  ports: Record<Listener | 'CTRL', number>
  process: ChildProcess | undefined
}

/** A real Apache Kafka cluster on loopback (KRaft), with every way to connect. */
export class Cluster {
  readonly certificates: Certificates
  readonly #folder: string
  readonly #classPath: string
  readonly #nodes: Node[]

  private constructor(folder: string, classPath: string, certificates: Certificates, nodes: Node[]) {
    this.#folder = folder
    this.#classPath = classPath
    this.certificates = certificates
    this.#nodes = nodes
  }

  static async start(count: 1 | 3 = 1): Promise<Cluster> {
    const classPath = await kafkaClassPath()
    const folder = mkdtempSync(join(tmpdir(), 'sonic-kafka-'))
    const certificates = makeCertificates(join(folder, 'certificates'))
    const nodes: Node[] = []
    for (let id = 1; id <= count; id++)
      nodes.push({ folder: join(folder, `node-${id}`), ports: await freePorts(), process: undefined })
    const cluster = new Cluster(folder, classPath, certificates, nodes)
    cluster.#format()
    try {
      for (const node of nodes) cluster.#spawn(node)
      for (const node of nodes) await answers(node.ports.PLAINTEXT)
    } catch (error) {
      await cluster.stop()
      throw error
    }
    return cluster
  }

  /** Addresses to connect to. */
  brokers(listener: Listener = 'PLAINTEXT'): string[] {
    return this.#nodes.map(({ ports }) => `127.0.0.1:${ports[listener]}`)
  }

  /** Ends a node at once, as a power cut does. */
  async kill(node = 0, signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const child = this.#nodes[node]?.process
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await ended
  }

  /** Starts a node that was killed. */
  async revive(index = 0): Promise<void> {
    const node = this.#nodes[index]
    if (!node) return
    this.#spawn(node)
    await answers(node.ports.PLAINTEXT)
  }

  async stop(): Promise<void> {
    await Promise.all(this.#nodes.map((_, index) => this.kill(index)))
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #spawn(node: Node): void {
    const log = openSync(join(node.folder, 'broker.log'), 'a')
    const args = [...javaFlags, '-cp', this.#classPath, 'kafka.Kafka', join(node.folder, 'server.properties')]
    node.process = spawn('java', args, { stdio: ['ignore', log, log] })
  }

  /** Once, on the first node; the others get copies. */
  #format(): void {
    const clusterId = `S${randomBytes(16).toString('base64url').slice(1)}`
    const voters = this.#nodes.map(({ ports }, i) => `${i + 1}@127.0.0.1:${ports.CTRL}`).join(',')
    for (const [i, node] of this.#nodes.entries()) {
      mkdirSync(node.folder, { recursive: true })
      writeFileSync(join(node.folder, 'server.properties'), this.#properties(i + 1, node, voters))
    }
    const [first, ...others] = this.#nodes
    if (!first) return
    const scram = [256, 512].flatMap((bits) => [
      '--add-scram',
      `SCRAM-SHA-${bits}=[name=${kafkaUser.username},password=${kafkaUser.password}]`,
    ])
    const tool = [
      'kafka.tools.StorageTool',
      'format',
      '-t',
      clusterId,
      '-c',
      join(first.folder, 'server.properties'),
    ]
    execFileSync('java', [...javaFlags, '-cp', this.#classPath, ...tool, ...scram], { stdio: 'ignore' })
    for (const [i, node] of others.entries()) {
      cpSync(join(first.folder, 'data'), join(node.folder, 'data'), { recursive: true })
      const meta = join(node.folder, 'data', 'meta.properties')
      const directory = randomBytes(16).toString('base64url')
      const text = readFileSync(meta, 'utf8')
        .replace(/^node\.id=.*$/m, `node.id=${i + 2}`)
        .replace(/^directory\.id=.*$/m, `directory.id=${directory}`)
      writeFileSync(meta, text)
    }
  }

  #properties(id: number, { folder, ports }: Node, voters: string): string {
    const addresses = listeners.map((name) => `${name}://127.0.0.1:${ports[name]}`)
    const replicas = this.#nodes.length
    const mechanisms = ['sasl', 'sasltls'].flatMap((name) => [
      `listener.name.${name}.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_${kafkaUser.username}="${kafkaUser.password}";`,
      ...[256, 512].map(
        (bits) =>
          `listener.name.${name}.scram-sha-${bits}.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;`,
      ),
    ])
    return [
      'process.roles=broker,controller',
      `node.id=${id}`,
      `controller.quorum.voters=${voters}`,
      `listeners=${[...addresses, `CTRL://127.0.0.1:${ports.CTRL}`].join(',')}`,
      `advertised.listeners=${addresses.join(',')}`,
      'controller.listener.names=CTRL',
      'inter.broker.listener.name=PLAINTEXT',
      'listener.security.protocol.map=CTRL:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL:SASL_PLAINTEXT,SASLTLS:SASL_SSL,TLS:SSL,MTLS:SSL',
      'sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
      ...mechanisms,
      'ssl.keystore.type=PEM',
      `ssl.keystore.location=${this.certificates.broker}`,
      'ssl.truststore.type=PEM',
      `ssl.truststore.location=${this.certificates.ca}`,
      'listener.name.mtls.ssl.client.auth=required',
      'auto.create.topics.enable=false',
      `min.insync.replicas=${Math.min(2, replicas)}`,
      `default.replication.factor=${replicas}`,
      'group.initial.rebalance.delay.ms=0',
      'group.min.session.timeout.ms=1000',
      'offsets.topic.num.partitions=3',
      `offsets.topic.replication.factor=${replicas}`,
      'transaction.state.log.num.partitions=3',
      `transaction.state.log.replication.factor=${replicas}`,
      `transaction.state.log.min.isr=${Math.min(2, replicas)}`,
      'log.cleaner.dedupe.buffer.size=4194304',
      'log.retention.check.interval.ms=1000',
      'num.network.threads=2',
      'num.io.threads=4',
      `log.dirs=${join(folder, 'data')}`,
      '',
    ].join('\n')
  }
}

async function freePorts(): Promise<Node['ports']> {
  const servers = [...listeners, 'CTRL' as const].map((name) => ({ name, server: createServer() }))
  const ports: Partial<Node['ports']> = {}
  for (const { name, server } of servers) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    ports[name] = (server.address() as AddressInfo).port
  }
  for (const { server } of servers) await new Promise((resolve) => server.close(resolve))
  return ports as Node['ports']
}

/** An ApiVersions request, version 0 (KIP-35): whoever answers it is ready. */
const apiVersions = Buffer.from('0000000d00120000000000010003' + Buffer.from('kit').toString('hex'), 'hex')

async function answers(port: number): Promise<void> {
  for (const until = Date.now() + 120_000; ;) {
    if (await isReady(port)) return
    if (Date.now() > until) throw new Error(`the Kafka broker on port ${port} does not answer`)
    await setTimeout(200)
  }
}

function isReady(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(apiVersions))
    const end = (ready: boolean): void => {
      socket.destroy()
      resolve(ready)
    }
    socket.setTimeout(2_000, () => end(false))
    socket.on('data', (bytes) => end(bytes.length > 8))
    socket.on('error', () => end(false))
    socket.on('close', () => end(false))
  })
}
