import { expect, it } from 'vitest'
import { f5BigIp } from './f5.ts'

it('reads RFC 5424, which has the number as its message id', () => {
  const read = f5BigIp.open({ zoneOffset: 0, year: 2026 })
  const line = (number: string, text: string) =>
    `<141>1 2026-01-02T03:04:05.5+01:00 lb1 apmd 7 ${number} [F5@12276 hostname="lb1" errdefs_msgno="${number}"] ${text}`
  const lines = [
    line(
      '01490500:5:',
      '/Common/vpn:Common:49dc8781: New session from client IP 203.0.113.7 (ST=a/CC=US/C=NA) at VIP 198.51.100.1 Listener /Common/vpn_vs (Reputation=Unknown)',
    ),
    line(
      '01490017:6:',
      "01490017:6: /Common/vpn:Common:49dc8781: AD agent: Auth (logon attempt:0): authenticate with 'alice' successful",
    ),
  ]
  for (const one of lines) expect(f5BigIp.sniff(one)).toBeGreaterThan(0.9)
  expect(lines.map((one) => read(one))).toMatchObject([
    { 'event.code': '01490500', 'source.ip': '203.0.113.7' },
    {
      '@timestamp': Date.UTC(2026, 0, 2, 2, 4, 5, 500),
      'event.code': '01490017',
      'source.ip': '203.0.113.7',
      'user.name': 'alice',
      'vpn.step': 'attempt',
    },
  ])
  expect(f5BigIp.sniff('<141>1 2026-01-02T03:04:05Z lb1 app 7 01-49:5 - x')).toBe(0)
})
