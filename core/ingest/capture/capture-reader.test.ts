import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Reject, type Event, type Place } from '../../event/event.ts'
import { listSources } from '../sources/list-sources.ts'
import { readOriginal } from '../sources/read-original.fixture.ts'
import { CaptureReader, type CaptureOptions } from './capture-reader.ts'
import {
  ethernet,
  firstSecond,
  flags,
  httpConnection,
  ip,
  pcap,
  pcapng,
  tcp,
  udp,
} from './packets.fixture.ts'

let folder = ''
let files = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonic-capture-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(content: Buffer, options: CaptureOptions = {}) {
  const path = join(folder, `${files++}.pcap`)
  await writeFile(path, content)
  const reader = new CaptureReader({ path, size: content.length, modified: 0 }, options)
  const events: Event[] = []
  const places: Place[] = []
  for await (const batch of reader) {
    for (const record of batch.records) if (!(record instanceof Reject)) events.push(record)
    places.push(...batch.places)
  }
  return { path, events, places, report: reader.report() }
}

const wholeConnection = {
  'source.ip': '10.0.0.5',
  'source.port': 50_000,
  'source.bytes': 71,
  'source.packets': 6,
  'source.ip_bytes': 311,
  'destination.ip': '192.0.2.7',
  'destination.port': 80,
  'destination.bytes': 38,
  'destination.packets': 3,
  'destination.ip_bytes': 158,
  'network.transport': 'tcp',
  'network.protocol': 'http',
  'network.connection.state': 'SF',
  'event.outcome': 'success',
  'event.start': firstSecond * 1000 + 500,
  // As in Zeek, what comes after both have closed does not count.
  'event.duration': 7e9,
  'http.request.method': 'GET',
  'http.response.status_code': 200,
  'url.domain': 'files.example',
  'url.path': '/plan.pdf',
  'user_agent.original': 'curl/8',
}

test.each([
  ['pcap', pcap(httpConnection())],
  ['pcap in big-endian order', pcap(httpConnection(), { littleEndian: false })],
  ['pcap with nanoseconds', pcap(httpConnection(), { nanoseconds: true })],
  ['pcapng', pcapng(httpConnection())],
  [
    'pcapng in big-endian order with nanoseconds',
    pcapng(httpConnection(), { littleEndian: false, nanoseconds: true }),
  ],
  ['gzip', gzipSync(pcap(httpConnection()))],
  ['two sections', Buffer.concat([pcapng([]), pcapng(httpConnection(), { littleEndian: false })])],
  [
    'raw IP',
    pcap(
      httpConnection().map((frame) => frame.subarray(14)),
      { linkType: 101 },
    ),
  ],
])('a connection is one event: %s', async (_, content) => {
  const { events, report } = await read(content)
  expect(events).toHaveLength(1)
  expect(events[0]).toMatchObject(wholeConnection)
  expect(report).toMatchObject({
    lines: 9,
    records: 1,
    rejected: [],
    error: undefined,
    capture: { flows: 1 },
  })
})

test('the chunks in which a file comes make no difference', async () => {
  for (const content of [pcap(httpConnection()), pcapng(httpConnection())])
    for (const chunkBytes of [1, 7, 64, 333]) {
      const { events } = await read(content, { chunkBytes })
      expect(events).toEqual([expect.objectContaining(wholeConnection)])
    }
})

test('times are whole milliseconds, durations nanoseconds', async () => {
  const content = pcap(httpConnection())
  content.writeUInt32LE(500_999, 24 + 4)
  const { events } = await read(content)
  expect(events).toMatchObject([
    {
      '@timestamp': firstSecond * 1000 + 500,
      'event.start': firstSecond * 1000 + 500,
      'event.duration': 6_999_001_000,
    },
  ])
})

test('the place of a flow is the record of its first packet', async () => {
  const noise = ethernet(udp({ from: '10.0.0.9', to: '10.0.0.1', sourcePort: 4000, destinationPort: 4001 }))
  const { path, events, places } = await read(pcap([noise, ...httpConnection()]))
  const index = events.findIndex((event) => event['network.transport'] === 'tcp')
  const place = places[index]
  if (place === undefined) throw new Error('no place')
  expect(place.line).toBe(2)
  const bytes = await readOriginal(path, place.offset, place.length)
  expect(bytes.subarray(16)).toEqual(httpConnection()[0])
})

