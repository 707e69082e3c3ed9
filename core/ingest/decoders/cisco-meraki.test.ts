import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import { ciscoMerakiAlerts } from './cisco-meraki-alerts.ts'
import { ciscoMeraki } from './cisco-meraki.ts'

const context = { zoneOffset: 0, year: 2026 }
const decode = ciscoMeraki.open(context)
const read = (text: string) => decode(`<134>1 1767323045.795119971 MX84 ${text}`)

describe('client VPN', () => {
  it.each([
    [
      "events client_vpn_connect user id 'alice@corp.example' local ip 10.8.0.5 connected from 192.0.2.7",
      {
        'vpn.step': 'start',
        'vpn.assigned_ip': '10.8.0.5',
        'client.ip': '192.0.2.7',
        'source.ip': '192.0.2.7',
        'user.name': 'alice@corp.example',
        'event.action': 'site-to-site-vpn',
        'vpn.gateway': 'MX84',
      },
    ],
    [
      "events client_vpn_disconnect user id 'alice' local ip 10.8.0.5 connected from 192.0.2.7",
      { 'vpn.step': 'end', 'user.name': 'alice', 'event.action': 'client_vpn_disconnect' },
    ],
    [
      "events anyconnect_vpn_connect user id 'alice' local ip 10.8.0.5 connected from 192.0.2.7",
      { 'vpn.step': 'start', 'vpn.tunnel_type': 'AnyConnect' },
    ],
    [
      "events anyconnect_vpn_auth_failure msg= 'Peer IP=192.0.2.7 Peer port=52384 User[alice] AAA[9]: AAA authentication failed '",
      { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'source.ip': '192.0.2.7', 'source.port': 52384 },
    ],
    [
      "events type=anyconnect_vpn_auth_success msg= 'Peer IP=192.0.2.7 Peer port=52384 AAA[9]: AAA authentication successful '",
      { 'vpn.step': 'attempt', 'event.outcome': 'success', 'source.ip': '192.0.2.7', 'source.port': 52384 },
    ],
    [
      " events type=anyconnect_vpn_auth_failure msg= 'Peer IP=192.0.2.7Peer port[8748] AAA[8]: AAA authenticate failed retval=7 - Authentication failure '",
      {
        'vpn.step': 'attempt',
        'event.outcome': 'failure',
        'event.reason': 'AAA authenticate failed retval=7 - Authentication failure',
        'event.category': ['network', 'authentication'],
        'source.ip': '192.0.2.7',
        'source.port': 8748,
      },
    ],
    [
      "events type=anyconnect_vpn_session_manager msg= 'Sess-ID[51] Peer IP=2001:db8::7 User[alice]: Session connected. Session Type: TLS '",
      { 'vpn.step': 'start', 'user.name': 'alice', 'vpn.session_id': '51', 'source.ip': '2001:db8::7' },
    ],
    [
      "events type=anyconnect_vpn_session_manager msg= 'Sess-ID[51] Peer IP=192.0.2.7 User[alice]: Session disconnected. Session Type: SSL, Duration: 1d:02h:03m:04s, Bytes xmt: 30, Bytes rcv: 20, Reason: Max time exceeded '",
      { 'vpn.step': 'end', 'vpn.duration': 93_784, 'vpn.disconnect_reason': 'Max time exceeded' },
    ],
    [
      "events anyconnect_vpn_session_manager msg= 'Sess-ID[51] Peer IP=192.0.2.7 User[alice]: Session disconnected. Session Type: SSL, Duration: 1:01:02, Bytes xmt: 30, Bytes rcv: 20, Reason: User Requested. '",
      {
        'vpn.step': 'end',
        'vpn.duration': 3662,
        'vpn.bytes_out': 30,
        'vpn.bytes_in': 20,
        'vpn.disconnect_reason': 'User Requested',
        'vpn.session_id': '51',
      },
    ],
  ])('%s', (text, expected) => expect(read(text)).toMatchObject(expected))
})

