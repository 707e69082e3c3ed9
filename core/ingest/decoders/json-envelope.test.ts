import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import { decoders } from './index.ts'
import type { Event } from '../../event/event.ts'

const asa =
  'Jan 02 2026 03:04:05 gate : %ASA-6-113039: Group <Staff> User <ada> IP <198.51.100.7> AnyConnect parent session started.'
const micros = String(Date.UTC(2026, 0, 2, 3, 4, 5) * 1000 + 250)
const openvpnMessage = 'ada/198.51.100.7:4444 MULTI: Learn: 10.8.0.2 -> ada/198.51.100.7:4444'

function read(line: object | string): Event | Reject | undefined {
  const text = typeof line === 'string' ? line : JSON.stringify(line)
  return decoders.find(({ name }) => name === 'json')?.open({ zoneOffset: 0, year: 2026 })(text)
}

describe('an envelope around a vendor’s line', () => {
  it.each<[string, object]>([
    [
      'Filebeat',
      {
        '@timestamp': '2026-01-02T03:04:06Z',
        message: asa,
        log: { file: { path: '/var/log/asa' } },
        agent: {},
      },
    ],
    ['Fluent Bit', { date: 1767323045.5, log: `${asa}\n`, tag: 'asa' }],
    ['Kafka Connect, a line', { schema: { type: 'string', optional: false }, payload: asa }],
    ['Kafka Connect, an object', { schema: { type: 'struct', fields: [] }, payload: { message: asa } }],
    [
      'Kafka Connect around Filebeat',
      { schema: { type: 'string' }, payload: JSON.stringify({ message: asa }) },
    ],
    ['Splunk HEC', { time: 1767323045.123, host: 'hec', sourcetype: 'cisco:asa', event: asa }],
    ['Splunk HEC, an object', { time: 1767323045, sourcetype: 'cisco:asa', event: { message: asa } }],
    ['a Splunk export', { preview: false, result: { _raw: asa, _time: '2026-01-02' } }],
    ['Docker json-file', { log: `${asa}\r\n`, stream: 'stdout', time: '2026-01-02T03:04:05.123456789Z' }],
    ['journald', { MESSAGE: asa, __REALTIME_TIMESTAMP: micros, _HOSTNAME: 'gate' }],
    ['journald, bytes', { MESSAGE: [...Buffer.from(asa)], __REALTIME_TIMESTAMP: micros }],
  ])('%s', (_name, envelope) => {
    expect(read(envelope)).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5),
      'user.name': 'ada',
      'observer.product': 'asa',
    })
  })
})

it('a journald record whose message lost its header is read by its program’s decoder', () => {
  const record = read({
    MESSAGE: openvpnMessage,
    SYSLOG_IDENTIFIER: 'openvpn',
    _PID: '815',
    _HOSTNAME: 'gate',
    __REALTIME_TIMESTAMP: micros,
  })
  expect(record).toMatchObject({ '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5), 'vpn.assigned_ip': '10.8.0.2' })
})

it('envelopes without end, and lists that are no bytes, are bounded', () => {
  let nested = asa
  for (let depth = 0; depth < 50; depth++) nested = JSON.stringify({ message: nested }).slice(0, 100_000)
  expect(read(nested)).toBeInstanceOf(Reject)
  expect(read({ MESSAGE: ['a', {}], __REALTIME_TIMESTAMP: micros })).toMatchObject({
    '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5),
  })
})
