import { describe, expect, it } from 'vitest'
import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import { wireguard } from './wireguard.ts'

function readAll(...lines: string[]): (Event | Reject | undefined)[] {
  const decode = wireguard.open({ zoneOffset: 0, year: 2026 })
  return lines.map(decode)
}

const steps = (records: readonly (Event | Reject | undefined)[]) =>
  records.map((record) => (record === undefined || record instanceof Reject ? record : record['vpn.step']))

const time = Date.UTC(2026, 0, 2, 3, 4, 5)
const key = 'Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE='

describe('kernel lines', () => {
  const line = (seconds: number, message: string) => `[${seconds}.000000] wireguard: wg0: ${message}`
  const peer = 'peer 18 (192.0.2.7:61795)'

  it('a handshake starts a session, the next ones go on with it until the keys have run out', () => {
    const records = readAll(
      line(100, `Receiving handshake initiation from ${peer}`),
      line(100, `Sending handshake response to ${peer}`),
      line(100, 'Keypair 7 created for peer 18'),
      line(220, `Receiving handshake initiation from ${peer}`),
      line(401, `Receiving handshake initiation from ${peer}`),
      line(
        402,
        "Zeroing out all keys for peer 18 (192.0.2.7:61795), since we haven't received a new one in 540 seconds",
      ),
    )
    expect(steps(records)).toEqual(['start', 'update', undefined, 'update', 'start', 'end'])
    expect(records[0]).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 1) + 100_000,
      'user.name': 'wg0/18',
      'source.ip': '192.0.2.7',
      'source.port': 61795,
      'observer.ingress.interface.name': 'wg0',
    })
    expect(records[5]).toMatchObject({ 'vpn.duration': 1 })
  })

  it.each([
    'Jan  2 03:04:05 gate kernel: [12.5] ',
    '2026-01-02T03:04:05+00:00 gate kernel: ',
    '[Fri Jan  2 03:04:05 2026] ',
    '2026-01-02T03:04:05,000000+00:00 ',
  ])('%s tells the time', (head) => {
    expect(readAll(`${head}wireguard: wg0: Receiving keepalive packet from ${peer}`)).toMatchObject([
      { '@timestamp': time, 'event.action': 'keepalive-received' },
    ])
  })

  it('a handshake with a foreign key is a refusal', () => {
    expect(readAll(line(1, 'Invalid handshake initiation from 192.0.2.9:4711'))).toMatchObject([
      { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'source.ip': '192.0.2.9' },
    ])
  })
})

describe('dumps', () => {
  const handshake = time / 1000
  const row = (shaken: number, received: number, sent: number) =>
    `${key}\t(none)\t192.0.2.7:4711\t10.9.0.0/16,10.8.0.7/32\t${shaken}\t${received}\t${sent}\t25`

  it('without times a row is as old as its handshake; a private key is never kept', () => {
    const records = readAll(
      `wg0\t${key}\t${key}\t51820\toff`,
      `wg0\t${row(handshake, 10, 20)}`,
      `wg0\t${row(0, 0, 0)}`,
    )
    expect(records[0]).toBeUndefined()
    expect(records[1]).toMatchObject({
      '@timestamp': time,
      'vpn.step': 'start',
      'user.name': key,
      'source.ip': '192.0.2.7',
      'source.port': 4711,
      'source.bytes': 10,
      'destination.bytes': 20,
      'vpn.bytes_in': 10,
      'vpn.bytes_out': 20,
      'vpn.assigned_ip': '10.8.0.7',
      'observer.ingress.interface.name': 'wg0',
    })
    expect(records[2]).toBeUndefined()
  })

  it('snapshots with a time before each tell of sessions, their counters and ends', () => {
    const records = readAll(
      '2026-01-02T03:04:15Z',
      row(handshake, 100, 200),
      '# 1767323175',
      row(handshake + 120, 300, 400),
      '=== Fri Jan  2 03:10:05 UTC 2026 ===',
      row(handshake + 120, 350, 450),
      row(handshake + 120, 350, 450),
      'time: 2026-01-02 04:00:05',
      row(handshake + 3350, 360, 470),
    )
    const events = records.filter((record) => record !== undefined)
    expect(steps(events)).toEqual(['start', 'update', 'end', undefined, 'start'])
    expect(events[0]).toMatchObject({ '@timestamp': time })
    expect(events[1]).toMatchObject({ '@timestamp': time + 130_000, 'vpn.bytes_in': 300 })
    expect(events[2]).toMatchObject({
      '@timestamp': time + 360_000,
      'vpn.bytes_in': 350,
      'vpn.duration': 300,
    })
    expect(events[4]).toMatchObject({ 'source.bytes': 360, 'vpn.bytes_in': 10, 'vpn.bytes_out': 20 })
  })

  it('a time may stand before each row', () => {
    for (const stamp of ['2026-01-02T03:05:05Z ', '1767323105\t', '2026-01-02 03:05:05 '])
      expect(readAll(stamp + row(handshake, 1, 2), stamp + row(handshake + 50, 1, 2))[1]).toMatchObject({
        '@timestamp': time + 60_000,
      })
  })

  it('counters that were reset count from nothing', () => {
    const records = readAll(
      row(handshake, 100, 100),
      row(handshake + 1000, 200, 200),
      row(handshake + 1010, 5, 6),
    )
    expect(records[2]).toMatchObject({ 'vpn.bytes_in': 5, 'vpn.bytes_out': 6 })
  })
})

it.each(['nonsense', `a\tb\tc`, `${key}\t(none)\t192.0.2.7:1\t10.8.0.7/32\tx\t1\t2\toff`])(
  'rejects %j',
  (line) => {
    expect(readAll(line)[0]).toBeInstanceOf(Reject)
  },
)
