import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ciscoDuo } from './cisco-duo.ts'
import { ciscoFtd } from './cisco-ftd.ts'
import { ciscoIos } from './cisco-ios.ts'
import { ciscoIse } from './cisco-ise.ts'
import { ciscoMerakiAlerts } from './cisco-meraki-alerts.ts'
import { ciscoMeraki } from './cisco-meraki.ts'
import { ciscoVpn3000 } from './cisco-vpn3000.ts'
import { freeradiusDetail } from './freeradius-detail.ts'
import { freeradius } from './freeradius.ts'
import { decoders } from './index.ts'
import { microsoftNps } from './microsoft-nps.ts'
import { processorMs } from './processor-time.fixture.ts'

const own = new Map([
  [
    ciscoFtd,
    [
      'Jan  2 03:04:05 g %FTD-1-430003: SrcIP: 10.8.0.5, DstIP: 198.51.100.7, URL: https://u:p@example.com:8443/a?b#c',
      '2026-01-02T03:04:05Z gate %FTD-6-302013: Built outbound TCP connection 42 for outside:198.51.100.7/443 (198.51.100.7/443) to inside:10.8.0.5/50123 (203.0.113.1/50123)',
      'Jan  2 03:04:05 gate SFIMS: Protocol: TCP, SrcIP: 10.8.0.5, DstIP: 198.51.100.7, SrcPort: 1, ThreatName: x',
    ],
  ],
  [
    ciscoIos,
    [
      '<189>42: rtr1: *Jan  6 2022 20:52:12.861 UTC: %SEC_LOGIN-4-LOGIN_FAILED: Login failed [user: a] [Source: 203.0.113.9] [localport: 22] [Reason: No] at 20:52:12 UTC Thu Jan 6 2022',
      '<190>: 2022 Jan  6 20:52:12: %SEC-6-IPACCESSLOGP: list 102 denied tcp 10.0.6.56(3067) -> 172.36.4.7(139), 1 packet',
      "RP/0/RSP0/CPU0:Jan  6 20:52:12.861 UTC: SSHD_[65742]: %SECURITY-SSHD-6-INFO_SUCCESS : Successfully authenticated user 'bob' from '192.0.2.9' on 'vty0'",
    ],
  ],
  [
    ciscoIse,
    [
      '<182>Apr 27 11:11:47 ise CISE_RADIUS_Accounting 0000070618 2 0 2020-04-27 11:11:47.028075 -08:00 0091827141 3001 NOTICE Radius-Accounting: RADIUS Accounting stop request, ConfigVersionId=33, Device IP Address=192.0.2.1, User-Name=alice, Acct-Status-Type=Stop, Acct-Input-Octets=4, Response={A=b; },',
      '<182>Apr 27 11:11:47 +02:00 ise CISE_RADIUS_Accounting 0000070618 2 1 Acct-Session-Time=3, a\\, b=c,',
    ],
  ],
  [
    ciscoMeraki,
    [
      "<134>1 1767322985.669153546 MX84 events client_vpn_connect user id 'alice' local ip 172.16.0.145 connected from 192.0.2.7",
      '<134>1 1767322985.669153546 MX84 flows src=10.0.0.1 dst=192.0.2.1 mac=00:11:22:33:44:55 protocol=udp sport=1 dport=53 pattern: deny all',
      "<134>1 1767322985.669153546 MX84 urls src=10.0.0.1:2 dst=[2001:db8::1]:80 mac=00:11:22:33:44:55 agent='a b' request: GET https://e.com/a?b",
    ],
  ],
  [
    ciscoMerakiAlerts,
    [
      '{"organizationId":"1","deviceSerial":"Q","alertTypeId":"vrrp","alertType":"Failover event detected","occurredAt":"2026-01-02T03:04:05Z"}',
    ],
  ],
  [
    ciscoDuo,
    [
      '{"access_device":{"ip":"192.0.2.7:1234","os":"Windows"},"factor":"duo_push","result":"denied","reason":"user_mistake","timestamp":1767322985,"txid":"t","user":{"name":"alice","groups":["a"]}}',
    ],
  ],
  [
    ciscoVpn3000,
    [
      '22929 04/06/2005 10:07:08.170 SEV=3 AUTH/5 RPT=10801 192.0.2.7 Authentication rejected: Reason = Unspecified handle = 732, server = 198.51.100.1, user = alice, domain =  <not specified>',
      'Nov 23 19:10:03 gate 24067 23/11/2006 19:10:03.123 SEV=4 IKE/52 RPT=764 192.0.2.7  Group [a] User [b] User (b) authenticated.',
    ],
  ],
  [
    freeradius,
    [
      'Tue Mar 16 12:34:56 2021 : Auth: (5) Login incorrect (mschap: x): [alice/<via Auth-Type = mschap>] (from client gw port 7 cli 203.0.113.7)',
    ],
  ],
  [
    freeradiusDetail,
    [
      'Tue Mar 16 12:34:56 2021',
      '\tAcct-Status-Type = Stop',
      '\tUser-Name = "alice"',
      '\tAcct-Session-Time = 1615898096',
    ],
  ],
  [
    microsoftNps,
    [
      '<Event><Timestamp data_type="4">12/22/2009 15:06:57.000</Timestamp><Class data_type="1">a &amp; b</Class><User-Name data_type="1">CORP\\alice</User-Name><Packet-Type data_type="0">3</Packet-Type></Event>',
      '"NPS1","IAS",03/07/2008,13:04:33,2,,"corp.example/Users/a",,,,,,,,9,"10.10.10.10","gw",,,,,,2,1,"Allow, access",0,"311 1"',
      '10.10.10.10,alice,06/04/1999,14:42:19,IAS,NPS1,4136,2,31,203.0.113.9',
    ],
  ],
])

