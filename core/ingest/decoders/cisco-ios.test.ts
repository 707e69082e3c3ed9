import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import { ciscoIos } from './cisco-ios.ts'

const decode = ciscoIos.open({ zoneOffset: 0, year: 2026 })
const read = (text: string) => decode(`<189>42: rtr1: Jan  2 2026 03:04:05.678: ${text}`)
const time = Date.UTC(2026, 0, 2, 3, 4, 5)

describe('what stands before the tag', () => {
  it.each([
    ['<189>42: rtr1: Jan  2 2026 03:04:05.678: ', time + 678, 'rtr1'],
    ['<189>: rtr1: *Jan  2 2026 03:04:05 UTC: ', time, 'rtr1'],
    ['<189>42: 000123: .Jan  2 03:04:05: ', time, undefined],
    ['Jan  2 04:00:00 192.0.2.1 42: rtr1: Jan  2 03:04:05: ', time, 'rtr1'],
    ['Jan  2 03:04:05 192.0.2.1 ', time, '192.0.2.1'],
    ['<189>42: rtr1: Jan  2 2026 05:04:05 UTC+2: ', time, 'rtr1'],
    ['<189>42: rtr1: Jan  2 2026 03:04:05 XYZ: ', time, 'rtr1'],
    ['<189>42: rtr1: Jan  1 2026 22:04:05 EST: ', time, 'rtr1'],
    ['<189>: 2026 Jan  2 03:04:05 UTC: ', time, undefined],
    ['RP/0/RSP0/CPU0:Jan  2 03:04:05 UTC: sshd[7]: ', time, 'RP/0/RSP0/CPU0'],
  ])('%s', (header, at, host) => {
    const event = decode(`${header}%SYS-5-RESTART: System restarted`)
    expect(event).toMatchObject({ '@timestamp': at, 'event.code': 'RESTART' })
    if (host === undefined) expect(event).not.toHaveProperty(['observer.hostname'])
    else expect(event).toHaveProperty(['observer.hostname'], host)
  })

  it('rejects a line without time, and what is not of IOS', () => {
    expect(decode('<189>42: 1w2d: %SYS-5-RESTART: x')).toBeInstanceOf(Reject)
    expect(decode('Jan  2 03:04:05 gate %ASA-6-302013: x')).toBeInstanceOf(Reject)
    expect(decode('Jan  2 03:04:05 gate sshd[1]: 100% sure')).toBeInstanceOf(Reject)
    expect(decode('')).toBeUndefined()
  })
})

describe('access lists', () => {
  it.each([
    [
      '%SEC-6-IPACCESSLOGP: list edge permitted udp 192.0.2.7(5000) (Gi0/0 0011.2233.4455) -> 10.0.0.3(53), 3 packets',
      {
        'event.action': 'allow',
        'event.type': ['info', 'allowed'],
        'network.transport': 'udp',
        'source.ip': '192.0.2.7',
        'source.port': 5000,
        'source.packets': 3,
        'destination.port': 53,
        'rule.name': 'edge',
      },
    ],
    [
      '%IPV6_ACL-6-ACCESSLOGDP: list v6/10 denied icmpv6 2001:db8::1 -> 2001:db8::2 (128/0), 1 packet',
      { 'event.action': 'deny', 'network.transport': 'ipv6-icmp', 'destination.ip': '2001:db8::2' },
    ],
    [
      '%SEC-6-IPACCESSLOGRP: list 150 denied pim 192.0.2.7 -> 224.0.0.13, 1 packet',
      { 'network.transport': 'pim', 'destination.ip': '224.0.0.13' },
    ],
    [
      '%SEC-6-IPACCESSLOGNP: list 150 denied 47 192.0.2.7 -> 10.0.0.3, 1 packet',
      { 'network.iana_number': '47', 'network.transport': 'gre' },
    ],
  ])('%s', (text, expected) => expect(read(text)).toMatchObject(expected))
})

