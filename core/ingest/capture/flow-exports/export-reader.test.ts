import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Reject, type Event } from '../../../event/event.ts'
import { CaptureReader } from '../capture-reader.ts'
import { ethernet, pcap, udp } from '../packets.fixture.ts'

let folder = ''
let files = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonic-exports-'))
})
afterAll(() => rm(folder, { recursive: true }))

const now = Date.UTC(2026, 0, 2, 3, 4, 5)

async function read(port: number, ...payloads: Buffer[]): Promise<{ flows: Event[]; notes: string[] }> {
  const packets = payloads.map((payload) =>
    ethernet(
      udp({ from: '198.51.100.1', to: '198.51.100.2', sourcePort: 999, destinationPort: port, payload }),
    ),
  )
  const content = pcap(packets)
  const path = join(folder, `${files++}.pcap`)
  await writeFile(path, content)
  const reader = new CaptureReader({ path, size: content.length, modified: 0 })
  const flows: Event[] = []
  for await (const { records } of reader)
    for (const record of records)
      if (!(record instanceof Reject) && record['event.dataset'] !== 'flow') flows.push(record)
  return { flows, notes: reader.report().notes }
}

const u8 = (...values: number[]) => Buffer.from(values)
const u16 = (...values: number[]) => Buffer.concat(values.map((v) => u8(v >> 8, v & 255)))
const u32 = (...values: number[]) => Buffer.concat(values.map((v) => u16(v >>> 16, v & 65_535)))
const ends = [u8(10, 0, 0, 5), u8(192, 0, 2, 7)]

const flow = {
  'source.ip': '10.0.0.5',
  'source.port': 50_000,
  'destination.ip': '192.0.2.7',
  'destination.port': 443,
  'network.transport': 'tcp',
  'observer.ip': '198.51.100.1',
}
const counted = { ...flow, 'network.bytes': 840, 'network.packets': 7 }

function netflow5(): Buffer {
  const record = Buffer.concat([
    ...ends,
    u32(0),
    u16(1, 2),
    u32(7, 840),
    u32(90_000, 95_000),
    u16(50_000, 443),
    u8(0, 0x18, 6, 0),
    u32(0, 0),
    u16(0),
  ])
  return Buffer.concat([u16(5, 1), u32(100_000, now / 1000, 0, 1), u16(0, 0), record.subarray(0, 48)])
}

test('NetFlow 5', async () => {
  const { flows, notes } = await read(2055, netflow5())
  expect(flows).toMatchObject([
    { ...counted, '@timestamp': now - 10_000, 'event.duration': 5e9, 'event.dataset': 'netflow.flow' },
  ])
  expect(notes.join()).toContain('flows told by routers in its datagrams (NetFlow, IPFIX, sFlow): 1')
})

const fields = [8, 4, 12, 4, 7, 2, 11, 2, 4, 1, 1, 4, 2, 4]
const values = Buffer.concat([...ends, u16(50_000, 443), u8(6), u32(840, 7)])
const set = (id: number, body: Buffer) => Buffer.concat([u16(id, body.length + 4), body])

test('NetFlow 9: records after their template, none before it', async () => {
  const header = (count: number) => Buffer.concat([u16(9, count), u32(100_000, now / 1000, 1, 7)])
  const template = Buffer.concat([header(1), set(0, u16(256, 9, ...fields, 22, 4, 21, 4))])
  const data = Buffer.concat([header(1), set(256, Buffer.concat([values, u32(90_000, 95_000), u8(0, 0, 0)]))])
  const { flows } = await read(9995, data, template, data)
  expect(flows).toMatchObject([{ ...counted, '@timestamp': now - 10_000, 'event.duration': 5e9 }])
})

test('IPFIX: vendors’ elements, lengths in the record, and refusals', async () => {
  const template = set(
    2,
    Buffer.concat([u16(300, 10, ...fields, 152, 8, 0x8001, 65_535), u32(9), u16(233, 1)]),
  )
  const ms = Buffer.alloc(8)
  ms.writeBigUInt64BE(BigInt(now - 10_000))
  const data = set(300, Buffer.concat([values, ms, u8(3, 1, 2, 3), u8(3)]))
  const body = Buffer.concat([template, data])
  const message = Buffer.concat([u16(10, 16 + body.length), u32(now / 1000, 1, 7), body])
  const { flows } = await read(4739, message)
  expect(flows).toMatchObject([
    {
      ...counted,
      '@timestamp': now - 10_000,
      'event.dataset': 'ipfix.flow',
      'event.outcome': 'failure',
      'event.type': ['connection', 'denied'],
    },
  ])
})

test('sFlow 5: a sampled packet stands for as many as the rate says', async () => {
  const packet = ethernet(
    udp({
      from: '10.0.0.5',
      to: '192.0.2.7',
      sourcePort: 50_000,
      destinationPort: 443,
      payload: Buffer.alloc(8),
    }),
  )
  const padding = Buffer.alloc(-packet.length & 3)
  const raw = Buffer.concat([u32(1, 120, 0, packet.length), packet, padding])
  const record = Buffer.concat([u32(1, raw.length), raw])
  const sample = Buffer.concat([u32(1, 3, 10, 100, 0, 1, 2, 1), record])
  const datagram = Buffer.concat([
    u32(5, 1),
    u8(198, 51, 100, 9),
    u32(0, 1, 100, 1),
    u32(1, sample.length),
    sample,
  ])
  const { flows } = await read(6343, datagram)
  expect(flows).toMatchObject([
    {
      ...flow,
      'network.transport': 'udp',
      'network.bytes': 1200,
      'network.packets': 10,
      'event.dataset': 'sflow.flow',
    },
  ])
})

test('whatever a datagram holds, the capture is read', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(2055, 4739, 6343),
      fc.constantFrom(u16(5, 30), u16(9, 1), u16(10, 60), u32(5, 1)),
      fc.uint8Array({ maxLength: 120 }),
      async (port, head, rest) => {
        await read(port, Buffer.concat([head, rest]))
      },
    ),
    { numRuns: 100 },
  )
})