test('a capture that is cut short keeps what was whole, and a damaged one says where', async () => {
  const whole = pcap(httpConnection())
  const cut = await read(whole.subarray(0, whole.length - 5))
  expect(cut.report.lines).toBe(8)
  expect(cut.report.error).toContain('is cut short in the middle of a packet')
  const damaged = Buffer.from(whole)
  damaged.writeUInt32LE(2 ** 31, 24 + 8)
  expect((await read(damaged)).report.error).toContain('is damaged at byte 24')
  const block = pcapng(httpConnection())
  block.writeUInt32LE(13, 32)
  expect((await read(block)).report.error).toContain('a block of 13 bytes')
})

test('a snap length cuts bytes and not sizes; lengths that contradict each other are borne', async () => {
  const frame = ethernet(
    udp({
      from: '10.0.0.5',
      to: '10.0.0.1',
      sourcePort: 5000,
      destinationPort: 6000,
      payload: Buffer.alloc(900),
    }),
  )
  const cut = pcap([frame.subarray(0, 60)])
  cut.writeUInt32LE(frame.length, 24 + 12)
  const { events, report } = await read(cut)
  expect(events).toEqual([expect.objectContaining({ 'source.bytes': 900, 'source.ip_bytes': 928 })])
  expect(report.capture?.truncated).toBe(1)
  const contradictory = pcap([frame])
  contradictory.writeUInt32LE(10, 24 + 12)
  expect((await read(contradictory)).events).toEqual([expect.objectContaining({ 'source.bytes': 900 })])
})

test('a link type that can not be read is named', async () => {
  const { report } = await read(pcap([Buffer.alloc(60)], { linkType: 105 }))
  expect(report.rejected).toMatchObject([
    { reason: 'packets of IEEE 802.11 wireless (link type 105) can not be read', count: 1 },
  ])
  expect(report.linkTypes).toEqual([{ name: 'IEEE 802.11 wireless', packets: 1 }])
})

test('fragments become one packet, also out of order, and what never comes is counted', async () => {
  const ends = { from: '10.0.0.5', to: '10.0.0.1' }
  const whole = udp({ ...ends, sourcePort: 5000, destinationPort: 6000, payload: Buffer.alloc(56) }).subarray(
    20,
  )
  const first = ethernet(ip(ends, 17, whole.subarray(0, 32), 0x2000))
  const last = ethernet(ip(ends, 17, whole.subarray(32), 4))
  const { events } = await read(pcap([last, first]))
  expect(events).toEqual([
    expect.objectContaining({ 'source.bytes': 56, 'source.packets': 1, 'source.ip_bytes': 84 }),
  ])
  expect((await read(pcap([first]))).report.capture?.incompleteFragments).toBe(1)
})

test('tags, labels and tunnels are seen through', async () => {
  const inner = udp({
    from: '10.0.0.5',
    to: '10.0.0.1',
    sourcePort: 5000,
    destinationPort: 6000,
    payload: Buffer.alloc(5),
  })
  const vlan = ethernet(Buffer.concat([Buffer.from('00070800', 'hex'), inner]), 0x8100)
  const mpls = ethernet(Buffer.concat([Buffer.from('0001013f', 'hex'), inner]), 0x8847)
  const gre = ethernet(
    ip({ from: '1.1.1.1', to: '2.2.2.2' }, 47, Buffer.concat([Buffer.from('00000800', 'hex'), inner])),
  )
  const nested = ethernet(ip({ from: '1.1.1.1', to: '2.2.2.2' }, 4, inner))
  const vxlan = Buffer.concat([Buffer.from('0800000000000100', 'hex'), ethernet(inner)])
  const tunnel = ethernet(
    udp({ from: '3.3.3.3', to: '4.4.4.4', sourcePort: 999, destinationPort: 4789, payload: vxlan }),
  )
  const { events } = await read(pcap([vlan, mpls, gre, nested, tunnel]))
  const flow = events.find((event) => event['source.ip'] === '10.0.0.5')
  expect(flow).toMatchObject({ 'source.packets': 5, 'source.bytes': 25, 'network.vlan.id': '7' })
  expect(events.find((event) => event['source.ip'] === '3.3.3.3')?.['network.protocol']).toBe('vxlan')
})

