import { describe, expect, it } from 'vitest'
import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import { ciscoVpn3000 } from './cisco-vpn3000.ts'
import { freeradiusDetail } from './freeradius-detail.ts'
import { freeradius } from './freeradius.ts'
import { microsoftNps } from './microsoft-nps.ts'

const context = { zoneOffset: 0, year: 2026 }
const time = Date.UTC(2026, 0, 2, 3, 4, 5)

describe('radius.log', () => {
  const decode = freeradius.open(context)

  it.each([
    [
      'Fri Jan  2 03:04:05 2026 : Auth: (5) Login OK: [alice] (from client gate1 port 7 cli 192.0.2.7)',
      {
        '@timestamp': time,
        'event.outcome': 'success',
        'vpn.step': 'attempt',
        'user.name': 'alice',
        'source.ip': '192.0.2.7',
        'vpn.gateway': 'gate1',
      },
    ],
    [
      'Fri Jan  2 03:04:05 2026 : Auth: Login incorrect (mschap: MS-CHAP2-Response is incorrect): [CORP\\alice/<via Auth-Type = mschap>] (from client gate1 port 7 cli 00-11-22-33-44-55)',
      {
        'event.outcome': 'failure',
        'event.reason': 'mschap: MS-CHAP2-Response is incorrect',
        'user.name': 'alice',
        'user.domain': 'CORP',
        'source.mac': '00-11-22-33-44-55',
      },
    ],
    [
      'Jan  2 03:04:05 radius1 radiusd[77]: (12) Login OK: [alice@corp.example] (from client gate1 port 0)',
      { 'user.name': 'alice', 'user.email': 'alice@corp.example', 'observer.hostname': 'radius1' },
    ],
  ])('%s', (line, expected) => expect(decode(line)).toMatchObject(expected))

  it('counts the login inside a tunnel once', () => {
    const inner = decode(
      'Fri Jan  2 03:04:05 2026 : Auth: (5) Login OK: [alice] (from client gate1 port 7 cli 192.0.2.7 via TLS tunnel)',
    )
    expect(inner).toMatchObject({ 'user.name': 'alice' })
    expect(inner).not.toHaveProperty(['vpn.step'])
  })

  it('never shows a password that the log has', () => {
    const event = decode(
      'Fri Jan  2 03:04:05 2026 : Auth: Login incorrect: [alice/secret] (from client gate1 port 7 cli 192.0.2.7)',
    )
    if (event === undefined || event instanceof Reject) throw new Error('not read')
    event.message = ''
    expect(event).toMatchObject({ 'user.name': 'alice' })
    expect(JSON.stringify(event)).not.toContain('secret')
  })

  it('keeps other lines without a step, and rejects other logs', () => {
    expect(decode('Fri Jan  2 03:04:05 2026 : Info: Ready to process requests')).toMatchObject({
      'event.action': 'info',
    })
    expect(decode('Fri Jan  2 03:04:05 2026 : Other: x')).toBeInstanceOf(Reject)
    expect(decode('')).toBeUndefined()
  })
})

describe('detail', () => {
  const record = (...attributes: string[]) => [
    'Fri Jan  2 03:04:05 2026',
    ...attributes.map((text) => `\t${text}`),
  ]
  const read = (lines: readonly string[]) => {
    const decode = freeradiusDetail.open(context)
    return lines.map((line) => decode(line)).filter((event) => event !== undefined)
  }

  it('tells an end with its counters, at the time it happened', () => {
    expect(
      read(
        record(
          'Acct-Status-Type = Stop',
          'User-Name = "alice"',
          'Acct-Input-Octets = 10',
          'Acct-Input-Gigawords = 1',
          'Acct-Output-Octets = 20',
          'Acct-Session-Time = 60',
          'Acct-Delay-Time = 5',
          'Acct-Terminate-Cause = User-Request',
          'Framed-IP-Address = 10.8.0.5',
          'Calling-Station-Id = "192.0.2.7"',
          'Timestamp = 1767323045',
        ),
      ),
    ).toMatchObject([
      {
        '@timestamp': time - 5000,
        'vpn.step': 'end',
        'vpn.bytes_in': 4_294_967_306,
        'vpn.bytes_out': 20,
        'vpn.duration': 60,
        'vpn.assigned_ip': '10.8.0.5',
        'vpn.disconnect_reason': 'User-Request',
        'source.ip': '192.0.2.7',
      },
    ])
  })

  it('tells a record without a timestamp when the next begins', () => {
    const first = record('Acct-Status-Type = Start', 'User-Name = "alice"')
    expect(
      read([
        ...first,
        ...record('Packet-Type = Access-Reject', 'User-Name = "bob"', 'Timestamp = 1767323045'),
      ]),
    ).toMatchObject([
      { '@timestamp': time, 'vpn.step': 'start', 'user.name': 'alice' },
      { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'user.name': 'bob' },
    ])
  })

  it('rejects an attribute outside a record', () => {
    expect(read(['\tUser-Name = "alice"'])[0]).toBeInstanceOf(Reject)
    expect(read(['hello'])[0]).toBeInstanceOf(Reject)
  })
})

