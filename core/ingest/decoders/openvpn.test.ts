import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import { openvpn } from './openvpn.ts'

const open = () => openvpn.open({ zoneOffset: 0, year: 2026 })
const time = Date.UTC(2026, 0, 2, 3, 4, 5)

describe('a session', () => {
  const lines = [
    ['192.0.2.7:41445 peer info: IV_VER=2.6.8', undefined],
    ['192.0.2.7:41445 peer info: IV_PLAT=win', undefined],
    [
      "192.0.2.7:41445 TLS: Username/Password authentication succeeded for username 'alice' [CN SET]",
      { 'vpn.step': 'attempt', 'event.outcome': 'success', 'user.name': 'alice' },
    ],
    [
      '192.0.2.7:41445 [alice] Peer Connection Initiated with [AF_INET]192.0.2.7:41445',
      {
        'vpn.step': 'start',
        'user.name': 'alice',
        'source.ip': '192.0.2.7',
        'vpn.client.version': '2.6.8',
        'vpn.client.os': 'win',
      },
    ],
    [
      'alice/192.0.2.7:41445 MULTI_sva: pool returned IPv4=10.8.0.6, IPv6=(Not enabled)',
      { 'vpn.step': 'assign', 'vpn.assigned_ip': '10.8.0.6' },
    ],
    [
      'alice/192.0.2.7:41445 MULTI: Learn: 10.8.0.6 -> alice/192.0.2.7:41445',
      { 'vpn.step': 'assign', 'vpn.assigned_ip': '10.8.0.6' },
    ],
    [
      'alice/192.0.2.7:41445 MULTI: primary virtual IP for alice/192.0.2.7:41445: 10.8.0.6',
      { 'vpn.step': 'assign', 'user.name': 'alice' },
    ],
    [
      'alice/192.0.2.7:41445 SIGUSR1[soft,ping-restart] received, client-instance restarting',
      { 'vpn.step': 'end', 'vpn.disconnect_reason': 'ping-restart', 'user.name': 'alice' },
    ],
  ] as const

  it.each([
    ['syslog', 'Jan  2 03:04:05 gate openvpn[77]: '],
    ['its own file', '2026-01-02 03:04:05 '],
    ['its own older file', 'Fri Jan  2 03:04:05 2026 '],
    ['RFC 5424 of OPNsense', '<29>1 2026-01-02T03:04:05Z gate openvpn_server40 7 - - '],
    ['its own file at verb 5', 'RwWRFri Jan  2 03:04:05 2026 us=123456 '],
    ['its own file at verb 5, on a Wednesday', 'rWWed Jan  2 03:04:05 2026 us=123456 '],
    ['Access Server', "2026-01-02 04:04:05+0100 [-] OVPN 0 OUT: 'Fri Jan  2 03:04:05 2026 "],
    ['a newer Access Server', "2026-01-02T04:04:05+0100 [stdout#info] [OVPN 4] OUT: '2026-01-02 03:04:05 "],
    ['its own file at verb 4', 'Fri Jan  2 03:04:05 2026 us=123456 '],
  ])('in %s', (_, head) => {
    const decode = open()
    for (const [text, expected] of lines) {
      const event = decode(head + text)
      expect(event).toMatchObject({ '@timestamp': time, 'source.port': 41445, ...expected })
      if (!expected) expect(event).not.toHaveProperty(['vpn.step'])
      expect(openvpn.sniff(head + text)).toBeGreaterThan(
        expected && text.includes('TLS: Username') ? -1 : 0.8,
      )
    }
  })
})

