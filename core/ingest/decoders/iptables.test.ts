import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import { iptables } from './iptables.ts'

const read = (line: string) => iptables.open({ zoneOffset: 0, year: 2026 })(line)
const packet =
  'SRC=192.0.2.7 DST=198.51.100.1 LEN=44 TOS=0x00 PREC=0x00 TTL=43 ID=2 PROTO=TCP SPT=52220 DPT=22 WINDOW=1024 RES=0x00 SYN URGP=0'

describe('a packet', () => {
  it('has both ends, the transport and its length', () => {
    const line = `Jan  2 03:04:05 gate kernel: [12.5] IN=eth0 OUT=eth1 MAC=de:1c:88:64:10:19:5e:e1:a4:3b:cf:f0:08:00 ${packet}`
    expect(read(line)).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5),
      'event.category': ['network'],
      'event.type': ['connection'],
      'source.ip': '192.0.2.7',
      'source.port': 52220,
      'source.mac': '5E-E1-A4-3B-CF-F0',
      'destination.ip': '198.51.100.1',
      'destination.port': 22,
      'destination.mac': 'DE-1C-88-64-10-19',
      'network.transport': 'tcp',
      'network.iana_number': '6',
      'network.bytes': 44,
      'network.type': 'ipv4',
      'observer.name': 'gate',
      'observer.ingress.interface.name': 'eth0',
      'observer.egress.interface.name': 'eth1',
    })
  })

  it('is not mixed up with the one that an ICMP error quotes', () => {
    const event = read(
      'Jan  2 03:04:05 gate kernel: IN=eth0 OUT= SRC=192.0.2.7 DST=198.51.100.1 LEN=56 PROTO=ICMP TYPE=3 CODE=3 [SRC=10.0.0.1 DST=10.0.0.2 PROTO=UDP SPT=53 DPT=99 ]',
    )
    expect(event).toMatchObject({ 'source.ip': '192.0.2.7', 'network.transport': 'icmp' })
    expect(event).not.toHaveProperty(['source.port'])
  })

  it('may be of IPv6', () => {
    expect(
      read(
        '2026-01-02T03:04:05+01:00 gate kernel: IN=eth0 OUT= SRC=2001:db8::7 DST=2001:db8::1 LEN=72 TC=0 HOPLIMIT=1 FLOWLBL=0 PROTO=ICMPv6 TYPE=131 CODE=0',
      ),
    ).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 2, 2, 4, 5),
      'network.type': 'ipv6',
      'network.transport': 'ipv6-icmp',
    })
  })
})

describe('the verdict', () => {
  it.each([
    ['gate kernel: [12.5] [UFW BLOCK] ', 'block', 'failure', ['connection']],
    ['gate kernel: [UFW ALLOW] ', 'allow', 'success', ['connection']],
    ['gate kernel: [UFW AUDIT] ', 'audit', undefined, ['connection']],
    ['gate kernel: [12.5] FW INPUT_DROP: ', 'input_drop', 'failure', ['connection']],
    ['gate kernel: iptables ACCEPT ', 'accept', 'success', ['allowed', 'connection']],
    ['gate DROP: ', 'drop', 'failure', ['denied', 'connection']],
    ['gate kernel: [WAN_IN-3001-D]', 'drop', 'failure', ['denied', 'connection']],
    ['edge [LAN_LOCAL-A-2147483647] DESCR="Block nothing" ', 'accept', 'success', ['allowed', 'connection']],
    ['edge kernel: [WAN-LAN-default-R]', 'reject', 'failure', ['connection']],
    ['gate kernel: ', undefined, undefined, ['connection']],
  ])('%s', (prefix, action, outcome, type) => {
    const event = read(`Jan  2 03:04:05 ${prefix}IN=eth0 OUT= ${packet}`)
    expect(event).toMatchObject({ 'event.type': type })
    expect(
      [event].map((record) =>
        record instanceof Reject ? [] : [record?.['event.action'], record?.['event.outcome']],
      ),
    ).toEqual([[action, outcome]])
  })

  it('names the rule of a label, and its zones', () => {
    expect(read(`Jan  2 03:04:05 edge kernel: [WAN-LAN-3001-D]IN=eth0 OUT= ${packet}`)).toMatchObject({
      'rule.name': 'WAN-LAN',
      'rule.id': '3001',
      'observer.ingress.zone': 'WAN',
      'observer.egress.zone': 'LAN',
    })
  })
})

it.each([
  ['Jan  2 03:04:05 gate kernel: usb 1-1: new device', /no packet/],
  [`kernel: IN=eth0 OUT= ${packet}`, /no time/],
  ['Jan  2 03:04:05 gate kernel: IN=eth0 OUT= PROTO=TCP', /neither addresses nor ports/],
])('rejects %s', (line, reason) => {
  const record = read(line)
  expect(record).toBeInstanceOf(Reject)
  expect(record).toMatchObject({ reason: expect.stringMatching(reason) as unknown })
})
