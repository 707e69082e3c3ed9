import { describe, expect, test } from 'vitest'
import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import { decoders } from './index.ts'
import { jsonDecoder } from './json.ts'
import { zeek } from './zeek.ts'

const context = { zoneOffset: 0, year: 2026 }
const row = (...cells: string[]) => cells.join('\t')

function decode(lines: readonly string[], decoder = zeek) {
  return lines.map(decoder.open(context))
}

function one(record: object): Event {
  const [event] = decode([JSON.stringify(record)])
  if (event === undefined || event instanceof Reject) throw new Error(JSON.stringify(event))
  return event
}

const ends = { 'id.orig_h': '10.8.0.5', 'id.orig_p': 50123, 'id.resp_h': '192.0.2.7', 'id.resp_p': 443 }
const common = { ts: 1767323045.857497, uid: 'CAcJw21BbVedgFnYH3', ...ends }

const header = [
  '#separator \\x09',
  '#set_separator\t,',
  '#empty_field\t(empty)',
  '#unset_field\t-',
  '#path\tconn',
  '#open\t2026-01-02-03-04-05',
  row(
    '#fields',
    'ts',
    'uid',
    'id.orig_h',
    'id.orig_p',
    'id.resp_h',
    'id.resp_p',
    'proto',
    'service',
    'duration',
    'orig_bytes',
    'resp_bytes',
    'conn_state',
    'local_orig',
    'local_resp',
    'orig_pkts',
    'orig_ip_bytes',
    'resp_pkts',
    'resp_ip_bytes',
    'tunnel_parents',
  ),
  row(
    '#types',
    'time',
    'string',
    'addr',
    'port',
    'addr',
    'port',
    'enum',
    'string',
    'interval',
    'count',
    'count',
    'string',
    'bool',
    'bool',
    'count',
    'count',
    'count',
    'count',
    'set[string]',
  ),
]
const connection = row(
  '1767323045.857497',
  'CAcJw21BbVedgFnYH3',
  '10.8.0.5',
  '50123',
  '192.0.2.7',
  '443',
  'tcp',
  'ssl',
  '1.5',
  '100',
  '2000',
  'SF',
  'T',
  'F',
  '5',
  '300',
  '6',
  '2240',
  '(empty)',
)

const flow = {
  '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5, 857),
  'event.kind': 'event',
  'event.category': ['network'],
  'event.type': ['connection', 'start', 'end'],
  'event.dataset': 'zeek.connection',
  'event.start': Date.UTC(2026, 0, 2, 3, 4, 5, 857),
  'event.end': Date.UTC(2026, 0, 2, 3, 4, 7, 357),
  'event.duration': 1.5e9,
  'event.reason': 'established and ended normally',
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
  'network.direction': 'outbound',
  'network.protocol': 'ssl',
  'network.transport': 'tcp',
  'observer.vendor': 'Zeek',
  'observer.product': 'Zeek',
  'observer.type': 'ids',
}

describe('tables', () => {
  test('a connection under its header; joined and rotated logs bring a new one', () => {
    const dns = [
      '#path\tdns',
      row('#fields', 'ts', 'id.orig_h', 'query', 'answers'),
      row('#types', 'time', 'addr', 'string', 'vector[string]'),
      row('1767323045.000000', '10.8.0.5', 'a\\x09b.example.org', '192.0.2.1,x.example.org\\x2c'),
      '#close\t2026-01-02-04-00-00',
    ]
    const events = decode([...header, connection, ...dns]).filter((event) => event !== undefined)
    expect(events).toEqual([
      flow,
      expect.objectContaining({
        'event.dataset': 'zeek.dns',
        'dns.question.name': 'a\tb.example.org',
        'dns.resolved_ip': ['192.0.2.1'],
      }),
    ])
  })

  test('other separators, as the header says', () => {
    const [, , , event] = decode([
      '#separator \\x3b',
      '#unset_field;NULL',
      '#fields;ts;id.orig_h;id.resp_h;proto;conn_state;service',
      '1767323045.857497;10.8.0.5;192.0.2.7;udp;S0;NULL',
    ])
    expect(event).toMatchObject({ 'source.ip': '10.8.0.5', 'event.type': ['connection', 'start'] })
    expect(event).not.toHaveProperty(['network.protocol'])
  })

  test('without a header the columns are those Zeek writes; a bare line of names is one too', () => {
    const cells = connection.split('\t')
    const full = row(...cells.slice(0, 14), '0', 'ShADadFf', ...cells.slice(14))
    expect(decode([full])).toEqual([flow])
    const names = (header[6] ?? '').slice('#fields\t'.length)
    expect(decode([names, connection])).toEqual([undefined, flow])
  })

  test('what can not be read says why', () => {
    expect(
      decode(['a\tb', ...header.slice(6), 'x', connection.replace('1767323045.857497', 'XXXXXXXXXX.XXXXXX')]),
    ).toEqual([
      new Reject('the table has no header and its columns are not those of a known Zeek log'),
      undefined,
      undefined,
      new Reject('the number of values is not that of the columns in the header'),
      new Reject('the time (ts) of this record is missing or not in a known form'),
    ])
  })
})

