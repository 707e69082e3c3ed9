import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import { ciscoAsa } from './cisco-asa.ts'

const decode = ciscoAsa.open({ zoneOffset: 0, year: 2026 })
const read = (text: string) => decode(`<166>Jan 02 2026 03:04:05 gate1 : ${text}`)

describe('a login as the ASA writes it', () => {
  it.each([
    [
      '%ASA-6-113004: AAA user authentication Successful : server =  10.0.0.9 : user = alice',
      {
        'vpn.step': 'attempt',
        'event.outcome': 'success',
        'user.name': 'alice',
        'destination.ip': '10.0.0.9',
      },
    ],
    [
      '%ASA-6-113012: AAA user authentication Successful : local database : user = alice',
      { 'vpn.step': 'attempt', 'event.outcome': 'success', 'user.name': 'alice' },
    ],
    [
      '%ASA-6-734001: DAP: User alice@corp.example, Addr 192.0.2.7, Connection AnyConnect: The following DAP records were selected for this connection: DfltAccessPolicy',
      {
        'vpn.step': 'update',
        'event.action': 'logged-in',
        'user.name': 'alice',
        'user.email': 'alice@corp.example',
        'source.ip': '192.0.2.7',
      },
    ],
    [
      '%ASA-6-113039: Group <Staff> User <alice> IP <192.0.2.7> AnyConnect parent session started.',
      {
        'vpn.step': 'start',
        'event.action': 'client-vpn-connected',
        'user.name': 'alice',
        'vpn.group': 'Staff',
        'source.ip': '192.0.2.7',
        'client.ip': '192.0.2.7',
        'vpn.gateway': 'gate1',
      },
    ],
    [
      '%ASA-6-716001: Group <Staff> User <alice> IP <192.0.2.7> WebVPN session started.',
      { 'vpn.step': 'start', 'vpn.group': 'Staff' },
    ],
    [
      '%ASA-5-722033: Group <Staff> User <alice> IP <192.0.2.7> First TCP SVC connection established for SVC session.',
      { 'vpn.step': 'start', 'network.transport': 'tcp' },
    ],
    [
      '%ASA-6-722022: Group <Staff> User <alice> IP <192.0.2.7> TCP SVC connection established without compression',
      { 'vpn.step': 'start', 'user.name': 'alice' },
    ],
    [
      '%ASA-6-722055: Group <Staff> User <alice> IP <192.0.2.7> Client Type: Cisco AnyConnect VPN Agent for Windows 4.10.05095',
      { 'vpn.step': 'update', 'vpn.client.os': 'Windows', 'vpn.client.version': '4.10.05095' },
    ],
    [
      '%ASA-4-722051: Group <Staff> User <alice> IP <192.0.2.7> IPv4 Address <10.8.0.5> IPv6 address <::> assigned to session',
      { 'vpn.step': 'assign', 'vpn.assigned_ip': '10.8.0.5', 'source.ip': '192.0.2.7' },
    ],
    [
      '%ASA-6-722023: Group <Staff> User <alice> IP <192.0.2.7> UDP SVC connection terminated without compression',
      { 'vpn.step': 'update' },
    ],
    [
      '%ASA-4-113019: Group = Staff, Username = alice, IP = 192.0.2.7, Session disconnected. Session Type: SSL, Duration: 1d 19h:41m:14s, Bytes xmt: 297103, Bytes rcv: 1216163, Reason: User Requested',
      {
        'vpn.step': 'end',
        'vpn.duration': 157_274,
        'vpn.bytes_out': 297_103,
        'vpn.bytes_in': 1_216_163,
        'vpn.tunnel_type': 'SSL',
        'vpn.disconnect_reason': 'User Requested',
        'source.ip': '192.0.2.7',
      },
    ],
    [
      '%ASA-6-716002: Group <Staff> User <alice> IP <192.0.2.7> WebVPN session terminated: Idle timeout.',
      { 'vpn.step': 'end', 'vpn.disconnect_reason': 'Idle timeout' },
    ],
    [
      '%ASA-5-750006: Local:198.51.100.1:4500 Remote:192.0.2.7:64917 Username:alice Group:Staff SA UP. Reason: New Connection Established',
      {
        'vpn.step': 'start',
        'user.name': 'alice',
        'source.ip': '192.0.2.7',
        'server.ip': '198.51.100.1',
        'vpn.group': 'Staff',
      },
    ],
    [
      '%ASA-5-713119: Group = Staff, Username = alice, IP = 192.0.2.7, PHASE 1 COMPLETED',
      { 'vpn.step': 'start', 'user.name': 'alice' },
    ],
    [
      '%ASA-6-713228: Group = Staff, Username = alice, IP = 192.0.2.7, Assigned private IP address 10.8.0.5 to remote user',
      { 'vpn.step': 'assign', 'vpn.assigned_ip': '10.8.0.5' },
    ],
  ])('%s', (text, expected) => {
    expect(read(text)).toMatchObject({ '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5), ...expected })
  })
})

describe('refused logins', () => {
  it.each([
    [
      '%ASA-6-113005: AAA user authentication Rejected : reason = AAA failure : server = 10.0.0.9 : user = alice : user IP = 192.0.2.7',
      'alice',
      'AAA failure',
    ],
    [
      '%ASA-6-113005: AAA user authentication Rejected: reason = AAA failure: server = 10.0.0.9 : user = *****: user IP = 192.0.2.7',
      undefined,
      'AAA failure',
    ],
    [
      '%ASA-6-113015: AAA user authentication Rejected : reason = Invalid password : local database : user = bob : user IP = 192.0.2.7',
      'bob',
      'Invalid password',
    ],
    [
      '%ASA-6-716039: Group <DfltGrpPolicy> User <eve> IP <192.0.2.7> Authentication: rejected, Session Type: WebVPN.',
      'eve',
      undefined,
    ],
    [
      '%ASA-4-113029: Group <Staff> User <alice> IP <192.0.2.7> Session could not be established: session limit of 2 reached.',
      'alice',
      'Session could not be established: session limit of 2 reached',
    ],
  ])('%s', (text, user, reason) => {
    const event = read(text)
    expect(event).toMatchObject({
      'vpn.step': 'attempt',
      'event.outcome': 'failure',
      'source.ip': '192.0.2.7',
    })
    expect(event).toHaveProperty('message')
    expect(event instanceof Reject ? undefined : event?.['user.name']).toBe(user)
    expect(event instanceof Reject ? undefined : event?.['event.reason']).toBe(reason)
  })

  it('counts only authentication as an attempt', () => {
    expect(
      read('%ASA-6-113004: AAA user authorization Successful : server =  10.0.0.9 : user = alice'),
    ).not.toHaveProperty(['vpn.step'])
  })

  it('sees no person in a tunnel between sites', () => {
    expect(
      read(
        '%ASA-4-113019: Group = 192.0.2.9, Username = 192.0.2.9, IP = 192.0.2.9, Session disconnected. Session Type: LAN-to-LAN, Duration: 0h:32m:16s, Bytes xmt: 1, Bytes rcv: 2, Reason: User Requested',
      ),
    ).not.toHaveProperty(['vpn.step'])
  })
})

describe('connections', () => {
  it('names the initiator as source, pairs by id, and keeps the translation', () => {
    expect(
      read(
        '%ASA-6-302013: Built outbound TCP connection 42 for outside:198.51.100.7/443 (198.51.100.7/443) to inside:10.8.0.5/50123 (203.0.113.1/50123)(LOCAL\\alice, 7) (alice)',
      ),
    ).toMatchObject({
      'network.flow_id': '42',
      'event.type': ['info'],
      'source.ip': '10.8.0.5',
      'source.port': 50123,
      'source.nat.ip': '203.0.113.1',
      'destination.ip': '198.51.100.7',
      'destination.port': 443,
      'network.direction': 'outbound',
      'user.name': 'alice',
    })
    expect(
      read(
        '%ASA-6-302014: Teardown TCP connection 42 for outside:198.51.100.7/443 to inside:10.8.0.5/50123(LOCAL\\alice) duration 0:01:05 bytes 14804 TCP FINs (alice)',
      ),
    ).toMatchObject({
      'network.flow_id': '42',
      'event.type': ['connection', 'end'],
      'network.bytes': 14804,
      'event.duration': 65e9,
      'event.start': Date.UTC(2026, 0, 2, 3, 3, 0),
    })
  })

  it('reads what an access list decided', () => {
    expect(
      read(
        '%ASA-4-106023: Deny tcp src outside:192.0.2.7/41000(LOCAL\\bob) dst inside:10.0.0.3/22 by access-group "edge" [0x0, 0x0]',
      ),
    ).toMatchObject({
      'event.type': ['connection', 'denied'],
      'rule.name': 'edge',
      'source.ip': '192.0.2.7',
      'destination.port': 22,
      'user.name': 'bob',
    })
    expect(
      read(
        '%ASA-6-106100: access-list edge denied udp outside/192.0.2.7(5000) -> inside/10.0.0.3(53) hit-cnt 1 first hit [0x1, 0x0]',
      ),
    ).toMatchObject({
      'event.type': ['connection', 'denied'],
      'event.outcome': 'failure',
      'network.transport': 'udp',
    })
  })

  it.each([
    [
      '%ASA-6-302020: Built inbound ICMP connection for faddr 192.0.2.7/1 gaddr 198.51.100.1/0 laddr 10.0.0.1/0 type 8 code 0',
      { 'source.ip': '192.0.2.7', 'destination.ip': '10.0.0.1', 'destination.nat.ip': '198.51.100.1' },
    ],
    [
      '%ASA-6-302020: Built outbound ICMP connection for faddr 192.0.2.7/1 gaddr 198.51.100.1/0 laddr 10.0.0.1/0 type 8 code 0',
      { 'source.ip': '10.0.0.1', 'destination.ip': '192.0.2.7', 'source.nat.ip': '198.51.100.1' },
    ],
    [
      '%ASA-6-607001: Pre-allocate SIP RTP secondary channel for outside:192.0.2.7/5060 to inside:10.0.0.1 from 200 message',
      { 'network.protocol': 'sip', 'destination.ip': '192.0.2.7', 'source.ip': '10.0.0.1' },
    ],
    [
      '%ASA-6-725002: Device completed SSL handshake with client outside:192.0.2.7/50000 to 198.51.100.1/443 for TLSv1.2 session',
      { 'event.outcome': 'success', 'tls.version': 'TLSv1.2', 'source.ip': '192.0.2.7' },
    ],
    [
      '%ASA-6-725002: Device completed SSL handshake with server inside:10.0.0.1/636 for TLSv1.3 session',
      { 'destination.ip': '10.0.0.1', 'destination.port': 636, 'tls.version': 'TLSv1.3' },
    ],
    [
      '%ASA-4-750003: Local:198.51.100.1:500 Remote:192.0.2.7:500 Username:Unknown IKEv2 Negotiation aborted due to ERROR: Timed out',
      { 'event.outcome': 'failure', 'source.ip': '192.0.2.7', 'destination.ip': '198.51.100.1' },
    ],
    [
      '%ASA-5-750006: Local:198.51.100.1:4500 Remote:192.0.2.7:50000 Username:alice IKEv2 Group:staff IKEv2 SA UP. Reason: New Connection Established',
      { 'vpn.step': 'start', 'user.name': 'alice', 'vpn.group': 'staff', 'source.ip': '192.0.2.7' },
    ],
    [
      '%ASA-5-750007: Local:198.51.100.1:4500 Remote:192.0.2.7:50000 Username:alice IKEv2 SA DOWN. Reason: peer request',
      { 'vpn.step': 'end', 'user.name': 'alice', 'vpn.disconnect_reason': 'peer request' },
    ],
    [
      '%ASA-5-751025: Local:198.51.100.1:4500 Remote:192.0.2.7:50000 Username:alice IKEv2 Group:staff  IPv4 Address=10.8.0.5 IPv6 address=:: assigned to session',
      { 'vpn.step': 'assign', 'user.name': 'alice', 'vpn.group': 'staff', 'vpn.assigned_ip': '10.8.0.5' },
    ],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toMatchObject(expected)
  })

  it('reads a Firepower connection event', () => {
    expect(
      read(
        '%FTD-1-430003: AccessControlRuleAction: Allow, SrcIP: 10.8.0.5, DstIP: 198.51.100.7, SrcPort: 50000, DstPort: 443, Protocol: tcp, User: CORP\\alice, ConnectionDuration: 3, InitiatorBytes: 10, ResponderBytes: 20, ACPolicy: main, AccessControlRuleName: out, URL: https://example.com/a,b:c, DNSQuery: www.example.com',
      ),
    ).toMatchObject({
      'observer.product': 'ftd',
      'event.action': 'connection-finished',
      'event.type': ['connection', 'end', 'allowed'],
      'user.name': 'alice',
      'source.bytes': 10,
      'rule.name': 'out',
      'url.path': '/a,b:c',
      'dns.question.registered_domain': 'example.com',
    })
  })
})

describe('lines of other kinds', () => {
  it('keeps an id it does not know', () => {
    expect(read('%ASA-5-999123: Something new happened')).toMatchObject({
      'event.code': '999123',
      message: 'Something new happened',
      'event.action': 'firewall-rule',
    })
  })

  it('finds who and where in an id it has no text for', () => {
    expect(read('%ASA-6-722044: Group <Staff> User <alice> IP <192.0.2.7> something else')).toMatchObject({
      'user.name': 'alice',
      'source.ip': '192.0.2.7',
    })
  })

  it('reads what PIX and FWSM wrote', () => {
    for (const tag of ['%PIX-6-', '%FWSM-6-']) {
      const line = `<166>Jan 02 2026 03:04:05 gate1 : ${tag}605005: Login permitted from 192.0.2.7/4000 to inside:10.0.0.1/ssh for user "admin"`
      expect(ciscoAsa.sniff(line)).toBeGreaterThan(0.9)
      expect(decode(line)).toMatchObject({ 'event.code': '605005', 'source.ip': '192.0.2.7' })
    }
  })

  it('takes the time of the appliance behind a relay', () => {
    expect(
      decode(
        "Jun  1 10:00:00 relay Jan 02 2026 03:04:05 gate1 : %ASA-5-111008: User 'admin' executed the 'write' command.",
      ),
    ).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5),
      'observer.hostname': 'gate1',
      'user.name': 'admin',
    })
  })

  it('rejects what is not Cisco’s, and ignores blanks', () => {
    expect(decode('Jan  2 03:04:05 gate sshd[1]: hello')).toBeInstanceOf(Reject)
    expect(decode('')).toBeUndefined()
    expect(ciscoAsa.sniff('Jan  2 03:04:05 gate sshd[1]: 100% sure')).toBe(0)
    expect(ciscoAsa.sniff('{"message":"%ASA-6-302013: Built"}')).toBe(0)
    expect(ciscoAsa.sniff('May  5 17:51:17 dev01: %ASA-6-302013: x')).toBeGreaterThan(0.9)
    expect(ciscoAsa.sniff('May  5 17:51:17 dev01: %FTD-6-302013: x')).toBe(0)
  })
})
