import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import { pfsense } from './pfsense.ts'

const read = (line: string) => pfsense.open({ zoneOffset: 0, year: 2026 })(line)
const time = Date.UTC(2026, 0, 2, 3, 4, 5)

describe('filterlog', () => {
  const ip4 = (end: string) => `146,,,1535324496,igb1.12,match,block,in,4,0x0,,63,32989,0,DF,${end}`

  it.each([
    ['<134>Jan  2 03:04:05 filterlog[7]: '],
    ['Jan  2 03:04:05 fw filterlog: '],
    ['<134>1 2026-01-02T03:04:05+00:00 fw filterlog 7 - [meta sequenceId="1"] '],
  ])('%s', (head) => {
    expect(
      read(`${head}${ip4('6,tcp,60,192.0.2.7,198.51.100.1,49652,853,0,S,1818117648,,64240,,mss;nop')}`),
    ).toMatchObject({
      '@timestamp': time,
      'event.action': 'block',
      'event.category': ['network'],
      'event.type': ['connection', 'denied'],
      'event.provider': 'filterlog',
      'network.bytes': 60,
      'network.direction': 'inbound',
      'network.transport': 'tcp',
      'network.vlan.id': '12',
      'observer.vendor': 'netgate',
      'rule.id': '1535324496',
      'source.ip': '192.0.2.7',
      'source.port': 49652,
      'destination.ip': '198.51.100.1',
      'destination.port': 853,
    })
  })

  it('of IPv6 has other columns, and ICMP no ports', () => {
    expect(
      read(
        '<134>Jan  2 03:04:05 filterlog[7]: 6,,,1000000105,igb1,match,pass,out,6,0x00,0xf6279,1,UDP,17,32,2001:db8::7,2001:db8::1,546,547,32',
      ),
    ).toMatchObject({
      'event.type': ['connection', 'allowed'],
      'network.type': 'ipv6',
      'network.transport': 'udp',
      'source.port': 546,
    })
    const icmp = read(
      `<134>Jan  2 03:04:05 filterlog[7]: ${ip4('1,icmp,84,192.0.2.7,198.51.100.1,request,37728,164')}`,
    )
    expect(icmp).toMatchObject({ 'network.transport': 'icmp', 'source.ip': '192.0.2.7' })
    expect(icmp).not.toHaveProperty(['source.port'])
  })

  it('cut off is rejected', () => {
    expect(read(`<134>Jan  2 03:04:05 filterlog[7]: ${ip4('6,tcp,60,192.0')}`)).toBeInstanceOf(Reject)
  })
})

