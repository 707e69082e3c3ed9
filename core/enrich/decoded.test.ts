import { expect, test } from 'vitest'
import type { Act } from '../event/act.ts'
import { Reject } from '../event/event.ts'
import type { Decoder } from '../ingest/decoder.ts'
import { ciscoAsa } from '../ingest/decoders/cisco-asa.ts'
import { fortinet } from '../ingest/decoders/fortinet.ts'
import { assembler } from './assemble.fixture.ts'

/** Acts of the lines of one file, through the decoder that a user's file would meet. */
function actsOf(decoder: Decoder, lines: readonly string[]): Act[] {
  const decode = decoder.open({ zoneOffset: 0, year: 2026 })
  const target = assembler()
  const acts: Act[] = []
  let offset = 0
  for (const [index, line] of lines.entries()) {
    const event = decode(line)
    if (event === undefined || event instanceof Reject) throw new Error(`not decoded: ${line}`)
    target.push(event, { source: 'vpn.log', offset, length: line.length, line: index + 1 }, line, acts)
    offset += line.length + 1
  }
  target.flush(acts)
  return acts
}

const asaLine = (time: string, message: string) => `<166>Mar 02 2026 ${time} vpn-gw : %ASA-${message}`

const asaLogin = [
  asaLine('08:00:00', '6-113004: AAA user authentication Successful : server =  10.1.1.9 : user = Alice'),
  asaLine(
    '08:00:00',
    '6-734001: DAP: User Alice, Addr 203.0.113.7, Connection AnyConnect: The following DAP records were selected for this connection: DfltAccessPolicy',
  ),
  asaLine(
    '08:00:00',
    '6-113039: Group <Staff> User <Alice> IP <203.0.113.7> AnyConnect parent session started.',
  ),
  asaLine(
    '08:00:02',
    '5-722022: Group <Staff> User <Alice> IP <203.0.113.7> TCP SVC connection established without compression',
  ),
  asaLine(
    '08:00:02',
    '4-722051: Group <Staff> User <Alice> IP <203.0.113.7> IPv4 Address <10.8.0.5> IPv6 address <::> assigned to session',
  ),
]

test('the five lines of an ASA login are one start', () => {
  const acts = actsOf(ciscoAsa, asaLogin)
  expect(acts).toHaveLength(1)
  expect(acts[0]).toMatchObject({
    kind: 'start',
    outcome: 'success',
    time: Date.UTC(2026, 2, 2, 8),
    user: 'alice',
    sourceIp: '203.0.113.7',
    assignedIp: '10.8.0.5',
    gateway: 'vpn-gw',
    group: 'Staff',
    originals: asaLogin,
  })
})

test('the two lines of an ASA refusal are one failed attempt, and three seconds later they are another', () => {
  const refusal = (time: string) => [
    asaLine(
      time,
      '6-113005: AAA user authentication Rejected : reason = AAA failure : server = 10.1.1.9 : user = bob : user IP = 198.51.100.9',
    ),
    asaLine(
      time,
      '6-716039: Group <DfltGrpPolicy> User <bob> IP <198.51.100.9> Authentication: rejected, Session Type: WebVPN.',
    ),
  ]
  const acts = actsOf(ciscoAsa, [...refusal('09:00:00'), ...refusal('09:00:03')])
  expect(
    acts.map(({ kind, outcome, user, sourceIp, places }) => [kind, outcome, user, sourceIp, places.length]),
  ).toEqual([
    ['attempt', 'failure', 'bob', '198.51.100.9', 2],
    ['attempt', 'failure', 'bob', '198.51.100.9', 2],
  ])
})

