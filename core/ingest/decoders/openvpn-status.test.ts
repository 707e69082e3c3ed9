import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import { detectFormat } from '../detect-format.ts'
import { decoders } from './index.ts'
import { openvpnStatus } from './openvpn-status.ts'

function readAll(text: string): (Event | Reject)[] {
  const decode = openvpnStatus.open({ zoneOffset: 0, year: 2026 })
  return text
    .split('\n')
    .map(decode)
    .filter((record) => record !== undefined)
}

const since = Date.UTC(2026, 0, 2, 3, 4, 5)
const now = Date.UTC(2026, 0, 2, 4, 4, 5)

describe('version 1', () => {
  const snapshot = (updated: string, received: number) => `OpenVPN CLIENT LIST
Updated,${updated}
Common Name,Real Address,Bytes Received,Bytes Sent,Connected Since
alice@example.org,192.0.2.7:4711,${received},2000,Fri Jan  2 03:04:05 2026
ROUTING TABLE
Virtual Address,Common Name,Real Address,Last Ref
10.8.0.6,alice@example.org,192.0.2.7:4711,Fri Jan  2 04:04:00 2026
10.9.0.0/16,alice@example.org,192.0.2.7:4711,Fri Jan  2 04:04:00 2026
10.8.0.6C,alice@example.org,192.0.2.7:4711,Fri Jan  2 04:04:00 2026
GLOBAL STATS
Max bcast/mcast queue length,0
END`

  it('tells a session when it is first seen, and its counters from then on', () => {
    const records = readAll(
      `${snapshot('Fri Jan  2 04:04:05 2026', 1000)}\n${snapshot('2026-01-02 04:05:05', 1500)}`,
    )
    expect(records).toHaveLength(8)
    expect(records[0]).toMatchObject({
      '@timestamp': since,
      'vpn.step': 'start',
      'event.outcome': 'success',
      'user.name': 'alice',
      'user.email': 'alice@example.org',
      'source.ip': '192.0.2.7',
      'source.port': 4711,
      'vpn.bytes_in': 1000,
      'vpn.bytes_out': 2000,
      'vpn.duration': 3600,
    })
    expect(records[1]).toMatchObject({
      '@timestamp': since,
      'vpn.step': 'assign',
      'vpn.assigned_ip': '10.8.0.6',
    })
    for (const route of records.slice(2, 4)) {
      expect(route).toMatchObject({ '@timestamp': now, 'event.action': 'route' })
      expect(route).not.toHaveProperty(['vpn.assigned_ip'])
    }
    expect(records[4]).toMatchObject({
      '@timestamp': now + 60_000,
      'vpn.step': 'update',
      'vpn.bytes_in': 1500,
    })
    expect(records[5]).toMatchObject({ 'vpn.step': 'update' })
  })
})

it.each([
  ['2', ','],
  ['3', '\t'],
])('version %s names its columns', (_, separator) => {
  const text = [
    ['TITLE', 'OpenVPN 2.6.8 x86_64-pc-linux-gnu'],
    ['TIME', '2026-01-02 04:04:05', String(now / 1000)],
    [
      'HEADER',
      'CLIENT_LIST',
      'Common Name',
      'Real Address',
      'Virtual Address',
      'Virtual IPv6 Address',
      'Bytes Received',
      'Bytes Sent',
      'Connected Since',
      'Connected Since (time_t)',
      'Username',
      'Client ID',
      'Peer ID',
      'Data Channel Cipher',
    ],
    [
      'CLIENT_LIST',
      'device7',
      '[2001:db8::7]:4711',
      '10.8.0.6',
      '',
      '1000',
      '2000',
      '2026-01-02 03:04:05',
      String(since / 1000),
      'alice',
      '0',
      '0',
      'AES-256-GCM',
    ],
    [
      'HEADER',
      'ROUTING_TABLE',
      'Virtual Address',
      'Common Name',
      'Real Address',
      'Last Ref',
      'Last Ref (time_t)',
    ],
    ['ROUTING_TABLE', '10.8.0.6', 'device7', '[2001:db8::7]:4711', '2026-01-02 04:04:05', String(now / 1000)],
    ['GLOBAL_STATS', 'Max bcast/mcast queue length', '0'],
    ['END'],
  ]
    .map((cells) => cells.join(separator))
    .join('\n')
  const records = readAll(text)
  expect(records).toHaveLength(2)
  expect(records[0]).toMatchObject({
    '@timestamp': since,
    'vpn.step': 'start',
    'user.name': 'alice',
    'source.ip': '2001:db8::7',
    'source.port': 4711,
    'vpn.assigned_ip': '10.8.0.6',
  })
  expect(records[1]).toMatchObject({ 'vpn.step': 'update', 'vpn.assigned_ip': '10.8.0.6' })
})