it.each([
  [
    "php-fpm[7]: /index.php: webConfigurator authentication error for user 'eve' from: 192.0.2.7",
    {
      'event.category': ['authentication'],
      'event.outcome': 'failure',
      'user.name': 'eve',
      'source.ip': '192.0.2.7',
    },
  ],
  [
    "php-fpm[7]: /index.php: Successful login for user 'admin' from: 192.0.2.7 (Local Database)",
    { 'event.outcome': 'success', 'user.name': 'admin' },
  ],
  [
    "php-fpm[7]: /index.php: User logged out for user 'admin' from: 192.0.2.7 (Local Database)",
    { 'event.action': 'gui-logout' },
  ],
  [
    'unbound[7]: [7:0] info: 10.0.0.7 www.example.co.uk. AAAA IN',
    {
      'client.ip': '10.0.0.7',
      'dns.question.name': 'www.example.co.uk',
      'dns.question.registered_domain': 'example.co.uk',
      'dns.question.subdomain': 'www',
      'dns.question.type': 'AAAA',
      'dns.question.class': 'IN',
      'network.protocol': 'dns',
    },
  ],
  [
    'dhcpd[7]: DHCPACK on 10.0.0.7 to 00:11:22:33:44:55 (laptop) via igb1.27',
    {
      'event.action': 'DHCPACK',
      'client.ip': '10.0.0.7',
      'source.ip': '10.0.0.7',
      'source.mac': '00-11-22-33-44-55',
      'network.protocol': 'dhcp',
      'network.transport': 'udp',
      'observer.ingress.interface.name': 'igb1.27',
    },
  ],
  [
    'dhcpd[7]: DHCPREQUEST for 10.0.0.7 (10.0.0.1) from 00:11:22:33:44:55 (laptop) via igb1',
    { 'client.ip': '10.0.0.7', 'server.ip': '10.0.0.1', 'destination.ip': '10.0.0.1' },
  ],
  [
    'dhcpd[7]: Solicit message from fe80::7 port 546, transaction ID 0xAF',
    {
      'event.action': 'solicit-message',
      'client.ip': 'fe80::7',
      'source.port': 546,
      'network.protocol': 'dhcpv6',
    },
  ],
  [
    'dhcpd[7]: Advertise NA: address 2001:db8::7 to client with duid 00:01:02 iaid = -1 valid for 7200 seconds',
    { 'event.action': 'advertise-na', 'client.ip': '2001:db8::7' },
  ],
  [
    'dhcpd[7]: Reusing lease for: 2001:db8::7, age 9 secs < 25%, sending shortened lease times',
    { 'event.action': 'reusing-lease', 'client.ip': '2001:db8::7' },
  ],
  [
    'dhcp6c[7]: add an address 2001:db8::7/64 on igb0',
    {
      'event.action': 'add-an-address',
      'client.ip': '2001:db8::7',
      'observer.ingress.interface.name': 'igb0',
    },
  ],
  [
    'haproxy[7]: Connect from 192.0.2.7:4711 to 198.51.100.1:443 (web/HTTP)',
    { 'event.category': ['web'], 'event.type': ['connection'], 'source.port': 4711, 'destination.port': 443 },
  ],
  [
    'haproxy[7]: 192.0.2.7:4711 [02/Jan/2026:03:04:05.250] web app/srv1 0/0/1/2/3 404 1200 - - ---- 1/1/1/1/0 0/0 "GET /a/b.html?c=d HTTP/1.1"',
    {
      '@timestamp': time + 250,
      'event.category': ['web'],
      'event.outcome': 'failure',
      'url.path': '/a/b.html',
      'url.query': 'c=d',
      'event.duration': 3e6,
    },
  ],
  [
    'haproxy[7]: 192.0.2.7:4711 [02/Jan/2026:03:04:05.250] web app/srv1 1/2/30 1200 -- 1/1/1/1/0 0/0',
    { '@timestamp': time + 250, 'event.duration': 30e6, 'source.ip': '192.0.2.7' },
  ],
  [
    '(squid-1)[7]: 1767323045.253 325 192.0.2.7 TCP_MISS/200 2912 GET https://example.com/a - HIER_DIRECT/198.51.100.1 text/html',
    {
      'event.category': ['web'],
      'event.outcome': 'success',
      'url.domain': 'example.com',
      'url.path': '/a',
      'destination.ip': '198.51.100.1',
    },
  ],
  [
    '(squid-1)[7]: 1767323045.253 325 192.0.2.7 TCP_TUNNEL/200 39 CONNECT example.com:443 alice HIER_DIRECT/198.51.100.1 -',
    { 'url.domain': 'example.com', 'url.port': 443, 'user.name': 'alice' },
  ],
  [
    'snort[7]: [1:2000:3] Bad thing [Classification: Misc] [Priority: 2] {TCP} 192.0.2.7:4711 -> 198.51.100.1:443',
    {
      'event.kind': 'alert',
      'network.protocol': 'tcp',
      'source.port': 4711,
      'destination.ip': '198.51.100.1',
      'rule.name': 'Bad thing',
      'event.severity': 2,
    },
  ],
  [
    'radiusd[7]: (7) Login incorrect (mschap: bad): [alice] (from client vpn port 0 cli 192.0.2.7:4711)',
    { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'user.name': 'alice', 'source.ip': '192.0.2.7' },
  ],
  [
    'openvpn[7]: 192.0.2.7:4711 [alice] Peer Connection Initiated with [AF_INET]192.0.2.7:4711',
    {
      'vpn.step': 'start',
      'user.name': 'alice',
      'event.category': ['network'],
      'event.type': ['connection', 'start'],
      'network.protocol': 'openvpn',
      'event.provider': 'openvpn',
    },
  ],
  [
    "openvpn[7]: user 'bob' could not authenticate.",
    {
      'vpn.step': 'attempt',
      'event.outcome': 'failure',
      'event.category': ['authentication', 'network'],
      'event.type': ['error'],
      'user.name': 'bob',
    },
  ],
  [
    'openvpn[7]: TLS Error: incoming packet authentication failed from [AF_INET]192.0.2.7:4711',
    { 'source.ip': '192.0.2.7', 'source.port': 4711, 'event.type': ['connection', 'error'] },
  ],
  [
    'charon[7]: 05[NET] <con|1> sending packet: from 198.51.100.1[500] to 192.0.2.7[4500] (464 bytes)',
    {
      'network.bytes': 464,
      'network.protocol': 'ipsec',
      'source.port': 500,
      'destination.port': 4500,
      'event.category': ['network'],
      'event.type': ['connection'],
    },
  ],
  [
    'charon[7]: 05[IKE] <con|1> EAP method EAP_MSCHAPV2 failed for peer alice',
    { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'user.name': 'alice' },
  ],
  [
    'sshd[7]: Failed password for root from 192.0.2.7 port 4711 ssh2',
    { 'vpn.step': 'attempt', 'user.name': 'root', 'event.provider': 'sshd' },
  ],
  ['cron[7]: (root) CMD (/usr/sbin/newsyslog)', { 'event.provider': 'cron' }],
])('%s', (line, expected) => {
  for (const head of ['<134>Jan  2 03:04:05 ', 'Jan  2 03:04:05 pfSense '])
    expect(read(head + line)).toMatchObject({
      '@timestamp': time,
      'observer.vendor': 'netgate',
      'process.pid': 7,
      ...expected,
    })
})

