import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openEnvelope } from './syslog.ts'

const open = (line: string) => openEnvelope(line, { year: 2026, zoneOffset: 0 })
const time = Date.UTC(2026, 0, 2, 3, 4, 5)

describe('openEnvelope', () => {
  it.each([
    [
      '<13>Jan  2 03:04:05 gate sshd[123]: hello',
      { time, priority: 13, host: 'gate', app: 'sshd', pid: 123, body: 'hello' },
    ],
    [
      'Jan  2 03:04:05 gate openvpn: a b',
      { time, priority: -1, host: 'gate', app: 'openvpn', pid: -1, body: 'a b' },
    ],
    ['Jan  2 03:04:05 openvpn[7]: a b', { host: '', app: 'openvpn', pid: 7, body: 'a b' }],
    [
      'Oct 10 2018 12:34:56 localhost CiscoASA[999]: %ASA-4-106023: x',
      { host: 'localhost', app: 'CiscoASA', pid: 999, body: '%ASA-4-106023: x' },
    ],
    ['Apr 17 2020 14:08:08 SNL-A01 : %ASA-6-302016: x', { host: 'SNL-A01', body: '%ASA-6-302016: x' }],
    [
      '<166>Jan 02 2026 03:04:05: %ASA-4-106023: x',
      { time, priority: 166, host: '', body: '%ASA-4-106023: x' },
    ],
    [
      '<166>:Jan 02 03:04:05 UTC: %ASA-session-6-302013: x',
      { time, priority: 166, body: '%ASA-session-6-302013: x' },
    ],
    ['May  5 17:51:17 dev01: %FTD-6-302013: x', { host: 'dev01', app: '', body: '%FTD-6-302013: x' }],
    ['000123: *Jan  2 03:04:05.000: %SYS-5-CONFIG_I: x', { time, body: '%SYS-5-CONFIG_I: x' }],
    ['2026-01-02T03:04:05+00:00 gate charon[5]: x', { time, host: 'gate', app: 'charon', pid: 5, body: 'x' }],
    ['Jan  2 03:04:05 gate auth.info sshd[7]: x', { time, priority: 38, host: 'gate', app: 'sshd', pid: 7 }],
    [
      'Fri Jan  2 03:04:05 2026 authpriv.warn dropbear[7]: x',
      { time, priority: 84, host: '', app: 'dropbear' },
    ],
    [
      'Jan  2 03:04:05 gate gate.info.example sshd',
      { host: 'gate', app: '', body: 'gate.info.example sshd' },
    ],
    ['Jan  2 03:04:05 UDM-SE UDM-SE[-]:  sshd[7]: a b', { host: 'UDM-SE', app: 'sshd', pid: 7, body: 'a b' }],
    [
      'Jan  2 03:04:05 192.0.2.1 notice tmm2[7]: a b',
      { host: '192.0.2.1', app: 'tmm2', pid: 7, body: 'a b' },
    ],
    ['Jan  2 03:04:05 UDM UDM: sshd[7]: a b', { host: 'UDM', app: 'sshd', pid: 7, body: 'a b' }],
    ['Jan  2 03:04:05 gate gate sudo: a b', { host: 'gate', app: 'sudo', body: 'a b' }],
    ['Jan  2 03:04:05 192.0.2.1 UDM-Pro sshd[7]: a b', { host: 'UDM-Pro', app: 'sshd', pid: 7, body: 'a b' }],
    [
      'Jan  2 03:04:05 U7PG2,788a20aabbcc,v4.3.20: hostapd: a b',
      { host: 'U7PG2,788a20aabbcc,v4.3.20', app: 'hostapd' },
    ],
    [
      'Jan  2 03:04:05 ("U7PG2,788a20aabbcc,v4.3.20") hostapd: a b',
      { host: 'U7PG2,788a20aabbcc,v4.3.20', app: 'hostapd' },
    ],
    [
      'Jan  2 03:04:05 attic 788a20aabbcc,UAP-4.3.20: hostapd[7]: a',
      { host: 'attic', app: 'hostapd', pid: 7 },
    ],
    ['Jan  2 03:04:05 gate sshd[7]: pam[8]: x', { host: 'gate', app: 'sshd', pid: 7, body: 'pam[8]: x' }],
    ['Jan  2 03:04:05\tgate\tsshd[7]:\ta b', { time, host: 'gate', app: 'sshd', pid: 7, body: 'a b' }],
    [
      '<13>1 2023-01-02T03:04:07Z relay - - - - <38>Jan  2 05:04:05 gate sshd[7]: x',
      { time: Date.UTC(2023, 0, 2, 3, 4, 5), host: 'gate', app: 'sshd', priority: 38, body: 'x' },
    ],
    [
      '2023-01-01T00:30:00+01:00 relay Dec 31 18:29:58 gate sshd[7]: x',
      { time: Date.UTC(2022, 11, 31, 23, 29, 58), host: 'gate', app: 'sshd' },
    ],
    [
      '2023-01-02T09:41:00Z relay Jan  2 05:04:05 gate sshd[7]: x',
      { time: Date.UTC(2023, 0, 2, 5, 4, 5), host: 'gate' },
    ],
    [
      '2023-01-02 03:04:09 192.0.2.1 Jan  2 03:04:05 gate sshd[7]: x',
      { time: Date.UTC(2023, 0, 2, 3, 4, 5), host: 'gate' },
    ],
    ['Jan  2 03:09:05 relay Jan  2 03:04:05 gate sshd[7]: x', { time, host: 'gate', app: 'sshd' }],
    [
      '[Wed Jan  2 03:04:05 2019] [UFW BLOCK] IN=eth0',
      { time: Date.UTC(2019, 0, 2, 3, 4, 5), host: '', body: '[UFW BLOCK] IN=eth0' },
    ],
    [
      'Fri Jan  2 05:04:05 2026 [1767323045.000] auth.info sshd[7]: x',
      { time, host: '', app: 'sshd', priority: 38 },
    ],
    ['Fri, 02 Jan 2026 03:04:05 GMT gate sshd[7]: x', { time, host: 'gate', app: 'sshd' }],
    ['Jan  2 03:04:05\tgate\tsshd[7]: a b', { time, host: 'gate', app: 'sshd', pid: 7, body: 'a b' }],
    ['Jan  2 03:04:05 gate a\tb', { time, host: 'gate', app: '', body: 'a\tb' }],
    ['<38>1 2026-01-02T03:04:05Z gate sshd[7] - - - x', { host: 'gate', app: 'sshd', pid: 7, body: 'x' }],
    [
      'Jan  2 03:04:05 PA-220 1,2018/11/30 16:44:36,0128,THREAT',
      { host: 'PA-220', body: '1,2018/11/30 16:44:36,0128,THREAT' },
    ],
    [
      'Jan  2 03:04:05 1,2018/11/30 16:44:36,0128,THREAT',
      { host: '', body: '1,2018/11/30 16:44:36,0128,THREAT' },
    ],
    [
      '<189>date=2026-01-02 time=03:04:05',
      { priority: 189, host: '', body: 'date=2026-01-02 time=03:04:05' },
    ],
    ['Jan  2 03:04:05 gate {"a": 1}', { host: 'gate', app: '', body: '{"a": 1}' }],
    [
      '<165>1 2026-01-02T03:04:05Z fw.example app 77 ID47 [a@1 b="x\\"]y"][c d="e"] \ufeffhello',
      { time, priority: 165, host: 'fw.example', app: 'app', pid: 77, body: 'hello' },
    ],
    ['<165>1 - - - - - - hello', { priority: 165, host: '', app: '', pid: -1, body: 'hello' }],
  ])('opens %s', (line, expected) => {
    expect(open(line)).toMatchObject(expected)
  })

  it('leaves a line without envelope alone', () => {
    expect(open('hello world')).toEqual({
      time: NaN,
      priority: -1,
      host: '',
      app: '',
      pid: -1,
      body: 'hello world',
    })
    expect(open('<999>hello').priority).toBe(-1)
  })

  it('never throws', () => {
    const piece = fc.constantFrom(
      '<13>',
      '1 ',
      'Jan  2 03:04:05 ',
      '2026-01-02T03:04:05Z',
      ' - ',
      '[',
      ']',
      '"',
      '\\',
      ':',
      'host',
      '[1]: ',
    )
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string())),
        (pieces) => typeof open(pieces.join('')).body === 'string',
      ),
    )
  })
})
