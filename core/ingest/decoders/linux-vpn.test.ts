import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import { detectFormat } from '../detect-format.ts'
import { decoders } from './index.ts'
import { linuxVpn } from './linux-vpn.ts'

function readAll(...lines: string[]): Event[] {
  const texts = lines.map((line) => `Jan  2 03:04:05 gate ${line}`)
  expect(detectFormat(texts, decoders)?.decoder.name).toBe('linux-vpn')
  return texts.map(linuxVpn.open({ zoneOffset: 0, year: 2026 })).map((event) => {
    if (event === undefined || event instanceof Reject) throw new Error(JSON.stringify(event))
    return event
  })
}

const peer = { 'user.name': 'alice', 'source.ip': '192.0.2.7' }

describe('pppd', () => {
  it('tells a session from the check to the counters', () => {
    const events = readAll(
      'pppd[7]: CHAP peer authentication succeeded for alice',
      'pppd[7]: peer from calling number 192.0.2.7 authorized',
      'pppd[7]: remote IP address 10.8.0.5',
      'pppd[7]: Connect time 5.5 minutes.',
      'pppd[7]: Sent 1000 bytes, received 2000 bytes.',
      'pppd[7]: Connection terminated.',
    )
    expect(events.map((event) => event['vpn.step'])).toEqual([
      'attempt',
      undefined,
      'start',
      undefined,
      'end',
      undefined,
    ])
    expect(events[2]).toMatchObject({ ...peer, 'vpn.assigned_ip': '10.8.0.5', 'event.outcome': 'success' })
    expect(events[4]).toMatchObject({
      ...peer,
      'vpn.duration': 330,
      'vpn.bytes_out': 1000,
      'vpn.bytes_in': 2000,
    })
  })

  it('tells who failed, in the words of each check', () => {
    const events = readAll(
      'pppd[7]: Peer alice failed CHAP authentication',
      'pppd[8]: PAP peer authentication failed for bob',
    )
    expect(events).toMatchObject([
      { 'user.name': 'alice', 'vpn.step': 'attempt', 'event.outcome': 'failure', 'vpn.auth_method': 'CHAP' },
      { 'user.name': 'bob', 'vpn.step': 'attempt', 'event.outcome': 'failure', 'vpn.auth_method': 'PAP' },
    ])
  })

  it('tells a refusal', () => {
    expect(readAll('pppd[8]: PAP peer authentication failed for bob')[0]).toMatchObject({
      'vpn.step': 'attempt',
      'event.outcome': 'failure',
      'user.name': 'bob',
    })
  })
})

it('names the peer of a tunnel, which is no person', () => {
  const events = readAll(
    "xl2tpd[9]: control_finish: Connection established to 192.0.2.7, 1701.  Local: 1, Remote: 2 (ref=0/0).  LNS session is 'default'",
    'xl2tpd[9]: control_finish: Connection closed to 192.0.2.7, serial 5 ()',
    'pptpd[9]: CTRL: Client 192.0.2.7 control connection started',
  )
  for (const event of events) {
    expect(event).toMatchObject({ 'source.ip': '192.0.2.7' })
    expect(event).not.toHaveProperty(['vpn.step'])
  }
})

describe('libreswan', () => {
  it('knows a person by XAUTH', () => {
    const events = readAll(
      'pluto[9]: "xauth-psk"[2] 192.0.2.7 #3: responding to Main Mode from unknown peer 192.0.2.7:500',
      'pluto[9]: "xauth-psk"[2] 192.0.2.7 #3: XAUTH: User alice: Authentication Successful',
      'pluto[9]: "xauth-psk"[2] 192.0.2.7 #4: IPsec SA established tunnel mode {ESPinUDP=>0x1 <0x2 xfrm=AES username=alice}',
      'pluto[9]: "xauth-psk"[2] 192.0.2.7: deleting connection instance with peer 192.0.2.7 {isakmp=#0/ipsec=#0}',
    )
    expect(events.map((event) => event['vpn.step'])).toEqual([undefined, 'attempt', 'start', 'end'])
    for (const event of events.slice(1)) expect(event).toMatchObject({ ...peer, 'vpn.group': 'xauth-psk' })
  })

  it('tells refusals of persons and of strangers', () => {
    const [person, stranger] = readAll(
      'pluto[9]: "xauth-psk"[2] 192.0.2.8 #3: XAUTH: User bob: Authentication Failed: Incorrect Username or Password',
      'pluto[9]: packet from 192.0.2.9:500: initial Main Mode message received on 198.51.100.1:500 but no connection has been authorized with policy PSK',
    )
    expect(person).toMatchObject({ 'vpn.step': 'attempt', 'event.outcome': 'failure', 'user.name': 'bob' })
    expect(stranger).toMatchObject({ 'event.outcome': 'failure', 'source.ip': '192.0.2.9' })
    expect(stranger).not.toHaveProperty(['vpn.step'])
  })

  it('takes a tunnel of two sites for no person', () => {
    const [event] = readAll('pluto[9]: "site" #4: IPsec SA established tunnel mode {ESP=>0x1 <0x2}')
    expect(event).not.toHaveProperty(['vpn.step'])
  })
})

it('reads the OpenConnect server', () => {
  const events = readAll(
    'ocserv[9]: main[alice]:192.0.2.7:50000 new user session',
    'ocserv[9]: main[alice]:192.0.2.7:50000 user disconnected (reason: user disconnected, rx: 2000, tx: 1000)',
    "ocserv[9]: worker: 192.0.2.8 failed authentication for 'bob'",
  )
  expect(events).toMatchObject([
    { ...peer, 'vpn.step': 'start', 'source.port': 50_000 },
    { ...peer, 'vpn.step': 'end', 'vpn.bytes_in': 2000, 'vpn.bytes_out': 1000 },
    { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'user.name': 'bob', 'source.ip': '192.0.2.8' },
  ])
})

it('rejects other programs', () => {
  const read = linuxVpn.open({ zoneOffset: 0, year: 2026 })
  expect(read('Jan  2 03:04:05 gate sshd[7]: Accepted password for alice')).toBeInstanceOf(Reject)
  expect(
    linuxVpn.sniff(
      '2026:01:02-03:04:07 utm1 pluto[7701]: id="2203" sys="SecureNet" sub="vpn" event="Connection started"',
    ),
  ).toBe(0)
})
