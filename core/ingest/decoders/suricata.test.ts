import { describe, expect, test } from 'vitest'
import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import { suricata } from './suricata.ts'

const read = suricata.open({ zoneOffset: 0, year: 2026 })

function one(fields: object): Event {
  const event = read(JSON.stringify({ ...common, ...fields }))
  if (event === undefined || event instanceof Reject) throw new Error(JSON.stringify(event))
  return event
}

const common = {
  timestamp: '2026-01-02T05:04:05.272281+0200',
  flow_id: 445348883402532,
  in_iface: 'eth0',
  src_ip: '10.8.0.5',
  src_port: 50123,
  dest_ip: '192.0.2.7',
  dest_port: 443,
  proto: 'TCP',
  host: 'sensor',
}
const counters = { pkts_toserver: 5, pkts_toclient: 6, bytes_toserver: 300, bytes_toclient: 2240 }
const times = { start: '2026-01-02T03:04:00.000000+0000', end: '2026-01-02T03:04:02.500000+0000' }

test('a flow is told completely', () => {
  expect(
    one({
      event_type: 'flow',
      app_proto: 'tls',
      flow: { ...counters, ...times, state: 'closed', reason: 'timeout' },
    }),
  ).toEqual({
    '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5, 272),
    'event.kind': 'event',
    'event.category': ['network'],
    'event.type': ['connection', 'end'],
    'event.dataset': 'suricata.flow',
    'event.start': Date.UTC(2026, 0, 2, 3, 4),
    'event.end': Date.UTC(2026, 0, 2, 3, 4, 2, 500),
    'event.duration': 2.5e9,
    'event.reason': 'closed, timeout',
    'source.ip': '10.8.0.5',
    'source.port': 50123,
    'source.bytes': 300,
    'source.packets': 5,
    'destination.ip': '192.0.2.7',
    'destination.port': 443,
    'destination.bytes': 2240,
    'destination.packets': 6,
    'network.bytes': 2540,
    'network.packets': 11,
    'network.protocol': 'tls',
    'network.transport': 'tcp',
    'observer.hostname': 'sensor',
    'observer.ingress.interface.name': 'eth0',
    'observer.product': 'Suricata',
    'observer.type': 'ids',
    'observer.vendor': 'OISF',
  })
})

test.each([
  [{ proto: 'TCP', state: 'new', pkts_toclient: 0 }, 'failure'],
  [{ proto: 'TCP', state: 'closed', pkts_toclient: 1 }, 'failure'],
  [{ proto: 'TCP', state: 'closed', pkts_toclient: 5 }, undefined],
  [{ proto: 'UDP', state: 'new', pkts_toclient: 0 }, undefined],
  [{ proto: 'UDP', state: 'established', pkts_toclient: 1, action: 'drop' }, 'failure'],
])('the outcome of %j is %s', ({ proto, ...flow }, outcome) => {
  expect(one({ event_type: 'flow', proto, app_proto: 'failed', flow })['event.outcome']).toBe(outcome)
})

test('an alert has its rule, its verdict and the flow so far', () => {
  const alert = { action: 'blocked', signature_id: 2034125, signature: 'ET X', category: 'C', severity: 1 }
  const http = { hostname: 'example.org', url: '/a?b', http_method: 'POST', status: 400 }
  const event = one({ event_type: 'alert', app_proto: 'http', alert, http, flow: counters })
  expect(event).toMatchObject({
    'event.kind': 'alert',
    'event.category': ['network', 'intrusion_detection'],
    'event.type': ['denied'],
    'event.severity': 1,
    'rule.id': '2034125',
    'rule.name': 'ET X',
    'url.domain': 'example.org',
    'url.path': '/a',
    'source.bytes': 300,
  })
  expect(event).not.toHaveProperty(['event.outcome'])
})

describe('protocols', () => {
  test.each<[object, Partial<Event>]>([
    [
      { event_type: 'http', http: { hostname: 'example.org', url: '/a', status: 404 } },
      { 'event.outcome': 'failure', 'event.type': ['access', 'protocol'], 'url.domain': 'example.org' },
    ],
    [
      { event_type: 'dns', dns: { type: 'query', id: 2, rrname: 'www.example.org', rrtype: 'A' } },
      {
        'dns.id': '2',
        'dns.question.name': 'www.example.org',
        'dns.question.type': 'A',
        'network.protocol': 'dns',
      },
    ],
    [
      {
        event_type: 'dns',
        dns: {
          version: 2,
          type: 'answer',
          rrname: 'www.example.org',
          rcode: 'NOERROR',
          answers: [{ rrtype: 'A', rdata: '192.0.2.1' }],
        },
      },
      { 'dns.response_code': 'NOERROR', 'dns.resolved_ip': ['192.0.2.1'] },
    ],
    [
      {
        event_type: 'dns',
        dns: { version: 3, type: 'request', queries: [{ rrname: 'www.example.org', rrtype: 'AAAA' }] },
      },
      { 'dns.question.name': 'www.example.org', 'dns.question.type': 'AAAA' },
    ],
    [
      { event_type: 'tls', tls: { sni: 'example.org', version: 'TLS 1.3' } },
      { 'tls.client.server_name': 'example.org' },
    ],
    [
      { event_type: 'ssh', ssh: {} },
      { 'network.protocol': 'ssh', 'event.type': ['protocol'] },
    ],
    [
      {
        event_type: 'fileinfo',
        app_proto: 'http',
        http: { url: '/x' },
        fileinfo: { filename: '/x', size: 3 },
      },
      { 'file.path': '/x', 'file.size': 3, 'url.original': '/x' },
    ],
    [
      { event_type: 'anomaly', anomaly: {} },
      { 'event.category': ['network'], 'event.dataset': 'suricata.anomaly' },
    ],
    [
      { event_type: 'netflow', netflow: { ...times, bytes: 10, pkts: 1 } },
      { 'network.bytes': 10, 'event.duration': 2.5e9 },
    ],
    [{ event_type: 'stats', stats: { uptime: 1 } }, { 'event.kind': 'metric' }],
  ])('%j', (fields, expected) => {
    expect(one(fields)).toMatchObject(expected)
  })
})

test('sent by syslog; what is broken says why', () => {
  const line = JSON.stringify({ ...common, event_type: 'flow', flow: counters })
  expect(suricata.sniff(`<13>Jan  2 03:04:05 gw suricata[1]: ${line}`)).toBeGreaterThan(0.9)
  expect(read(`<13>Jan  2 03:04:05 gw suricata[1]: ${line}`)).toMatchObject({ 'source.bytes': 300 })
  expect(read('{"timestamp":"x","event_type":"flow","flow_id":1}')).toEqual(
    new Reject('the time of this record is missing or not in a known form'),
  )
  expect(read('{"timestamp":"x","event_type":"login","src_ip":"192.0.2.1"}')).toEqual(
    new Reject('this is not a record of Suricata EVE (JSON)'),
  )
})