const insertion = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '"',
    '\\',
    '{',
    '}',
    '=',
    ' ',
    ', ',
    '\t',
    '[',
    ']',
    '<',
    '%',
    'CISE_',
    '\0',
    '€',
    '1e999',
    '255',
  ),
)

/** A line with pieces cut out, doubled and replaced. */
function mutated(lines: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(...lines),
      fc.array(fc.tuple(fc.nat(300), fc.nat(40), insertion), { maxLength: 6 }),
    )
    .map(([line, edits]) =>
      edits.reduce((text, [at, cut, insert]) => text.slice(0, at) + insert + text.slice(at + cut), line),
    )
}

const pieces = [
  ' ',
  ', ',
  'a, ',
  'a=',
  '=',
  '%',
  '%A',
  '%AA-',
  '[',
  '] [',
  '"',
  ',',
  '/',
  ':',
  '<',
  '<a>',
  "'",
  '\\,',
  'SrcIP: ',
  'CISE_',
  ' SEV=',
  '1.',
  'x ',
  '&',
  'Jan ',
]

describe.each([...own].map(([decoder, lines]) => ({ name: decoder.name, decoder, lines })))(
  '$name',
  ({ name, decoder, lines }) => {
    it('survives any text, and any damage to its own lines', () => {
      const decode = decoder.open({ zoneOffset: 0, year: 2026 })
      fc.assert(
        fc.property(fc.oneof(fc.string({ maxLength: 500 }), mutated(lines)), (line) => {
          decode(line)
          const confidence = decoder.sniff(line)
          return confidence >= 0 && confidence <= 1
        }),
        { numRuns: 2000 },
      )
    })

    it('reads long lines in linear time', () => {
      for (const piece of pieces) {
        const bulk = piece.repeat(Math.ceil(131_072 / piece.length))
        for (const line of [
          bulk,
          ...lines.flatMap((seed) => [seed + bulk, seed.slice(0, 60) + bulk + seed.slice(60)]),
        ]) {
          const decode = decoder.open({ zoneOffset: 0, year: 2026 })
          const readLine = () => {
            decode(line)
            decoder.sniff(line)
          }
          expect(processorMs(readLine, 150), `${piece} in ${line.slice(0, 80)}`).toBeLessThan(150)
        }
      }
    })

    it('is recognised by itself and by no other format', () => {
      for (const line of lines) {
        expect(decoder.sniff(line), line).toBeGreaterThan(0.5)
        const others = decoders.filter(
          (other) => other.name !== name && other.name !== 'json' && other.sniff(line) > 0.5,
        )
        expect(
          others.map((other) => other.name),
          line,
        ).toEqual([])
      }
    })
  },
)