describe('traffic', () => {
  it('reads a flow and whether the rule refused it', () => {
    expect(
      read(
        'flows src=10.8.0.5 dst=198.51.100.7 mac=00:11:22:33:44:55 protocol=udp sport=138 dport=53 pattern: deny (dst 198.51.100.0/24)',
      ),
    ).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5, 795),
      'event.action': 'ip-session-initiated',
      'event.outcome': 'failure',
      'network.transport': 'udp',
      'source.port': 138,
      'destination.port': 53,
      'rule.name': 'deny (dst 198.51.100.0/24)',
    })
    expect(read('flows allow src=10.8.0.5 dst=10.0.0.3 protocol=2')).toMatchObject({
      'event.action': 'layer3-firewall-allowed-flow',
      'network.transport': 'igmp',
    })
    expect(
      read('vpn_firewall src=10.8.0.5 dst=10.0.0.3 protocol=tcp sport=1 dport=2 pattern: allow all'),
    ).toMatchObject({
      'event.outcome': 'success',
    })
  })

  it('has the outer address of a translated flow, and the inner one as the client', () => {
    expect(
      read(
        'ip_flow_start src=10.8.0.5 dst=198.51.100.7 protocol=tcp sport=34294 dport=80 translated_src_ip=203.0.113.1 translated_port=40000',
      ),
    ).toMatchObject({
      'source.ip': '203.0.113.1',
      'source.port': 40000,
      'client.ip': '10.8.0.5',
      'destination.port': 80,
    })
  })

  it('reads a request', () => {
    expect(
      read(
        "urls src=10.8.0.5:60336 dst=[2001:db8::1]:443 mac=00:11:22:33:44:55 agent='A b (c; d)' request: GET https://e.example/a?b=c d",
      ),
    ).toMatchObject({
      'event.action': 'http-access',
      'destination.ip': '2001:db8::1',
      'destination.port': 443,
      'http.request.method': 'GET',
      'url.original': 'https://e.example/a?b=c d',
      'url.domain': 'e.example',
      'user_agent.original': 'A b (c; d)',
    })
  })

  it('reads an alert of intrusion detection', () => {
    expect(
      read(
        'security_event ids_alerted signature=1:29708:4 priority=1 timestamp=1767323045.33 dhost=D0:AB:D5:7B:43:73 direction=ingress protocol=tcp/ip src=192.0.2.7:80 dst=10.0.0.3:56391 decision=blocked message: BROWSER attempt',
      ),
    ).toMatchObject({
      'event.action': 'ids-signature-matched',
      'event.outcome': 'failure',
      'network.transport': 'tcp',
      'destination.port': 56391,
      'rule.id': '1:29708:4',
      message: 'BROWSER attempt',
    })
  })
})

describe('events of devices', () => {
  it.each([
    [
      'events dhcp lease of ip 10.0.2.213 from mx mac 00:11:22:33:44:55 for client mac 00:11:22:33:44:66 from router 10.0.0.1',
      { 'event.action': 'dhcp-offer', 'client.ip': '10.0.2.213' },
    ],
    [
      "events type=8021x_eap_failure radio='1' identity='alice' aid='1'",
      { 'user.name': 'alice', 'event.type': ['info', 'end', 'denied'] },
    ],
    ["events type=something_new a='1'", { 'event.action': 'something_new', 'event.category': ['network'] }],
    [
      "airmarshal_events type= rogue_ssid_detected ssid='a b' bssid='x'",
      { 'event.action': 'rogue-ssid-detected' },
    ],
  ])('%s', (text, expected) => expect(read(text)).toMatchObject(expected))

  it('has no action for a sentence', () => {
    expect(read('events Cellular connection up')).not.toHaveProperty(['event.action'])
  })

  it('finds its own header behind that of a relay, and rejects what has none', () => {
    expect(
      decode('Jan  2 03:04:10 192.0.2.1 1 1767323045.5 MX84 events Cellular connection up'),
    ).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5, 500),
      'observer.hostname': 'MX84',
    })
    expect(decode('Jan  2 03:04:10 host events: hello')).toBeInstanceOf(Reject)
    expect(decode('1767323045.5 MX84 unknown x')).toBeInstanceOf(Reject)
    expect(decode(' ')).toBeUndefined()
  })
})

describe('dashboard alerts', () => {
  const alert = ciscoMerakiAlerts.open(context)

  it('reads a webhook', () => {
    expect(
      alert(
        '{"organizationId":"1","deviceSerial":"Q234","deviceName":"gate","deviceModel":"MX","alertTypeId":"settings_changed","alertType":"Settings changed","alertLevel":"informational","occurredAt":"2026-01-02T03:04:05.1Z"}',
      ),
    ).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5, 100),
      'event.action': 'Settings changed',
      'event.category': ['network', 'configuration'],
      'event.type': ['info', 'change'],
      'observer.product': 'MX',
      'observer.name': 'gate',
    })
  })

  it('rejects one without time', () => {
    expect(alert('{"organizationId":"1","alertType":"x","occurredAt":"never"}')).toBeInstanceOf(Reject)
  })
})
