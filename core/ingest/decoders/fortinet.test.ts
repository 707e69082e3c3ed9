import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import { fortinet } from './fortinet.ts'
import { readPairs } from './fortinet/pairs.ts'

const decode = fortinet.open({ zoneOffset: 0, year: 2026 })
const head =
  'date=2026-01-02 time=03:04:05 devname="FGT1" devid="FG1" tz="-0500" vd="root" level="information"'
const vpn = (fields: string) => decode(`<190>${head} logid="0101039424" type="event" subtype="vpn" ${fields}`)

describe('SSL VPN', () => {
  it('begins a session', () => {
    expect(
      vpn(
        'logdesc="SSL VPN tunnel up" action="tunnel-up" tunneltype="ssl-tunnel" tunnelid=123 remip=192.0.2.7 tunnelip=10.212.134.200 user="alice" group="staff" dst_host="PC1" reason="tunnel established" msg="SSL tunnel established"',
      ),
    ).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 2, 8, 4, 5),
      'vpn.step': 'start',
      'user.name': 'alice',
      'source.ip': '192.0.2.7',
      'vpn.assigned_ip': '10.212.134.200',
      'vpn.group': 'staff',
      'vpn.session_id': '123',
      'vpn.device.name': 'PC1',
      'vpn.gateway': 'FGT1',
      'vpn.tunnel_type': 'ssl-tunnel',
    })
  })

  it('ends it with the person’s bytes as received', () => {
    expect(
      vpn(
        'action="tunnel-down" tunneltype="ssl-tunnel" tunnelid=123 remip=192.0.2.7 user="alice" group="staff" dst_host="N/A" reason="User requested termination of service" duration=3600 sentbyte=900 rcvdbyte=100 msg="SSL tunnel shutdown"',
      ),
    ).toMatchObject({
      'vpn.step': 'end',
      'vpn.bytes_in': 100,
      'vpn.bytes_out': 900,
      'vpn.duration': 3600,
      'vpn.disconnect_reason': 'User requested termination of service',
    })
  })

  it('decides by action, not by id', () => {
    const fields = 'remip=192.0.2.7 user="bob" group="N/A" msg="SSL user failed to logged in"'
    expect(vpn(`action="ssl-login-fail" ${fields} reason="sslvpn_login_unknown_user"`)).toMatchObject({
      'vpn.step': 'attempt',
      'event.outcome': 'failure',
      'user.name': 'bob',
      'source.ip': '192.0.2.7',
    })
    expect(vpn(`action="ssl-login-fail" ${fields}`)).not.toHaveProperty(['destination.ip'])
    expect(vpn('action="ssl-new-con" remip=192.0.2.7 user="N/A"')).not.toHaveProperty(['vpn.step'])
    expect(vpn('action="tunnel-stats" remip=192.0.2.7 user="alice" sentbyte=5 rcvdbyte=6')).toMatchObject({
      'vpn.step': 'update',
      'vpn.bytes_in': 6,
    })
  })

  it('knows a second factor', () => {
    expect(
      vpn('action="two-factor" status="failure" remip=192.0.2.7 user="alice" msg="FortiToken code rejected"'),
    ).toMatchObject({ 'vpn.step': 'challenge', 'vpn.mfa.result': 'failure' })
  })
})

describe('IPsec', () => {
  it.each([
    ['init="remote" role="responder"', '192.0.2.7', '198.51.100.1'],
    ['dir="inbound"', '192.0.2.7', '198.51.100.1'],
    ['reason="peer SA proposal not match local policy"', '192.0.2.7', '198.51.100.1'],
    ['init="local" dir="inbound"', '198.51.100.1', '192.0.2.7'],
  ])('goes from whoever began it: %s', (told, source, destination) => {
    const event = vpn(
      `action="negotiate" status="failure" remip=192.0.2.7 locip=198.51.100.1 remport=500 locport=4500 ${told}`,
    )
    expect(event).toMatchObject({ 'source.ip': source, 'destination.ip': destination })
  })

  it('is a session only for a person', () => {
    const fields =
      'action="tunnel-up" remip=192.0.2.7 locip=198.51.100.1 remport=4500 locport=4500 vpntunnel="dial"'
    expect(vpn(`${fields} user="N/A" xauthuser="alice" assignip=10.9.0.4`)).toMatchObject({
      'vpn.step': 'start',
      'user.name': 'alice',
      'source.ip': '192.0.2.7',
      'server.ip': '198.51.100.1',
      'vpn.assigned_ip': '10.9.0.4',
      'vpn.group': 'dial',
    })
    expect(vpn(`${fields} user="N/A" xauthuser="N/A"`)).toMatchObject({
      'source.ip': '198.51.100.1',
      'destination.ip': '192.0.2.7',
    })
    expect(vpn(`${fields} user="N/A" xauthuser="N/A"`)).not.toHaveProperty(['vpn.step'])
  })
})

it('reads traffic', () => {
  expect(
    decode(
      `${head} logid="0000000013" type="traffic" subtype="forward" srcip=10.212.134.200 srcport=5000 dstip=10.0.0.3 dstport=445 sessionid=77 proto=6 action="close" policyid=3 policyname="vpn-in" service="SMB" user="CORP\\\\alice" duration=12 sentbyte=10 rcvdbyte=20 sentpkt=1 rcvdpkt=2`,
    ),
  ).toMatchObject({
    'event.type': ['connection', 'end', 'allowed'],
    'network.flow_id': '77',
    'network.bytes': 30,
    'network.protocol': 'smb',
    'network.transport': 'tcp',
    'rule.name': 'vpn-in',
    'user.name': 'alice',
    'destination.packets': 2,
  })
})

describe('readPairs', () => {
  it('keeps blanks, commas and escaped quotes inside quotes', () => {
    expect(
      Object.fromEntries(readPairs('a="x, y" b=1 c="say \\"hi\\" now" d="CORP\\" e="N/A" f=last')),
    ).toEqual({ a: 'x, y', b: '1', c: 'say \\"hi\\" now', d: 'CORP\\', f: 'last' })
  })
  it('reads the comma-separated form', () => {
    expect(Object.fromEntries(readPairs('date=2026-01-02,time=03:04:05,logid="1",msg="a,b=c"'))).toEqual({
      date: '2026-01-02',
      time: '03:04:05',
      logid: '1',
      msg: 'a,b=c',
    })
  })
})

it('rejects other lines', () => {
  expect(decode('hello=world')).toBeInstanceOf(Reject)
  expect(decode('type=event logid=1')).toBeInstanceOf(Reject)
  expect(fortinet.sniff('time=1 src=10.0.0.1 dst=10.0.0.2 proto=6')).toBe(0)
})

it.each([
  ['1767362645', 'seconds'],
  ['1767362645000', 'milliseconds'],
  ['1767362645000123', 'microseconds'],
  ['1767362645000123456', 'nanoseconds'],
])('gives a clock without a zone the moment that eventtime tells (%s, %s)', (eventtime) => {
  const line = `date=2026-01-02 time=19:34:05 eventtime=${eventtime} logid="1" type="event"`
  expect(decode(line)).toMatchObject({ '@timestamp': Date.UTC(2026, 0, 2, 14, 4, 5) })
  // What is another moment in any zone is another thing.
  expect(decode(line.replace('2026-01-02', '2026-01-09'))).toMatchObject({
    '@timestamp': Date.UTC(2026, 0, 9, 19, 34, 5),
  })
})
