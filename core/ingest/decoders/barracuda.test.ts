import { expect, test } from 'vitest'
import { detectFormat } from '../detect-format.ts'
import { barracuda } from './barracuda.ts'
import { decoders } from './index.ts'

const head = (log: string, severity: string): string => `<14>Mar  3 09:15:01 fw1 ${log}: ${severity} fw1 `
const lines = [
  `${head('box_Auth_access', 'Security')}LOGIN ATTEMPT: Login from 203.0.113.8: Denied: Firewall Rule MGMT`,
  `${head('fw1/box_Auth_access', 'Info    ')}LOGIN ATTEMPT: boxconfig[507]: Login root from 192.0.2.8 : Allowed.`,
  `${head('srv_S1_VPN', 'Security')}Session PHS: authentication failed: Login 'carol': Authentication failed (198.51.100.21:50123)`,
  `${head('srv_S1_VPN', 'Info    ')}Session PHS: authentication succeeded: Login 'carol' user=carol(198.51.100.21:50124)`,
  `${head('srv_S1_VPN', 'Notice  ')}Session PGRP-AUTH-carol: Accounting LOGIN - user=carol IP=198.51.100.21 start="2024/03/03 09:15:04"`,
  `${head('srv_S1_VPN', 'Notice  ')}Session PGRP-AUTH-carol: Accounting LOGOUT - user=carol IP=198.51.100.21 start="2024/03/03 09:15:04" duration=1200 inBytes=1234 outBytes=5678`,
  `${head('box_Firewall_Activity', 'Security')}LocalBlock: LIN|UDP|eth0|192.0.2.7|5060|00:00:5e:00:53:01|192.0.2.9|811|||<no-match>|4003|||0|24|0|0|0|0||||||`,
  `${head('box_Control_watchdog', 'Info    ')}current load is 1 0 0`,
]
const carol = { 'user.name': 'carol', 'source.ip': '198.51.100.21' }
const expected = [
  {
    'event.action': 'admin-login',
    'event.outcome': 'failure',
    'source.ip': '203.0.113.8',
    'event.reason': 'Firewall Rule MGMT',
  },
  {
    'event.action': 'admin-login',
    'event.outcome': 'success',
    'source.ip': '192.0.2.8',
    'user.name': 'root',
  },
  { ...carol, 'vpn.step': 'attempt', 'event.outcome': 'failure', 'source.port': 50123 },
  { ...carol, 'vpn.step': 'attempt', 'event.outcome': 'success' },
  { ...carol, 'vpn.step': 'start', 'vpn.session_id': 'PGRP-AUTH-carol' },
  { ...carol, 'vpn.step': 'end', 'vpn.duration': 1200, 'vpn.bytes_in': 1234, 'vpn.bytes_out': 5678 },
  {
    'event.type': ['connection', 'denied'],
    'source.ip': '192.0.2.7',
    'source.port': 5060,
    'destination.port': 811,
    'rule.name': '<no-match>',
  },
  { 'event.type': ['info'], message: 'current load is 1 0 0' },
]

test('the services of the box by syslog', () => {
  expect(detectFormat(lines, decoders)?.decoder.name).toBe('barracuda')
  const read = barracuda.open({ zoneOffset: 0, year: 2024 })
  const at = { '@timestamp': Date.UTC(2024, 2, 3, 9, 15, 1), 'observer.name': 'fw1' }
  expect(lines.map(read)).toMatchObject(expected.map((one) => ({ ...at, ...one })))
})

test('the same in their files, in the zone that these tell', () => {
  const own = lines.map((line) => line.replace(/^.*?: (\w+) +fw1 /, '2024 03 03 10:15:01 $1     +01:00 '))
  expect(detectFormat(own, decoders)?.decoder.name).toBe('barracuda')
  const read = barracuda.open({ zoneOffset: 0, year: 2020 })
  const at = { '@timestamp': Date.UTC(2024, 2, 3, 9, 15, 1) }
  expect(own.map(read)).toMatchObject(expected.map((one) => ({ ...at, ...one })))
})
