import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import { leef } from './leef.ts'

const decode = leef.open({ zoneOffset: 0, year: 2026 })
const time = Date.UTC(2026, 0, 2, 3, 4, 5)

it('reads version 1, separated by tabs', () => {
  expect(
    decode(
      'Jan  2 03:04:05 gate LEEF:1.0|Vendor|Gate|7.1|deny|cat=fw\tsrc=192.0.2.1\tdst=198.51.100.2\tsrcPort=5000\tdstPort=22\tproto=6\taction=Deny\tusrName=CORP\\alice\tsrcBytes=10\tdstBytes=20\tsev=5',
    ),
  ).toMatchObject({
    '@timestamp': time,
    'observer.hostname': 'gate',
    'observer.vendor': 'Vendor',
    'observer.product': 'Gate',
    'event.code': 'deny',
    'event.category': ['network'],
    'event.type': ['connection', 'denied'],
    'source.port': 5000,
    'network.transport': 'tcp',
    'network.bytes': 30,
    'user.name': 'alice',
    'event.severity': 5,
  })
})

it.each([
  ['^', '^'],
  ['x5E', '^'],
  ['0x7C', '|'],
  ['', '\t'],
])('reads version 2 with the delimiter %j', (name, delimiter) => {
  expect(
    decode(
      `LEEF:2.0|V|P|1|id|${name}|${['devTime=2026-01-02 03:04:05', 'src=192.0.2.1', 'dstPort=443'].join(delimiter)}`,
    ),
  ).toMatchObject({ '@timestamp': time, 'source.ip': '192.0.2.1', 'destination.port': 443 })
})

it.each(['#011', '\\t'])('reads tabs that a relay has written as %s', (tab) => {
  expect(
    decode(
      `<134>Jan  2 03:04:05 gate LEEF:1.0|WatchGuard|XTM|12.5|30000148|${['policy=out', 'disp=Deny', 'src=192.0.2.1', 'dst=198.51.100.2', 'dstPort=22', 'proto=tcp', 'src_user=alice', 'sent_bytes=1', 'rcvd_bytes=2'].join(tab)}`,
    ),
  ).toMatchObject({
    'source.ip': '192.0.2.1',
    'destination.ip': '198.51.100.2',
    'event.type': ['connection', 'denied'],
    'user.name': 'alice',
    'network.bytes': 3,
  })
})

it('reads version 2 without a delimiter part', () => {
  expect(decode('LEEF:2.0|V|P|1|id|src=192.0.2.1\tdevTime=2026-01-02 03:04:05')).toMatchObject({
    '@timestamp': time,
    'source.ip': '192.0.2.1',
  })
})

describe('time', () => {
  const at = (attributes: string) => decode(`LEEF:1.0|V|P|1|id|${attributes}`)
  it('is read by the format the record names', () => {
    expect(at('devTime=02.01.2026 03:04:05\tdevTimeFormat=dd.MM.yyyy HH:mm:ss')).toMatchObject({
      '@timestamp': time,
    })
    expect(at(`devTime=${time}\tdevTimeFormat=nonsense`)).toMatchObject({ '@timestamp': time })
  })
  it('is NaN where there is none', () => {
    expect(at('src=192.0.2.1')).toMatchObject({ '@timestamp': NaN })
  })
})

it('tells logins and sessions', () => {
  const event = (id: string, attributes: string) =>
    decode(`LEEF:1.0|Zscaler|ZPA|4.1|${id}|devTime=${time}\tusrName=alice@corp.example\t${attributes}`)
  expect(event('ZPN_STATUS_AUTHENTICATED', 'cat=ZPA User Status')).toMatchObject({
    'vpn.step': 'attempt',
    'event.outcome': 'success',
    'user.email': 'alice@corp.example',
  })
  expect(event('ZPN_STATUS_DISCONNECTED', 'SessionID=s1')).toMatchObject({
    'vpn.step': 'end',
    'vpn.session_id': 's1',
  })
  expect(event('x', 'isLoginEvent=true')).toMatchObject({ 'vpn.step': 'start' })
  expect(event('x', 'isLogoutEvent=true')).toMatchObject({ 'vpn.step': 'end' })
})

it('rejects other lines', () => {
  expect(decode('LEEF:1.0|V|P')).toBeInstanceOf(Reject)
  expect(leef.sniff('CEF:0|V|P|1|2|n|3|')).toBe(0)
  expect(leef.sniff('LEEF:1.0|V|P|1|id|a=b')).toBeGreaterThan(0.9)
})