it('keeps what OpenVPN told of a client from one line to the next', () => {
  const decode = pfsense.open({ zoneOffset: 0, year: 2026 })
  decode('<29>Jan  2 03:04:05 openvpn[7]: 192.0.2.7:4711 peer info: IV_VER=2.6.8')
  expect(
    decode(
      '<29>Jan  2 03:04:05 openvpn[7]: 192.0.2.7:4711 [alice] Peer Connection Initiated with [AF_INET]192.0.2.7:4711',
    ),
  ).toMatchObject({
    'vpn.client.version': '2.6.8',
  })
  expect(
    decode(
      '<29>Jan  2 03:04:05 openvpn[7]: alice/192.0.2.7:4711 MULTI_sva: pool returned IPv4=10.8.0.6, IPv6=(Not enabled)',
    ),
  ).toMatchObject({
    'vpn.step': 'assign',
    'source.nat.ip': '10.8.0.6',
    'user.name': 'alice',
  })
})

it.each([
  'hello',
  '<134>filterlog[7]: 1,2,3',
  'Jan  2 03:04:05 gate : %ASA-6-302013: Built',
  'Jan  2 03:04:05 gate kernel: IN=eth0 SRC=192.0.2.7',
])('rejects %s', (line) => {
  expect(read(line)).toBeInstanceOf(Reject)
})

it.each([
  [
    "/index.php: Web GUI authentication error for 'admin' from 192.0.2.8",
    { 'event.outcome': 'failure', 'user.name': 'admin', 'source.ip': '192.0.2.8' },
  ],
  [
    "/index.php: Successful login for user 'root' from: 192.0.2.7",
    { 'event.outcome': 'success', 'user.name': 'root', 'source.ip': '192.0.2.7' },
  ],
  [
    'user root authenticated successfully for WebGui [using OPNsense\\Auth\\Services\\WebGui]',
    { 'event.outcome': 'success', 'user.name': 'root' },
  ],
  [
    'user bob failed authentication for WebGui on OPNsense\\Auth\\Local [using x]',
    { 'event.outcome': 'failure', 'user.name': 'bob' },
  ],
])('reads OPNsense’s audit: %s', (text, expected) => {
  const line = `<13>1 2026-01-02T03:04:05+00:00 fw1 audit 123 - [meta sequenceId="1"] ${text}`
  expect(pfsense.sniff(line)).toBeGreaterThan(0.9)
  expect(pfsense.open({ zoneOffset: 0, year: 2026 })(line)).toMatchObject({
    'event.action': 'gui-login',
    ...expected,
  })
})