describe('refusals', () => {
  it('gives the name that a plugin has refused to the refusal with an address that follows', () => {
    const decode = open()
    const at = (second: number, text: string, pid = 7) =>
      decode(`Jan  2 03:04:0${second} gate openvpn[${pid}]: ${text}`)
    const refused = (port: number) =>
      `192.0.2.7:${port} TLS Auth Error: Auth Username/Password verification failed for peer`
    expect(
      at(1, "AUTH-PAM: BACKGROUND: user 'bob' failed to authenticate: Authentication failure"),
    ).toMatchObject({
      'user.name': 'bob',
      'vpn.step': 'attempt',
      'event.action': 'credentials-refused',
      'event.reason': 'Authentication failure',
    })
    at(1, "AUTH-PAM: BACKGROUND: user 'eve' failed to authenticate: Authentication failure", 8)
    at(2, "user 'ann' could not authenticate.")
    expect(at(2, refused(1))).toMatchObject({ 'user.name': 'bob', 'source.ip': '192.0.2.7' })
    expect(at(3, refused(2))).toMatchObject({ 'user.name': 'ann', 'event.action': 'authentication-failed' })
    expect(at(4, refused(3))).not.toHaveProperty(['user.name'])
    expect(decode(`Jan  2 03:09:04 gate openvpn[8]: ${refused(4)}`)).not.toHaveProperty(['user.name'])
  })

  it('names the certificate’s owner, and sees no session end in the exit that follows', () => {
    const decode = open()
    decode('2026-01-02 03:04:05 192.0.2.7:4444 VERIFY OK: depth=0, C=US, CN=alice')
    expect(
      decode(
        '2026-01-02 03:04:05 192.0.2.7:4444 TLS Auth Error: Auth Username/Password verification failed for peer',
      ),
    ).toMatchObject({ 'vpn.step': 'attempt', 'event.outcome': 'failure', 'user.name': 'alice' })
    expect(
      decode("2026-01-02 03:04:05 192.0.2.7:4444 SENT CONTROL [UNDEF]: 'AUTH_FAILED' (status=1)"),
    ).toMatchObject({ 'vpn.step': 'attempt', 'user.name': 'alice' })
    expect(
      decode(
        '2026-01-02 03:04:10 192.0.2.7:4444 SIGTERM[soft,delayed-exit] received, client-instance exiting',
      ),
    ).not.toHaveProperty(['vpn.step'])
  })

  it.each([
    [
      '192.0.2.7:4444 VERIFY ERROR: depth=0, error=certificate has expired: C=US, CN=mallory',
      { 'user.name': 'mallory', 'source.ip': '192.0.2.7' },
    ],
    [
      'Incorrect password supplied for LDAP DN "CN=Harry T. Hacker,OU=x,DC=corp,DC=example"',
      { 'user.name': 'Harry T. Hacker' },
    ],
    ["user 'bob' could not authenticate.", { 'user.name': 'bob' }],
    [
      '[2001:db8::1]:1194 TLS Auth Error: Auth Username/Password verification failed for peer',
      { 'source.ip': '2001:db8::1' },
    ],
  ])('%s', (text, expected) => {
    expect(open()(`Jan  2 03:04:05 gate openvpn[77]: ${text}`)).toMatchObject({
      'vpn.step': 'attempt',
      'event.outcome': 'failure',
      ...expected,
    })
  })

  it('takes an authority for nobody', () => {
    const decode = open()
    const event = decode(
      '2026-01-02 03:04:05 192.0.2.7:4444 VERIFY ERROR: depth=1, error=certificate revoked: C=US, CN=Example CA, serial=5',
    )
    expect(event).toMatchObject({
      'vpn.step': 'attempt',
      'source.ip': '192.0.2.7',
      'event.reason': 'certificate revoked',
    })
    const next = decode('2026-01-02 03:04:05 192.0.2.7:4444 TLS Error: TLS handshake failed')
    expect(next).toMatchObject({ 'event.outcome': 'failure', 'event.action': 'tls-handshake-failed' })
    for (const one of [event, next]) expect(one).not.toHaveProperty(['user.name'])
  })

  it('reads what Access Server says of a sign-in', () => {
    expect(
      open()(
        "2026-01-02T03:04:05+0000 [stdout#info] AUTH SUCCESS {'status': 0, 'user': 'alice', 'reason': 'local auth succeeded', 'proplist': {}, 'common_name': 'alice'} cli='win'/'3.4'",
      ),
    ).toMatchObject({ 'vpn.step': 'attempt', 'event.outcome': 'success', 'user.name': 'alice' })
    expect(
      open()(
        "2026-01-02T03:04:05+0000 [stdout#info] [WEB] OUT: \"2026-01-02 03:04:05 'Web login authentication failed: {'status': 1, 'user': 'bob', 'reason': 'local auth failed', 'client_ip_addr': '192.0.2.66'}\"",
      ),
    ).toMatchObject({ 'event.outcome': 'failure', 'user.name': 'bob', 'source.ip': '192.0.2.66' })
  })

  it('does not hand a user from one line without address to the next', () => {
    const decode = open()
    decode("Jan  2 03:04:05 gate openvpn[77]: user 'bob' could not authenticate.")
    expect(
      decode("Jan  2 03:04:06 gate openvpn[77]: SENT CONTROL [UNDEF]: 'AUTH_FAILED' (status=1)"),
    ).not.toHaveProperty(['user.name'])
  })
})

it('rejects other programs’ lines', () => {
  expect(open()('Jan  2 03:04:05 gate sshd[1]: Accepted password for alice')).toBeInstanceOf(Reject)
  expect(open()('2026-01-02 03:04:05 [INFO] Peer Connection Initiated with nobody')).toBeInstanceOf(Reject)
  expect(open()('2026-01-02 03:04:05 sshd[1]: Accepted password for alice')).toBeInstanceOf(Reject)
  expect(open()('hello')).toBeInstanceOf(Reject)
  expect(openvpn.sniff('Jan  2 03:04:05 gate sshd[1]: Accepted password for alice')).toBe(0)
})
