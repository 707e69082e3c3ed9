import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Reject } from '../../event/event.ts'
import { decoders } from '../decoders/index.ts'
import type { EventBatch } from '../event-batch.ts'
import { makeCertificates, type Certificates } from '../kafka/certificates.fixture.ts'
import { realPace } from '../sources/pace.ts'
import { dropsOf } from './kernel-drops.ts'
import { parseListenAddress, type ListenAddress, type Transport } from './listen-address.ts'
import { SyslogListener } from './syslog-listener.ts'
import type { ListenerTls } from './stream-port.ts'

const patience = { timeout: 20_000, interval: 10 }

function asa(user: string): string {
  return `<166>Mar 02 2026 08:00:00 gw1 : %ASA-6-113005: AAA user authentication Rejected : reason = AAA failure : server = 10.1.1.5 : user = ${user} : user IP = 198.51.100.9`
}

class Listening {
  readonly batches: EventBatch[] = []
  readonly remarks: string[] = []
  readonly #end = new AbortController()
  readonly listener: SyslogListener
  readonly #port: Promise<number>
  readonly #done: Promise<void>

  constructor(transport: Transport, tls?: ListenerTls) {
    const { promise, resolve: opened } = Promise.withResolvers<number>()
    this.#port = promise
    this.listener = new SyslogListener({
      decoders,
      address: { transport, host: '127.0.0.1', port: 0 },
      tls,
      signal: this.#end.signal,
      pace: realPace,
      onRemark: (remark) => this.remarks.push(remark),
      onOpen: ({ port }: ListenAddress) => opened(port),
    })
    this.#done = this.#read()
  }

  async #read(): Promise<void> {
    for await (const batch of this.listener) this.batches.push(batch)
  }

  port(): Promise<number> {
    return Promise.race([this.#port, this.#done.then(() => Promise.reject(new Error('it ended')))])
  }

  users(): string[] {
    return this.batches.flatMap(({ records }) =>
      records.map((record) => (record instanceof Reject ? record.reason : (record['user.name'] ?? ''))),
    )
  }

  sources(): Set<string> {
    return new Set(this.batches.flatMap(({ places }) => places.map(({ source }) => source)))
  }

  async has(...users: string[]): Promise<void> {
    await vi.waitFor(() => expect(this.users()).toEqual(users), patience)
  }

  async end(): Promise<void> {
    this.#end.abort()
    await this.#done
  }
}

/** However it comes about. */
function closing(socket: Socket): Promise<void> {
  socket.on('error', () => {})
  return new Promise((resolve) => socket.resume().on('close', () => resolve()))
}

async function dial(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  return socket
}

describe('a syslog port', () => {
  it('takes datagrams, a message each, or several where a datagram holds more', async () => {
    const listening = new Listening('udp')
    const port = await listening.port()
    const socket = createSocket('udp4')
    const send = (text: string) => new Promise((resolve) => socket.send(text, port, '127.0.0.1', resolve))
    await send(asa('anna'))
    await listening.has('anna')
    await send(`${asa('bob')}\n${asa('carl')}\n`)
    await listening.has('anna', 'bob', 'carl')
    socket.close()
    await listening.end()
    expect([...listening.sources()]).toEqual([`syslog:udp://127.0.0.1:${port}/127.0.0.1`])
    expect(listening.remarks[0]).toBe(
      `Listening for syslog at udp://127.0.0.1:${port}, from this machine alone.`,
    )
  })

  it('takes both framings of TCP, and what came of a message that was cut', async () => {
    const listening = new Listening('tcp')
    const port = await listening.port()
    const lines = await dial(port)
    lines.write(`${asa('anna')}\n`)
    await listening.has('anna')
    const counted = await dial(port)
    counted.write(`${asa('bob').length} ${asa('bob')}`)
    await listening.has('anna', 'bob')
    lines.end(asa('carl'))
    await listening.has('anna', 'bob', 'carl')
    counted.destroy()
    await listening.end()
    expect(listening.listener.reports()).toMatchObject([{ format: 'cisco-asa', records: 3 }])
  })

  it('tells messages beyond the bound from others, and closes what is no framing', async () => {
    const listening = new Listening('tcp')
    const socket = await dial(await listening.port())
    socket.write(`<13>${'x'.repeat(70_000)}\n${asa('anna')}\n`)
    await vi.waitFor(() => expect(listening.users()).toHaveLength(2), patience)
    expect(listening.users()[0]).toContain('longer than a record')
    const broken = await dial(await listening.port())
    broken.write('5 <13>anonsense')
    await closing(broken)
    socket.destroy()
    await listening.end()
    expect(listening.remarks.at(-1)).toContain('nobody can tell where its messages begin')
    expect(listening.listener.reports()[0]?.notes.at(-1)).toContain('127.0.0.1: the connection was closed')
  })

  it('makes senders wait, and loses nothing, when more comes than is read', async () => {
    const listening = new Listening('tcp')
    const socket = await dial(await listening.port())
    const line = `${asa('anna')}\n`
    const count = 200_000
    for (let sent = 0; sent < count; sent += 10_000)
      if (!socket.write(line.repeat(10_000))) await once(socket, 'drain')
    socket.end()
    const read = () => listening.batches.reduce((sum, { records }) => sum + records.length, 0)
    await vi.waitFor(() => expect(read()).toBe(count), { timeout: 60_000, interval: 50 })
    await listening.end()
  }, 90_000)

  it('says what to do where the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const listener = new SyslogListener({
      decoders,
      address: { transport: 'tcp', host: '127.0.0.1', port },
      signal: new AbortController().signal,
      pace: realPace,
    })
    await expect(listener[Symbol.asyncIterator]().next()).rejects.toThrow(
      /in use by another program.*choose another port/,
    )
    other.close()
  })
})