test('the tunnels of an ASA session end in one act, and a connection in between is hers', () => {
  const end = (type: string, sent: number, received: number) =>
    asaLine(
      '09:00:00',
      `4-113019: Group = Staff, Username = Alice, IP = 203.0.113.7, Session disconnected. Session Type: ${type}, Duration: 0h:59m:58s, Bytes xmt: ${sent}, Bytes rcv: ${received}, Reason: User Requested`,
    )
  const acts = actsOf(ciscoAsa, [
    ...asaLogin,
    asaLine(
      '08:10:00',
      '6-302013: Built inbound TCP connection 77 for outside:10.8.0.5/50123 (10.8.0.5/50123)(LOCAL\\Alice) to inside:10.1.1.20/445 (10.1.1.20/445) (Alice)',
    ),
    asaLine(
      '08:10:30',
      '6-302014: Teardown TCP connection 77 for outside:10.8.0.5/50123(LOCAL\\Alice) to inside:10.1.1.20/445 duration 0:00:30 bytes 4096 TCP FINs (Alice)',
    ),
    end('SSL', 5_000, 700),
    end('DTLS', 90_000, 8_000),
  ])
  expect(acts.map(({ kind, user }) => [kind, user])).toEqual([
    ['start', 'alice'],
    ['flow', 'alice'],
    ['end', 'alice'],
  ])
  expect(acts[1]).toMatchObject({
    sourceIp: '10.8.0.5',
    destinationIp: '10.1.1.20',
    destinationPort: 445,
    service: 'smb',
    bytesTotal: 4_096,
    duration: 30_000,
    time: Date.UTC(2026, 2, 2, 8, 10),
    session: { sourceIp: '203.0.113.7' },
  })
  expect(acts[2]).toMatchObject({
    bytesUp: 8_700,
    bytesDown: 95_000,
    duration: 3_598_000,
    assignedIp: '10.8.0.5',
    reason: 'User Requested',
    session: { start: Date.UTC(2026, 2, 2, 8), end: Date.UTC(2026, 2, 2, 9) },
  })
})

const forti = (time: string, fields: string) =>
  `date=2026-03-02 time=${time} devname="fgt-1" devid="FGT60E0000000001" tz="+0000" type="event" subtype="vpn" level="information" vd="root" ${fields}`

test('a FortiGate tunnel that goes up and down is a start and an end', () => {
  const who =
    'tunnelid=2345 remip=203.0.113.7 tunnelip=10.212.134.200 user="CORP\\\\Alice" group="Staff" dst_host="N/A"'
  const acts = actsOf(fortinet, [
    forti(
      '08:00:00',
      `logid="0101039947" logdesc="SSL VPN tunnel up" action="tunnel-up" tunneltype="ssl-tunnel" ${who} reason="tunnel established" msg="SSL tunnel established"`,
    ),
    forti(
      '08:10:00',
      `logid="0101039949" logdesc="SSL VPN statistics" action="tunnel-stats" tunneltype="ssl-tunnel" ${who} duration=600 sentbyte=10 rcvdbyte=20 msg="SSL tunnel statistics"`,
    ),
    forti(
      '09:00:00',
      `logid="0101039948" logdesc="SSL VPN tunnel down" action="tunnel-down" tunneltype="ssl-tunnel" ${who} duration=3600 sentbyte=90000 rcvdbyte=8000 reason="User requested termination of service" msg="SSL tunnel shutdown"`,
    ),
  ])
  expect(acts.map(({ kind, user, assignedIp, gateway }) => [kind, user, assignedIp, gateway])).toEqual([
    ['start', 'alice', '10.212.134.200', 'fgt-1'],
    ['end', 'alice', '10.212.134.200', 'fgt-1'],
  ])
  expect(acts[1]).toMatchObject({
    bytesUp: 8_000,
    bytesDown: 90_000,
    duration: 3_600_000,
    session: { id: '2345' },
  })
})

test('a FortiGate refusal is a failed attempt for each line', () => {
  const line = (time: string) =>
    forti(
      time,
      'logid="0101039426" logdesc="SSL VPN login fail" action="ssl-login-fail" tunneltype="ssl-web" tunnelid=0 remip=198.51.100.9 user="bob" group="N/A" dst_host="N/A" reason="sslvpn_login_permission_denied" msg="SSL user failed to logged in"',
    )
  const acts = actsOf(fortinet, [line('08:00:00'), line('08:00:01')])
  expect(acts.map(({ kind, outcome, user, sourceIp }) => [kind, outcome, user, sourceIp])).toEqual([
    ['attempt', 'failure', 'bob', '198.51.100.9'],
    ['attempt', 'failure', 'bob', '198.51.100.9'],
  ])
})