it('reads the statistics of a client as one record', () => {
  const text =
    'OpenVPN STATISTICS\nUpdated,Fri Jan  2 04:04:05 2026\nTCP/UDP read bytes,2000\nTCP/UDP write bytes,1000\nEND'
  expect(readAll(text)).toMatchObject([
    { '@timestamp': now, 'vpn.step': 'update', 'vpn.bytes_in': 1000, 'vpn.bytes_out': 2000 },
  ])
})

describe('what is broken is rejected with its reason', () => {
  const head = 'OpenVPN CLIENT LIST\nUpdated,Fri Jan  2 04:04:05 2026\n'
  const table = `${head}Common Name,Real Address,Bytes Received,Bytes Sent,Connected Since\n`
  it.each([
    ['BrokenVPN CLIENT LIST', /no title/],
    ['OpenVPN CLIENT LIST\nUpdated,Yo,Hoo', /not readable/],
    ['OpenVPN CLIENT LIST\nClosed,Fri Jan  2 04:04:05 2026', /expected "Updated/],
    [`${head}alice,192.0.2.7:4711,1,2,Fri Jan  2 03:04:05 2026`, /no section/],
    [`${table}alice,192.0.2.7:4711,1,2,Fri Jan  2 03:`, /cut off/],
    [`${table}alice,192.0.2.7:4711,1`, /3 values for the 5 columns/],
    [`${table}alice,nowhere,1,2,Fri Jan  2 03:04:05 2026`, /not an address/],
    [`${table}alice,192.0.2.7:4711,one,2,Fri Jan  2 03:04:05 2026`, /not numbers/],
    [`${table}YO TABLE`, /not a section/],
    ['TITLE,OpenVPN 2.6\nTIME,x,1767326645\nCLIENT_LIST,alice', /before the header/],
    ['TITLE,OpenVPN 2.6\nWHAT,x', /version 2 or 3/],
    [`OpenVPN STATISTICS\nUpdated,Fri Jan  2 04:04:05 2026\nTCP/UDP read bytes,many`, /not a number/],
  ])('%j', (text, reason) => {
    const record = readAll(text).at(-1)
    expect(record).toBeInstanceOf(Reject)
    expect(record).toMatchObject({ reason: expect.stringMatching(reason) as unknown })
  })
})

const samples = join(
  dirname(fileURLToPath(import.meta.url)),
  '../../../../shared/samples/openvpn-status/tonyseek',
)

describe.skipIf(!existsSync(samples))('published files', () => {
  const broken = (name: string) => readFileSync(join(samples, 'broken-openvpn-status', `${name}.txt`), 'utf8')

  it.each(['1', '4', '5', '6', '7'])('broken %s is recognised, and its damage rejected', (name) => {
    const lines = broken(name)
      .split('\n')
      .filter((line) => line !== '')
    expect(detectFormat(lines, decoders)?.decoder.name).toBe('openvpn-status')
    const records = readAll(broken(name))
    expect(records.some((record) => record instanceof Reject)).toBe(true)
    if (name !== '6') expect(records.every((record) => record instanceof Reject)).toBe(true)
  })

  it('the sound one has five clients and ten routes', () => {
    const records = readAll(readFileSync(join(samples, 'openvpn-status.txt'), 'utf8'))
    expect(records).toHaveLength(15)
    expect(records.some((record) => record instanceof Reject)).toBe(false)
  })
})