describe('a syslog port with TLS', () => {
  let folder: string
  let files: Certificates
  let tls: ListenerTls
  const text = (path: string) => readFileSync(path, 'utf8')
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sonic-syslog-'))
    files = makeCertificates(folder)
    tls = { certificate: text(files.broker), key: text(files.broker) }
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  async function sendSecurely(port: number, message: string, isKnown: boolean): Promise<void> {
    const own = isKnown ? { key: text(files.clientKey), cert: text(files.clientCertificate) } : {}
    const socket = connectTls({ port, host: '127.0.0.1', ca: text(files.ca), ...own })
    socket.end(`${message.length} ${message}`)
    await closing(socket)
  }

  it('takes messages of whoever trusts its certificate', async () => {
    const listening = new Listening('tls', tls)
    await sendSecurely(await listening.port(), asa('anna'), false)
    await listening.has('anna')
    await listening.end()
  })

  it('takes none of senders without a certificate where an authority is given', async () => {
    const listening = new Listening('tls', { ...tls, ca: text(files.ca) })
    const port = await listening.port()
    await sendSecurely(port, asa('mallory'), false)
    await sendSecurely(port, asa('anna'), true)
    await listening.has('anna')
    await listening.end()
    expect(listening.remarks.join('\n')).toContain('no TLS connection came about')
  })

  it.each([
    ['another key', () => ({ ...tls, key: text(files.clientKey) }), /is not that of the certificate/],
    ['no certificate', () => ({ ...tls, certificate: 'nonsense' }), /damaged, or holds something else/],
  ])('says what is wrong with %s', async (_, wrong, sentence) => {
    const listening = new Listening('tls', wrong())
    await expect(listening.port()).rejects.toThrow(sentence)
  })
})

describe('an address to listen at', () => {
  it.each([
    ['udp://127.0.0.1:5514', { transport: 'udp', host: '127.0.0.1', port: 5514 }],
    ['tcp://:5514', { transport: 'tcp', host: '127.0.0.1', port: 5514 }],
    ['tls://[::1]', { transport: 'tls', host: '::1', port: 6514 }],
    ['udp://logs.example.org/', { transport: 'udp', host: 'logs.example.org', port: 514 }],
    ['http://127.0.0.1:80', undefined],
    ['127.0.0.1:514', undefined],
    ['udp://127.0.0.1:70000', undefined],
    ['udp://a b:1', undefined],
  ])('%s', (given, read) => {
    expect(parseListenAddress(given)).toEqual(read)
  })
})

it('datagrams that the kernel dropped stand in the last column of its table', () => {
  const table = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
 1234: 0100007F:158A 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 12345 2 0000000000000000 17
 1235: 00000000:0202 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 12346 2 0000000000000000 3
`
  expect(dropsOf(table, 5514)).toEqual([17])
  expect(dropsOf(table, 1)).toEqual([])
})