describe('persons', () => {
  it.each([
    [
      '%SEC_LOGIN-5-LOGIN_SUCCESS: Login Success [user: admin] [Source: 192.0.2.7] [localport: 22] at 03:04:05 UTC Fri Jan 2 2026',
      { 'vpn.step': 'start', 'event.outcome': 'success', 'source.ip': '192.0.2.7', 'destination.port': 22 },
    ],
    [
      '%SEC_LOGIN-4-LOGIN_FAILED: Login failed [user: admin] [Source: 192.0.2.7] [localport: 22] [Reason: Bad password] at x',
      { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'event.reason': 'Bad password' },
    ],
    [
      "%SSH-5-SSH2_USERAUTH: User 'admin' authentication for SSH2 Session from 192.0.2.7 (tty = 0) using crypto cipher 'aes256-cbc', hmac 'hmac-sha1' Succeeded",
      { 'vpn.step': 'attempt', 'event.outcome': 'success', 'user.name': 'admin' },
    ],
    [
      '%SSLVPN-5-LOGIN_AUTH_REJECTED: vw_ctx: CTX vw_gw: gw remote_ip: 192.0.2.7 user_name: alice, Failed to authenticate user credentials',
      { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'vpn.group': 'CTX', 'user.name': 'alice' },
    ],
    [
      '%CRYPTO-6-EZVPN_CONNECTION_UP: (Server) Mode=CLIENT Client_type=CISCO_PIX User=alice Group=hw Client_public_addr=192.0.2.7 Server_public_addr=198.51.100.1 Assigned_client_addr=10.8.0.5',
      { 'vpn.step': 'start', 'vpn.assigned_ip': '10.8.0.5', 'source.ip': '192.0.2.7', 'vpn.gateway': 'rtr1' },
    ],
    [
      '%CRYPTO-6-EZVPN_CONNECTION_DOWN: (Server) Mode=CLIENT Client_type=CISCO_PIX User=alice Group=hw Client_public_addr=192.0.2.7 Server_public_addr=198.51.100.1',
      { 'vpn.step': 'end', 'user.name': 'alice' },
    ],
    [
      '%CRYPTO-5-IKEV2_SESSION_STATUS: Crypto tunnel v2 is DOWN. Peer 192.0.2.7:4500 f_vrf: internet i_vrf: vpn Id: alice@corp.example',
      { 'vpn.step': 'end', 'user.name': 'alice', 'source.port': 4500 },
    ],
  ])('%s', (text, expected) => {
    expect(read(text)).toMatchObject(expected)
    expect(read(text)).toHaveProperty(['user.name'])
  })

  it('are not behind a tunnel of two sites, nor at the console', () => {
    const tunnel = read(
      '%CRYPTO-5-SESSION_STATUS: Crypto tunnel is UP  . Peer 192.0.2.7:500       Id: 192.0.2.7',
    )
    expect(tunnel).not.toHaveProperty(['vpn.step'])
    const telnet = read(
      '%SEC_LOGIN-5-LOGIN_SUCCESS: Login Success [user: a] [Source: 192.0.2.7] [localport: 23] at x',
    )
    expect(telnet).toMatchObject({ 'event.outcome': 'success', 'user.name': 'a' })
    expect(telnet).not.toHaveProperty(['vpn.step'])
  })
})

it.each([
  [
    '%SEC_LOGIN-4-LOGIN_FAILED: Login failed [user: bob] [Source: 192.0.2.8] [localport: 23] [Reason: Bad password] at x',
    { 'event.category': ['authentication', 'network'], 'event.action': 'login', 'event.outcome': 'failure' },
  ],
  [
    '%SYS-5-CONFIG_I: Configured from console by alice on vty0 (192.0.2.7)',
    { 'event.category': ['configuration', 'network'], 'user.name': 'alice', 'source.ip': '192.0.2.7' },
  ],
  ['%SYS-5-CONFIG_I: Configured from 192.0.2.7 by snmp', { 'source.ip': '192.0.2.7' }],
  [
    '%PARSER-5-CFGLOG_LOGGEDCMD: User:alice  logged command:no logging host 198.51.100.5',
    { 'event.action': 'command', 'user.name': 'alice', 'event.reason': 'no logging host 198.51.100.5' },
  ],
  [
    "%SSH-5-SSH2_SESSION: SSH2 Session request from 192.0.2.7 (tty = 0) using crypto cipher 'aes', hmac 'x' Succeeded",
    { 'source.ip': '192.0.2.7', 'event.outcome': 'success' },
  ],
  [
    '%SEC_LOGIN-1-QUIET_MODE_ON: Still timeleft for watching failures is 8 secs, [user: bob] [Source: 192.0.2.8] [localport: 22] [Reason: Bad password] [ACL: a] at x',
    { 'event.outcome': 'failure', 'source.ip': '192.0.2.8', 'user.name': 'bob' },
  ],
])('reads %s', (text, expected) => expect(read(text)).toMatchObject(expected))

it('takes the console for nobody', () => {
  expect(read('%SYS-5-CONFIG_I: Configured from console by console')).not.toHaveProperty(['user.name'])
})

it('reads through the platform of IOS XE, and past the unit that speaks', () => {
  expect(
    read(
      '%IOSXE-5-PLATFORM: R0/0: sshd: %SEC-6-IPACCESSLOGP: Fwd0: acl: list 1 denied tcp 192.0.2.7(1) -> 10.0.0.3(2), 1 packet',
    ),
  ).toMatchObject({ 'event.code': 'IPACCESSLOGP', 'source.port': 1, 'destination.ip': '10.0.0.3' })
})
