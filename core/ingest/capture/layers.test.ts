import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Reject, type Event } from '../../event/event.ts'
import { CaptureReader } from './capture-reader.ts'
import { ethernet, httpConnection, pcap, pcapng, udp } from './packets.fixture.ts'

let folder = ''
let files = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonic-layers-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(content: Buffer) {
  const path = join(folder, `${files++}.pcap`)
  await writeFile(path, content)
  const reader = new CaptureReader({ path, size: content.length, modified: 0 })
  const events: Event[] = []
  for await (const { records } of reader)
    for (const record of records) if (!(record instanceof Reject)) events.push(record)
  return { events, report: reader.report() }
}

test('rarer tags and tunnels are seen through, and what is not opened is named', async () => {
  const inner = udp({
    from: '10.0.0.5',
    to: '10.0.0.1',
    sourcePort: 5000,
    destinationPort: 6000,
    payload: Buffer.alloc(5),
  })
  const hex = (text: string) => Buffer.from(text, 'hex')
  const carry = (port: number, ...parts: Buffer[]) =>
    ethernet(
      udp({
        from: '3.3.3.3',
        to: `4.4.4.${port & 255}`,
        sourcePort: 999,
        destinationPort: port,
        payload: Buffer.concat(parts),
      }),
    )
  const packets = [
    ethernet(Buffer.concat([hex('000000000800'), inner]), 0x8988),
    ethernet(Buffer.concat([hex('0101000100070800'), inner]), 0x8909),
    ethernet(Buffer.concat([hex('000000000000' + '0800'), inner]), 0x893f),
    carry(4790, hex('0c00000100000100'), inner),
    carry(1701, hex('000200010002' + 'ff030021'), inner),
    carry(5072, hex('00000104' + '00000000' + '00'), inner),
    carry(37008, hex('01000001' + '0a0100' + '01'), ethernet(inner)),
  ]
  const { events } = await read(pcap(packets))
  expect(events.find((event) => event['source.ip'] === '10.0.0.5')).toMatchObject({
    'source.packets': packets.length,
  })
  const names = events
    .filter((event) => event['source.ip'] === '3.3.3.3')
    .map((event) => event['network.protocol'])
  expect(new Set(names)).toEqual(new Set(['ayiya', 'l2tp', 'tzsp', 'vxlan-gpe']))

  const { report } = await read(
    pcap([ethernet(inner, 0x88b5), ethernet(inner, 0x88b5), ethernet(inner, 0x0806)]),
  )
  expect(report.notes).toContain('2 frames of ethertype 0x88b5 not opened')
  expect(report.notes.join()).not.toContain('0806')
})

test('packets without a time are said to have none', async () => {
  const content = pcapng(httpConnection())
  const u32 = (value: number) => Buffer.from(Uint32Array.of(value).buffer)
  const simple = httpConnection().map((packet) => {
    const padding = Buffer.alloc(-packet.length & 3)
    const length = u32(16 + packet.length + padding.length)
    return Buffer.concat([u32(3), length, u32(packet.length), packet, padding, length])
  })
  const first = content.indexOf(Buffer.from(u32(6)), 28 + 20)
  const { events, report } = await read(Buffer.concat([content.subarray(0, first), ...simple]))
  expect(events).toHaveLength(1)
  expect(events[0]?.['@timestamp']).toBeNaN()
  expect(events[0]).not.toHaveProperty(['event.start'])
  expect(report.notes.join()).toContain(`${simple.length} packets carry no time`)
})