test('a refused, a silent and a half-seen connection are told apart', async () => {
  const from = (port: number) => ({
    from: '10.0.0.5',
    to: '192.0.2.7',
    sourcePort: port,
    destinationPort: 443,
  })
  const back = (port: number) => ({
    from: '192.0.2.7',
    to: '10.0.0.5',
    sourcePort: 443,
    destinationPort: port,
  })
  const { syn, ack, rst } = flags
  const { events } = await read(
    pcap(
      [
        tcp(from(1001), syn, 5),
        tcp(back(1001), rst | ack, 0, 6),
        tcp(from(1002), syn, 5),
        tcp({ ...back(1003), payload: Buffer.alloc(9) }, ack, 5, 5),
      ].map((packet) => ethernet(packet)),
    ),
  )
  const states = events.map((event) => [
    event['source.port'],
    event['network.connection.state'],
    event['network.connection.history'],
    event['event.outcome'],
  ])
  expect(states.toSorted((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
    [1001, 'REJ', 'Sr', 'failure'],
    [1002, 'S0', 'S', 'failure'],
    [1003, 'OTH', '^d', undefined],
  ])
})

test('memory is bounded by the number of flows, and flows are over after silence', async () => {
  const packets = Array.from({ length: 50 }, (_, i) =>
    ethernet(udp({ from: '10.0.0.5', to: '10.0.0.1', sourcePort: 2000 + i, destinationPort: 6000 })),
  )
  const { events, report } = await read(pcap(packets), { maxFlows: 10 })
  expect(events).toHaveLength(50)
  expect(report.capture?.evictedFlows).toBeGreaterThan(0)
  const one = packets[0] ?? Buffer.alloc(0)
  const silence = Array.from({ length: 70 }, (_, i) =>
    i === 0 || i === 69 ? one : ethernet(Buffer.alloc(50), 0x0806),
  )
  const split = await read(pcap(silence))
  expect(split.events).toHaveLength(2)
  expect(split.report.ignored).toBe(68)
})

test('a capture is found among logs by its content', async () => {
  const path = join(folder, 'unnamed')
  await writeFile(path, gzipSync(pcapng(httpConnection())))
  expect((await listSources([path])).sources).toMatchObject([{ path, isCapture: true }])
})

test('whatever the bytes, reading ends with a report', async () => {
  const bases = [pcap(httpConnection()), pcapng(httpConnection())]
  const flips = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...bases),
      flips,
      fc.nat(),
      fc.boolean(),
      async (base, changes, cut, isCut) => {
        const bytes = Buffer.from(base)
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        const { events, report } = await read(isCut ? bytes.subarray(0, 1 + (cut % bytes.length)) : bytes)
        expect(report.capture?.flows).toBe(events.filter((event) => event['event.dataset'] === 'flow').length)
      },
    ),
    { numRuns: 300 },
  )
  const link = fc.constantFrom(0, 1, 9, 12, 51, 101, 104, 108, 113, 166, 239, 276)
  const frames = fc.array(fc.uint8Array({ maxLength: 120 }), { maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(link, frames, async (linkType, packets) => {
      const { report } = await read(
        pcap(
          packets.map((packet) => Buffer.from(packet)),
          { linkType },
        ),
      )
      expect(report.lines).toBe(packets.length)
      expect(report.error).toBeUndefined()
    }),
    { numRuns: 300 },
  )
})

test('services are recognised by their first bytes', async () => {
  const cases: [string, number, string][] = [
    ['SSH-2.0-OpenSSH_9.6\r\n', 2222, 'ssh'],
    ['220 files FTP ready\r\n', 2121, 'ftp'],
    ['220 mail ESMTP\r\n', 2525, 'smtp'],
  ]
  const packets = cases.map(([text, port]) =>
    ethernet(
      tcp(
        {
          from: '192.0.2.7',
          to: '10.0.0.5',
          sourcePort: port,
          destinationPort: 40_000,
          payload: Buffer.from(text),
        },
        flags.ack,
        1,
        1,
      ),
    ),
  )
  const { events } = await read(pcap(packets))
  for (const [, port, protocol] of cases)
    expect(
      events.find((event) => [event['source.port'], event['destination.port']].includes(port))?.[
        'network.protocol'
      ],
    ).toBe(protocol)
})
