import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Event, Reject } from '../../event/event.ts'
import { openReader } from '../open-reader.ts'
import { listSources } from '../sources/list-sources.ts'
import { eventOf, evtx, list, number, text, time } from './evtx.fixture.ts'

let folder = ''
let files = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonic-evtx-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(content: Buffer) {
  const path = join(folder, `${files++}.evtx`)
  await writeFile(path, content)
  const { sources, problems } = await listSources([path])
  const [source] = sources
  if (source === undefined) return { records: [], notes: problems.map(({ message }) => message) }
  const reader = openReader(source, { decoders: [] })
  const records: (Event | Reject)[] = []
  for await (const batch of reader) records.push(...batch.records)
  const report = reader.report()
  return { records, notes: report.notes, format: report.format, report }
}

const now = Date.UTC(2026, 0, 2, 3, 4, 5)
const security = 'Microsoft-Windows-Security-Auditing'
const data = (name: string, value: number) => ({
  name: 'Data',
  attributes: { Name: name },
  content: [{ value }],
})
const logon = eventOf({
  name: 'EventData',
  content: [
    data('TargetUserName', 5),
    data('TargetDomainName', 6),
    data('LogonType', 7),
    data('IpAddress', 8),
  ],
})

function sample(): Buffer {
  const system = (id: number) => [text(security), number(id), time(now), text('Security'), text('DC1')]
  return evtx(logon, [
    [...system(4625), text('bob & <co>'), text('CORP'), number(3, 0x08), text('192.0.2.8')],
    [...system(4624), text('alice'), text('CORP'), number(10, 0x08), text('192.0.2.7')],
  ])
}

test('sign-ins, by a template that stands once', async () => {
  const { records, report } = await read(sample())
  expect(records).toMatchObject([
    {
      '@timestamp': now,
      'event.code': '4625',
      'event.outcome': 'failure',
      'vpn.step': 'attempt',
      'user.name': 'bob & <co>',
      'source.ip': '192.0.2.8',
      'host.name': 'DC1',
    },
    {
      'event.code': '4624',
      'event.outcome': 'success',
      'user.name': 'alice',
      'user.domain': 'CORP',
      'vpn.tunnel_type': 'rdp',
    },
  ])
  expect(report).toMatchObject({ format: 'evtx' })
})

test('a list of texts is a list of values', async () => {
  const template = eventOf({ name: 'EventData', content: [{ name: 'Data', content: [{ value: 5 }] }] })
  const { records } = await read(
    evtx(template, [
      [
        text('RemoteAccess'),
        number(20_274),
        time(now),
        text('System'),
        text('RAS1'),
        list('{5B9E}', 'CORP\\alice', 'VPN2-127', '10.8.0.5'),
      ],
    ]),
  )
  expect(records).toMatchObject([
    { 'vpn.step': 'start', 'user.name': 'alice', 'vpn.assigned_ip': '10.8.0.5', 'vpn.gateway': 'RAS1' },
  ])
})

test('a log that is cut or damaged keeps what was whole and says so', async () => {
  const whole = sample()
  const cut = await read(whole.subarray(0, 30_000))
  expect(cut.records).toEqual([])
  expect(cut.notes.join()).toContain('was cut')
  const broken = Buffer.from(whole)
  // The size of the second record.
  const second = 4096 + 512 + whole.readUInt32LE(4096 + 516)
  broken.writeUInt32LE(9, second + 4)
  const { records, notes } = await read(broken)
  expect(records).toHaveLength(1)
  expect(notes.join()).toContain('damaged chunks')
})

test('a log that was not closed is read beyond what its header says, but not into what is left from before', async () => {
  const open = sample()
  open.writeUInt32LE(512, 4096 + 48)
  expect((await read(open)).records).toEqual([])
  const second = 512 + open.readUInt32LE(4096 + 516)
  open.writeUInt32LE(second, 4096 + 48)
  expect((await read(open)).records).toHaveLength(2)
  open.writeBigUInt64LE(9n, 4096 + second + 8)
  expect((await read(open)).records).toHaveLength(1)
})

test('whatever the bytes, reading ends with a report', async () => {
  const whole = sample()
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 4096, max: 7000 }), fc.nat(255)), { maxLength: 12 }),
      async (edits) => {
        const bytes = Buffer.from(whole)
        for (const [at, value] of edits) bytes[at] = value
        const { notes } = await read(bytes)
        expect(notes).toBeDefined()
      },
    ),
    { numRuns: 200 },
  )
})
