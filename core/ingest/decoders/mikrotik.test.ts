import { expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import { mikrotik } from './mikrotik.ts'

const read = (line: string) => mikrotik.open({ zoneOffset: 0, year: 2026 })(line)

it.each([
  [
    'system,error,critical login failure for user admin from 192.0.2.7 via winbox',
    {
      'user.name': 'admin',
      'source.ip': '192.0.2.7',
      'event.outcome': 'failure',
      'event.category': ['authentication'],
    },
  ],
  ['system,info,account user admin logged in from 192.0.2.7 via ssh', { 'event.outcome': 'success' }],
  ['l2tp,ppp,info <l2tp-alice>: authenticated', { 'vpn.step': 'attempt', 'user.name': 'alice' }],
  [
    'l2tp,ppp,error <12>: user alice authentication failed',
    { 'vpn.step': 'attempt', 'user.name': 'alice', 'event.outcome': 'failure' },
  ],
  [
    'l2tp,ppp,info,account alice logged in, 10.8.0.7 from 192.0.2.7',
    { 'vpn.step': 'start', 'user.name': 'alice', 'vpn.assigned_ip': '10.8.0.7', 'source.ip': '192.0.2.7' },
  ],
  [
    'l2tp,ppp,info,account alice logged out, 3600 1000 2000 10 20 from 192.0.2.7',
    { 'vpn.step': 'end', 'vpn.duration': 3600, 'vpn.bytes_in': 1000, 'vpn.bytes_out': 2000 },
  ],
  [
    'firewall,info drop input: in:ether1 out:(unknown 0), src-mac 00:11:22:33:44:55, proto TCP (SYN), 192.0.2.7:4711->198.51.100.1:22, len 60',
    {
      'source.port': 4711,
      'destination.port': 22,
      'network.transport': 'tcp',
      'network.bytes': 60,
      'event.outcome': 'failure',
    },
  ],
])('%s', (text, expected) => {
  for (const head of ['Jan  2 03:04:05 router ', '2026-01-02T03:04:05+00:00 10.0.0.1 '])
    expect(read(head + text)).toMatchObject({ '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5), ...expected })
})

it.each([
  [
    'login failure for user admin from 192.0.2.7 via winbox',
    {
      'log.logger': 'system,info,account',
      'user.name': 'admin',
      'source.ip': '192.0.2.7',
      'event.outcome': 'failure',
    },
  ],
  ['user admin logged in from 192.0.2.7 via ssh', { 'event.outcome': 'success' }],
  ['<l2tp-alice>: authenticated', { 'vpn.step': 'attempt', 'user.name': 'alice', 'vpn.tunnel_type': 'l2tp' }],
  [
    'alice logged in, 10.8.0.7 from 192.0.2.7',
    { 'vpn.step': 'start', 'user.name': 'alice', 'vpn.assigned_ip': '10.8.0.7' },
  ],
  ['alice logged out, 3600 1000 2000 10 20 from 192.0.2.7', { 'vpn.step': 'end', 'vpn.duration': 3600 }],
  [
    'input: in:ether1 out:(unknown 0), src-mac 00:11:22:33:44:55, proto TCP (SYN), 192.0.2.7:4711->198.51.100.1:22, len 60',
    { 'source.port': 4711, 'destination.port': 22, 'network.bytes': 60 },
  ],
])('without topics: %s', (text, expected) => {
  for (const head of ['<30>Jan  2 03:04:05 router ', 'jan/02/2026 03:04:05 router ']) {
    expect(mikrotik.sniff(head + text)).toBeGreaterThan(0.8)
    expect(read(head + text)).toMatchObject({ '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5), ...expected })
  }
})

it.each([
  'Jan  2 03:04:05 gate app[7]: user alice logged in from 192.0.2.7',
  'Jan  2 03:04:05 gate app[7]: user alice logged in from 192.0.2.7 via web',
  'Jan  2 03:04:05 gate app[7]: alice logged in, 10.8.0.7 from 192.0.2.7',
  'Jan  2 03:04:05 gate app: alice logged in, 10.8.0.7 from 192.0.2.7',
  'Jan  2 03:04:05 gate app[7]: alice logged in, welcome',
  'user alice logged in from 192.0.2.7 via ssh',
])('is not sure of %s', (line) => {
  expect(mikrotik.sniff(line)).toBe(0)
})

it.each([
  'Jan  2 03:04:05 router hello, world',
  'system,info no time',
  'Jan  2 03:04:05 router system,magic x',
])('rejects %s', (line) => {
  expect(read(line)).toBeInstanceOf(Reject)
})