describe('NPS', () => {
  const dts = (packet: number, rest: string) =>
    `<Event><Timestamp data_type="4">01/02/2026 03:04:05.000</Timestamp><Computer-Name data_type="1">NPS1</Computer-Name><Class data_type="1">311 1 x</Class>${rest}<Packet-Type data_type="0">${packet}</Packet-Type></Event>`
  const request = dts(
    1,
    '<User-Name data_type="1">CORP\\alice</User-Name><Calling-Station-Id data_type="1">192.0.2.7</Calling-Station-Id><Client-Friendly-Name data_type="1">gate &amp; co</Client-Friendly-Name>',
  )

  it('joins an answer with its request', () => {
    const decode = microsoftNps.open(context)
    expect(decode(request)).not.toHaveProperty(['vpn.step'])
    expect(decode(dts(3, '<Reason-Code data_type="0">16</Reason-Code>'))).toMatchObject({
      '@timestamp': time,
      'event.action': 'access-reject',
      'event.outcome': 'failure',
      'event.reason': 'authentication failed: unknown user or wrong password',
      'user.name': 'alice',
      'user.domain': 'CORP',
      'source.ip': '192.0.2.7',
      'vpn.gateway': 'gate & co',
      'vpn.step': 'attempt',
    })
  })

  it('reads accounting', () => {
    const decode = microsoftNps.open(context)
    expect(
      decode(
        dts(
          4,
          '<Acct-Status-Type data_type="0">2</Acct-Status-Type><User-Name data_type="1">alice</User-Name><Acct-Session-Time data_type="0">60</Acct-Session-Time><Acct-Terminate-Cause data_type="0">1</Acct-Terminate-Cause><Tunnel-Type data_type="0">1</Tunnel-Type><MS-RAS-Client-Name data_type="1">PC1</MS-RAS-Client-Name>',
        ),
      ),
    ).toMatchObject({
      'vpn.step': 'end',
      'vpn.duration': 60,
      'vpn.disconnect_reason': 'User-Request',
      'vpn.tunnel_type': 'PPTP',
      'vpn.device.name': 'PC1',
    })
  })

  it.each([
    [
      '"NPS1","IAS",01/02/2026,03:04:05,2,,"corp.example/Users/alice",,,,,,,,9,"10.0.0.1","gate1",,,,,,2,4,"Allow, if permitted",0,"311 1 x"',
      {
        'user.name': 'alice',
        'vpn.gateway': 'gate1',
        'rule.name': 'Allow, if permitted',
        'vpn.auth_method': 'MS-CHAPv2',
        'event.outcome': 'success',
      },
    ],
    [
      '10.0.0.1,CORP\\alice,01/02/2026,03:04:05,IAS,NPS1,31,192.0.2.7,4108,10.0.0.1,4128,gate1,4142,48,4136,3',
      { 'source.ip': '192.0.2.7', 'vpn.gateway': 'gate1', 'event.reason': 'no network policy matches' },
    ],
  ])('%s', (line, expected) => {
    expect(microsoftNps.open(context)(line)).toMatchObject({
      '@timestamp': time,
      'vpn.step': 'attempt',
      ...expected,
    })
  })

  it('rejects what is none of its formats', () => {
    const decode = microsoftNps.open(context)
    for (const line of [
      'a,b,c',
      '10.0.0.1,a,13/45/2026,03:04:05,IAS,x,1,a',
      '<Event><A>1</A></Event>',
      '"a',
    ]) {
      expect(decode(line), line).toBeInstanceOf(Reject)
    }
    expect(decode('')).toBeUndefined()
  })
})

describe('VPN 3000', () => {
  const read = (text: string): Event | Reject | undefined =>
    ciscoVpn3000.open(context)(`31220 01/02/2026 03:04:05.000 SEV=4 ${text}`)

  it.each([
    [
      'AUTH/5 RPT=1 192.0.2.7 Authentication rejected: Reason = Unspecified handle = 732, server = 10.0.0.9, user = alice, domain = <not specified>',
      { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'source.ip': '192.0.2.7', 'user.name': 'alice' },
    ],
    [
      'AUTH/22 RPT=1 192.0.2.7 User [alice] Group [Staff] connected, Session Type: IPSec',
      { 'vpn.step': 'start', 'vpn.group': 'Staff', 'vpn.tunnel_type': 'IPSec' },
    ],
    [
      'AUTH/28 RPT=1 192.0.2.7 User [alice] Group [Staff] disconnected: Session Type: IPSec Duration: 0:01:02 Bytes xmt: 30 Bytes rcv: 20 Reason: User Requested',
      {
        'vpn.step': 'end',
        'vpn.duration': 62,
        'vpn.bytes_out': 30,
        'vpn.disconnect_reason': 'User Requested',
      },
    ],
    [
      'IKE/25 RPT=1 192.0.2.7 Group [Staff] User [alice] Assigned private IP address 10.8.0.5 to remote user',
      { 'vpn.step': 'assign', 'vpn.assigned_ip': '10.8.0.5' },
    ],
  ])('%s', (text, expected) =>
    expect(read(text)).toMatchObject({ '@timestamp': time, 'user.name': 'alice', ...expected }),
  )

  it('has no person behind a tunnel of two sites', () => {
    expect(
      read('AUTH/22 RPT=1 User [L2L: a] Group [L2L: a] connected, Session Type: IPSec/LAN-to-LAN'),
    ).not.toHaveProperty(['vpn.step'])
  })
})