describe('JSON', () => {
  const json = {
    ...common,
    proto: 'tcp',
    service: 'ssl',
    duration: 1.5,
    orig_bytes: 100,
    resp_bytes: 2000,
    conn_state: 'SF',
    local_orig: true,
    local_resp: false,
    orig_pkts: 5,
    orig_ip_bytes: 300,
    resp_pkts: 6,
    resp_ip_bytes: 2240,
  }

  test('is the same event as the table', () => {
    expect(one(json)).toEqual(flow)
    const {
      'id.orig_h': orig_h,
      'id.orig_p': orig_p,
      'id.resp_h': resp_h,
      'id.resp_p': resp_p,
      ...rest
    } = json
    expect(one({ ...rest, id: { orig_h, orig_p, resp_h, resp_p } })).toEqual(flow)
    expect(one({ ...json, ts: '2026-01-02T03:04:05.857497Z' })).toEqual(flow)
  })

  test('is read by the JSON decoder, bare and in an envelope', () => {
    const lines = [JSON.stringify(json), JSON.stringify({ result: { _raw: JSON.stringify(json) } })]
    expect(
      decode(
        lines,
        jsonDecoder(() => decoders),
      ),
    ).toEqual([flow, flow])
    expect(decode(lines)).toEqual([flow, flow])
  })

  test.each([
    ['S0', 'tcp', 'failure'],
    ['REJ', 'tcp', 'failure'],
    ['RSTOS0', 'tcp', 'failure'],
    ['S0', 'udp', undefined],
    ['RSTO', 'tcp', undefined],
  ])('%s of %s is %s', (state, proto, outcome) => {
    expect(one({ ...common, conn_state: state, proto })['event.outcome']).toBe(outcome)
  })

  test('of ICMP the ports are none', () => {
    expect(one({ ...common, conn_state: 'OTH', proto: 'icmp' })).not.toHaveProperty(['source.port'])
  })

  test.each<[object, Partial<Event>]>([
    [
      {
        trans_id: 7,
        proto: 'udp',
        query: 'www.example.co.uk',
        qclass: 1,
        qtype_name: 'A',
        rcode_name: 'NXDOMAIN',
        rtt: 0.25,
      },
      {
        'event.dataset': 'zeek.dns',
        'network.transport': 'udp',
        'dns.question.registered_domain': 'example.co.uk',
        'dns.question.class': 'IN',
        'dns.response_code': 'NXDOMAIN',
        'event.duration': 250_000_000,
      },
    ],
    [
      {
        method: 'GET',
        host: 'example.org',
        uri: '/a/b.exe?c=d',
        status_code: 404,
        username: 'ada',
        request_body_len: 0,
      },
      {
        'event.category': ['network', 'web'],
        'event.action': 'GET',
        'event.outcome': 'failure',
        'url.domain': 'example.org',
        'url.path': '/a/b.exe',
        'url.query': 'c=d',
        'user.name': 'ada',
      },
    ],
    [
      { version: 'TLSv13', cipher: 'x', server_name: 'example.org', established: true },
      { 'tls.client.server_name': 'example.org' },
    ],
    [
      { auth_success: false, auth_attempts: 3, client: 'SSH-2.0-x' },
      { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'network.protocol': 'ssh' },
    ],
    [
      { username: 'ada', result: 'failed', tunnel_client: '198.51.100.9', framed_addr: '255.255.255.254' },
      {
        'vpn.step': 'attempt',
        'event.outcome': 'failure',
        'user.name': 'ada',
        'source.ip': '198.51.100.9',
        'vpn.gateway': '10.8.0.5',
      },
    ],
    [
      { client: 'ada/EXAMPLE.ORG', request_type: 'AS', success: true },
      { 'user.name': 'ada', 'user.domain': 'EXAMPLE.ORG', 'event.outcome': 'success' },
    ],
    [
      { note: 'Scan::Port_Scan', msg: 'm', src: '10.8.0.6', dropped: true },
      { 'event.kind': 'alert', 'rule.name': 'Scan::Port_Scan', 'event.type': ['info', 'denied'] },
    ],
    [
      { tunnel_type: 'Tunnel::GRE', action: 'Tunnel::DISCOVER' },
      { 'event.action': 'Tunnel::DISCOVER', 'event.type': ['connection'] },
    ],
    [
      { command: 'RETR', user: 'ada', reply_code: 226 },
      { 'event.action': 'RETR', 'network.protocol': 'ftp' },
    ],
    [
      { name: 'bad_checksum', peer: 'zeek', notice: false },
      { 'rule.name': 'bad_checksum', 'event.type': ['info'] },
    ],
    [
      { call_id: 'x', method: 'INVITE', uri: 'sip:a', request_body_len: 0, status_code: 401 },
      {
        'event.action': 'INVITE',
        'event.outcome': 'failure',
        'event.type': ['connection', 'protocol', 'error'],
      },
    ],
    [
      { user: 'ada', status: 'succeeded', request_p: 80 },
      { 'user.name': 'ada', 'event.outcome': 'success' },
    ],
    [{ _path: 'my_plugin' }, { 'event.dataset': 'zeek.my_plugin', 'source.ip': '10.8.0.5' }],
  ])('%j', (fields, expected) => {
    expect(one({ ...common, ...fields })).toMatchObject(expected)
  })

  test('records that are no connection of their own', () => {
    expect(
      one({
        ts: 1,
        mac: 'x',
        assigned_addr: '10.0.0.9',
        client_addr: '10.0.0.9',
        msg_types: ['ACK'],
        uids: ['C1'],
      }),
    ).toMatchObject({ 'source.ip': '10.0.0.9', 'source.port': 68, 'destination.port': 67 })
    expect(
      one({ ts: 1, fuid: 'F1', tx_hosts: ['192.0.2.1'], rx_hosts: ['10.0.0.9'], source: 'HTTP' }),
    ).toMatchObject({
      'server.ip': '192.0.2.1',
      'client.ip': '10.0.0.9',
      'event.category': ['file'],
    })
    expect(one({ ts: 1, id: 'F1', 'certificate.version': 3 })).toMatchObject({ 'event.type': ['info'] })
  })
})
