import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import { ciscoAsa } from './cisco-asa.ts'
import { ciscoFtd } from './cisco-ftd.ts'

const context = { zoneOffset: 0, year: 2026 }
const decode = ciscoFtd.open(context)
const read = (text: string) => decode(`2026-01-02T03:04:05Z gate1 : ${text}`)

describe('what Firepower shares with the ASA', () => {
  it('calls a refusal a failure', () => {
    expect(
      read(
        '%FTD-4-106023: Deny tcp src outside:192.0.2.7/41000 dst inside:10.0.0.3/22 by access-group "edge" [0x0, 0x0]',
      ),
    ).toMatchObject({
      'observer.product': 'ftd',
      'event.outcome': 'failure',
      'event.type': ['info', 'denied'],
      'rule.name': 'edge',
    })
  })

  it('has the ends of a connection in the order of the line, and says who began it', () => {
    const line =
      '%FTD-6-302013: Built outbound TCP connection 42 for outside:198.51.100.7/443 (198.51.100.7/443) to inside:10.8.0.5/50123 (203.0.113.1/50123)'
    expect(read(line)).toMatchObject({
      'source.ip': '198.51.100.7',
      'destination.ip': '10.8.0.5',
      'destination.nat.ip': '203.0.113.1',
      'client.ip': '10.8.0.5',
      'client.port': 50123,
      'server.ip': '198.51.100.7',
      'observer.ingress.interface.name': 'outside',
    })
    expect(read(line.replace('outbound', 'inbound'))).toHaveProperty(['event.start'])
  })

  it('keeps the steps of a VPN session', () => {
    expect(
      read('%FTD-6-113039: Group <Staff> User <alice> IP <192.0.2.7> AnyConnect parent session started.'),
    ).toMatchObject({ 'vpn.step': 'start', 'user.name': 'alice', 'event.action': 'client-vpn-connected' })
    expect(read('%FTD-6-113008: AAA transaction status ACCEPT : user = alice')).toMatchObject({
      'event.action': 'logged-in',
    })
  })

  it('reads the tag of the ASA as its own when it is chosen, and the ASA’s decoder tells them by the tag', () => {
    const line = 'Jan 02 2026 03:04:05 gate1 : %ASA-7-609001: Built local-host inside:10.0.0.1'
    expect(decode(line)).toMatchObject({ 'observer.product': 'ftd' })
    const asa = ciscoAsa.open(context)
    expect(asa(line)).toMatchObject({ 'observer.product': 'asa' })
    expect(asa(line.replace('%ASA', '%FTD'))).toMatchObject({ 'observer.product': 'ftd' })
  })
})

describe('security events', () => {
  it('reads a finished connection', () => {
    expect(
      read(
        '%FTD-1-430003: AccessControlRuleAction: Block, SrcIP: 10.8.0.5, DstIP: 198.51.100.7, SrcPort: 50000, DstPort: 443, Protocol: tcp, ApplicationProtocol: HTTPS, User: CORP\\alice, InitiatorBytes: 10, ResponderBytes: 20, InitiatorPackets: 1, ResponderPackets: 2, ACPolicy: main, AccessControlRuleName: out, ReferencedHost: example.com, originalClientSrcIP: 192.0.2.9',
      ),
    ).toMatchObject({
      'event.action': 'connection-finished',
      'event.type': ['connection', 'end', 'denied'],
      'event.outcome': 'success',
      'user.name': 'alice',
      'network.bytes': 30,
      'network.protocol': 'https',
      'rule.name': 'out',
      'url.domain': 'example.com',
      'client.ip': '192.0.2.9',
    })
  })

  it.each([
    [
      '430001',
      'SID: 1, InlineResult: Dropped',
      { 'event.kind': 'alert', 'event.type': ['info', 'denied'], 'event.outcome': 'failure' },
    ],
    ['430002', 'AccessControlRuleAction: Allow', { 'event.action': 'connection-started' }],
    ['430004', 'FileName: a.exe, URI: /a.exe', { 'event.action': 'file-detected', 'url.path': '/a.exe' }],
    [
      '430005',
      'ThreatName: Win.Bad',
      { 'event.action': 'malware-detected', 'event.category': ['malware', 'file'] },
    ],
  ])('knows %s also without a tag', (code, keys, expected) => {
    const pairs = `SrcIP: 10.8.0.5, DstIP: 198.51.100.7, Protocol: tcp, ${keys}`
    expect(read(`%FTD-1-${code}: ${pairs}`)).toMatchObject({ 'event.code': code, ...expected })
    expect(decode(`Jan  2 03:04:05 gate1 SFIMS: ${pairs}`)).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5),
      'event.code': code,
      'source.ip': '10.8.0.5',
      ...expected,
    })
  })

  it('rejects what is neither', () => {
    expect(decode('Jan  2 03:04:05 gate1 sshd[1]: hello')).toBeInstanceOf(Reject)
    expect(decode('%FTD-1-430003: SrcIP: 10.8.0.5')).toBeInstanceOf(Reject)
    expect(decode(' ')).toBeUndefined()
  })
})
