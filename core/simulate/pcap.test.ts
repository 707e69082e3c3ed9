import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { Reject, type Event } from '../event/event.ts'
import { CaptureReader } from '../ingest/capture/capture-reader.ts'
import { PcapParser } from '../ingest/capture/pcap-parser.ts'
import { simulate } from './simulate.ts'

const options = { users: 8, days: 5, seed: 3, flows: 4, format: 'pcap', attacks: 'dns-tunnel' } as const
const labelsSchema = z.object({
  files: z.array(z.object({ file: z.string(), lines: z.number(), bytes: z.number() })),
  attacks: z.array(z.object({ lines: z.array(z.object({ from: z.number(), to: z.number() })).min(1) })),
})

let folder = ''
let content = Buffer.alloc(0)
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonic-pcap-'))
  await simulate({ ...options, out: folder })
  content = await readFile(join(folder, 'vpn-gw1.pcap'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Ones' complement sum of 16-bit words; 0xffff where a checksum among them is right. */
function sum(bytes: Buffer, from: number, to: number, start = 0): number {
  let total = start
  for (let i = from; i < to; i += 2) total += ((bytes[i] ?? 0) << 8) | (i + 1 < to ? (bytes[i + 1] ?? 0) : 0)
  while (total > 0xffff) total = (total & 0xffff) + Math.floor(total / 0x10000)
  return total
}

test('the same options give the same bytes', async () => {
  const again = join(folder, 'again')
  await simulate({ ...options, out: again })
  const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
  expect(digest(await readFile(join(again, 'vpn-gw1.pcap')))).toBe(digest(content))
})

test('packets are in order of time, and the checksums of all that are whole are right', () => {
  let last = 0
  let whole = 0
  const parser = new PcapParser(({ bytes, start, end, wireLength, micros }) => {
    expect(micros).toBeGreaterThanOrEqual(last)
    last = micros
    expect(sum(bytes, start + 14, start + 34)).toBe(0xffff)
    if (end - start < wireLength) return
    whole++
    const pseudo = sum(bytes, start + 26, start + 34, (bytes[start + 23] ?? 0) + (end - start - 34))
    expect(sum(bytes, start + 34, end, pseudo)).toBe(0xffff)
  })
  parser.push(content)
  parser.end()
  expect(parser.error).toBeUndefined()
  expect(whole).toBeGreaterThan(1000)
})

test('the reader finds every kind of conversation, and the labels name packets of the attack', async () => {
  const path = join(folder, 'vpn-gw1.pcap')
  const reader = new CaptureReader({ path, size: content.length, modified: 0 })
  const flows: Event[] = []
  for await (const { records } of reader)
    for (const record of records) if (!(record instanceof Reject)) flows.push(record)
  expect(reader.report()).toMatchObject({ rejected: [], error: undefined, ignored: 0 })
  const found = new Set(flows.map((flow) => flow['network.protocol']))
  for (const protocol of ['http', 'tls', 'dns', 'ftp', 'ftp-data']) expect(found).toContain(protocol)
  const secured = flows.filter((flow) => flow['network.protocol'] === 'tls')
  expect(secured.every((flow) => flow['tls.client.server_name'] !== undefined)).toBe(true)
  expect(flows.every((flow) => flow['source.ip']?.startsWith('10.20.'))).toBe(true)
  const labels = labelsSchema.parse(JSON.parse(await readFile(join(folder, 'labels.json'), 'utf8')))
  expect(labels.files[0]?.lines).toBe(reader.report().lines)
  expect(labels.attacks.length).toBeGreaterThan(0)
  for (const { lines } of labels.attacks)
    for (const { to } of lines) expect(to).toBeLessThanOrEqual(reader.report().lines)
})
