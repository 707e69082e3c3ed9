import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import { awsClientVpn } from './aws-client-vpn.ts'
import { awsVpcFlow } from './aws-vpc-flow.ts'
import { azure } from './azure.ts'
import { cloudflare } from './cloudflare.ts'
import { decoders } from './index.ts'
import { jsonDecoder } from './json.ts'

const context = { zoneOffset: 0, year: 2026 }
const time = Date.UTC(2026, 0, 2, 3, 4, 5)

describe('AWS VPC flow logs', () => {
  it('are read in the default format', () => {
    const decode = awsVpcFlow.open(context)
    const [start, end] = [time / 1000 - 60, time / 1000]
    expect(
      decode(
        `2 123456789010 eni-0a1b2c3d 10.0.0.5 198.51.100.7 50123 443 6 10 4249 ${start} ${end} REJECT OK`,
      ),
    ).toMatchObject({
      '@timestamp': time,
      'event.start': time - 60_000,
      'event.duration': 60e9,
      'event.action': 'reject',
      'event.outcome': 'failure',
      'source.bytes': 4249,
      'source.packets': 10,
      'destination.port': 443,
      'network.transport': 'tcp',
    })
    expect(decode(`2 123456789010 eni-0a1b2c3d - - - - - - - ${start} ${end} - NODATA`)).not.toHaveProperty([
      'source.ip',
    ])
    expect(decode('2 123456789010 eni-0a1b2c3d')).toBeInstanceOf(Reject)
  })

  it('are read in any order under a header, also from CloudWatch’s export', () => {
    const decode = awsVpcFlow.open(context)
    const header = 'version srcaddr dstaddr flow-direction protocol bytes end start action log-status'
    expect(awsVpcFlow.sniff(header)).toBeGreaterThan(0.9)
    expect(decode(header)).toBeUndefined()
    const line = `2026-01-02T03:04:10.000Z 5 2001:db8::1 2001:db8::2 egress 58 99 ${time / 1000} 1 ACCEPT OK`
    expect(awsVpcFlow.sniff(line)).toBeGreaterThan(0.8)
    expect(decode(line)).toMatchObject({
      '@timestamp': time,
      'source.ip': '2001:db8::1',
      'network.direction': 'outbound',
      'network.transport': 'ipv6-icmp',
      'network.bytes': 99,
      'network.type': 'ipv6',
    })
  })
})

describe('AWS Client VPN', () => {
  const decode = awsClientVpn.open({ ...context, zoneOffset: 120 })
  const connection = {
    'connection-log-type': 'connection-attempt',
    'connection-attempt-status': 'successful',
    'connection-reset-status': 'NA',
    'connection-attempt-failure-reason': 'NA',
    'connection-id': 'cvpn-connection-1',
    'client-vpn-endpoint-id': 'cvpn-endpoint-1',
    'transport-protocol': 'udp',
    'connection-start-time': '2026-01-02 03:04:05',
    'connection-last-update-time': '2026-01-02 03:04:05',
    'client-ip': '10.0.1.2',
    'common-name': 'laptop',
    'device-type': 'mac',
    'device-ip': '192.0.2.7',
    port: '50096',
    'ingress-bytes': '0',
    'egress-bytes': '0',
    'connection-end-time': 'NA',
    username: 'alice',
  }
  const write = (record: object) => decode(JSON.stringify({ ...connection, ...record }))

  it('tells start, refusal and end', () => {
    expect(write({})).toMatchObject({
      '@timestamp': time,
      'vpn.step': 'start',
      'event.outcome': 'success',
      'user.name': 'alice',
      'source.ip': '192.0.2.7',
      'source.port': 50096,
      'vpn.assigned_ip': '10.0.1.2',
      'vpn.session_id': 'cvpn-connection-1',
      'vpn.gateway': 'cvpn-endpoint-1',
      'vpn.device.name': 'laptop',
    })
    expect(
      write({
        'connection-attempt-status': 'failed',
        'connection-attempt-failure-reason': 'authentication-failed',
        'client-ip': 'NA',
      }),
    ).toMatchObject({
      'vpn.step': 'attempt',
      'event.outcome': 'failure',
      'event.reason': 'authentication-failed',
    })
    expect(
      write({
        'connection-log-type': 'connection-reset',
        'connection-attempt-status': 'NA',
        'connection-reset-status': 'successful',
        'connection-end-time': '2026-01-02 03:14:05',
        'ingress-bytes': '100',
        'egress-bytes': '200',
      }),
    ).toMatchObject({
      '@timestamp': time + 600_000,
      'vpn.step': 'end',
      'vpn.duration': 600,
      'vpn.bytes_in': 100,
      'vpn.bytes_out': 200,
    })
  })
})

describe('Azure', () => {
  const decode = azure.open(context)
  const write = (record: object) =>
    decode(JSON.stringify({ time: '2026-01-02T03:04:05.1234567Z', resourceId: '/X/Y/NAME', ...record }))

  it('reads sign-ins; only those of a person are attempts', () => {
    const signIn = (properties: object, category = 'SignInLogs') =>
      write({
        category,
        operationName: 'Sign-in activity',
        callerIpAddress: '[2001:db8::7]:4431',
        durationMs: 3,
        properties: { userPrincipalName: 'alice@corp.example', isInteractive: true, ...properties },
      })
    expect(signIn({ status: { errorCode: 50126, failureReason: 'Invalid password.' } })).toMatchObject({
      '@timestamp': time + 123,
      'event.outcome': 'failure',
      'event.reason': 'Invalid password.',
      'vpn.step': 'attempt',
      'user.name': 'alice',
      'user.domain': 'corp.example',
      'source.ip': '2001:db8::7',
      'client.ip': '2001:db8::7',
      'source.port': 4431,
    })
    expect(signIn({ status: { errorCode: 50074 } })).toMatchObject({
      'vpn.step': 'challenge',
      'vpn.mfa.result': 'prompted',
    })
    expect(signIn({ status: { errorCode: 500121 } })).toMatchObject({ 'vpn.mfa.result': 'failure' })
    expect(
      signIn({ status: { errorCode: 0 }, isInteractive: false }, 'NonInteractiveUserSignInLogs'),
    ).not.toHaveProperty(['vpn.step'])
  })

  it.each<[string, string, object]>([
    [
      'AzureFirewallNetworkRule',
      'TCP request from 10.0.0.4:50123 to 198.51.100.7:443. Action: Deny. Policy: p. Rule Collection Group: g. Rule Collection: c. Rule: r',
      {
        'network.transport': 'tcp',
        'source.ip': '10.0.0.4',
        'source.port': 50123,
        'destination.ip': '198.51.100.7',
        'destination.port': 443,
        'event.type': ['connection', 'denied'],
        'rule.name': 'r',
        'rule.ruleset': 'c',
      },
    ],
    [
      'AzureFirewallNatRule',
      "TCP request from 192.0.2.7:5000 to 203.0.113.1:3389 was DNAT'ed to 10.0.0.9:3390",
      { 'destination.port': 3389, 'destination.nat.ip': '10.0.0.9', 'destination.nat.port': 3390 },
    ],
    [
      'AzureFirewallNetworkRule',
      'ICMP Type=8 request from 10.0.0.4 to 10.1.0.4. Action: Allow. ',
      {
        'network.transport': 'icmp',
        'destination.ip': '10.1.0.4',
        'event.type': ['connection', 'allowed'],
      },
    ],
    [
      'AzureFirewallApplicationRule',
      'HTTPS request from 10.0.0.4:50123 to www.example.com:443. Url: www.example.com/x. Action: Deny. No rule matched. Proceeding with default action',
      {
        'network.protocol': 'https',
        'destination.domain': 'www.example.com',
        'url.original': 'www.example.com/x',
        'event.outcome': 'failure',
      },
    ],
  ])('reads sentences of %s', (category, msg, expected) => {
    expect(write({ category, operationName: `${category}Log`, properties: { msg } })).toMatchObject(expected)
  })

  it('reads structured firewall logs', () => {
    expect(
      write({
        category: 'AZFWNetworkRule',
        properties: {
          Protocol: 'TCP',
          SourceIp: '10.0.0.4',
          SourcePort: 50123,
          DestinationIp: '198.51.100.7',
          DestinationPort: 22,
          Action: 'Allow',
          Rule: 'r',
        },
      }),
    ).toMatchObject({
      'network.transport': 'tcp',
      'destination.port': 22,
      'rule.name': 'r',
      'event.outcome': 'success',
    })
  })

  it('reads VPN gateways; the point-to-site log tells of people', () => {
    const gateway = (category: string, operationName: string, message: string) =>
      write({ category, operationName, properties: { message } })
    const peers = 'SESSION_ID :{11111111-2222} Remote 192.0.2.7:4500: Local 203.0.113.1:4500: '
    expect(
      gateway(
        'P2SDiagnosticLog',
        'P2SLogEvent',
        `${peers}Connection successful. Username=alice@corp.example IP=172.16.0.5`,
      ),
    ).toMatchObject({
      'vpn.step': 'start',
      'user.name': 'alice',
      'source.ip': '192.0.2.7',
      'source.port': 4500,
      'destination.ip': '203.0.113.1',
      'vpn.gateway': 'NAME',
      'vpn.session_id': '{11111111-2222}',
      'vpn.assigned_ip': '172.16.0.5',
    })
    expect(
      gateway('P2SDiagnosticLog', 'P2SLogEvent', 'EAP authentication failed Username=alice'),
    ).toMatchObject({ 'vpn.step': 'attempt', 'event.outcome': 'failure' })
    expect(gateway('IKEDiagnosticLog', 'IKELogEvent', `${peers}[RECEIVED] SA_INIT`)).toMatchObject({
      'source.ip': '192.0.2.7',
      'event.type': ['info'],
    })
    expect(
      decode(
        '{"TimeGenerated":"2026-01-02T03:04:05Z","Category":"TunnelDiagnosticLog","OperationName":"TunnelDisconnected","Resource":"GW1","remoteIP_s":"192.0.2.7"}',
      ),
    ).toMatchObject({
      '@timestamp': time,
      'event.type': ['end'],
      'observer.name': 'GW1',
      'source.ip': '192.0.2.7',
    })
  })

  it('leaves other categories to others', () => {
    expect(write({ category: 'AuditLogs' })).toBeInstanceOf(Reject)
    expect(azure.sniff('{"category":"AuditLogs","time":"2026-01-02T03:04:05Z"}')).toBe(0)
  })
})

describe('Cloudflare', () => {
  const decode = cloudflare.open(context)
  const write = (record: object) => decode(JSON.stringify(record))

  it('reads logins to applications', () => {
    const login = {
      Action: 'login',
      Allowed: false,
      AppDomain: 'app.example.com',
      Connection: 'saml',
      CreatedAt: time * 1e6,
      Email: 'alice@corp.example',
      IPAddress: '192.0.2.7',
      RayID: 'r',
    }
    expect(write(login)).toMatchObject({
      '@timestamp': time,
      'vpn.step': 'attempt',
      'event.outcome': 'failure',
      'event.type': ['access', 'denied'],
      'source.ip': '192.0.2.7',
      'vpn.auth_method': 'saml',
      'user.email': 'alice@corp.example',
    })
    expect(write({ ...login, Allowed: true, Action: 'logout' })).toMatchObject({ 'vpn.step': 'end' })
  })

  it('reads the gateway’s decisions and sessions', () => {
    expect(
      write({
        Action: 'block',
        Datetime: '2026-01-02T03:04:05Z',
        SourceIP: '10.0.0.4',
        SourcePort: 5000,
        DestinationIP: '198.51.100.7',
        DestinationPort: 443,
        Transport: 'tcp',
        PolicyName: 'p',
        SNI: 'e.com',
      }),
    ).toMatchObject({ 'event.outcome': 'failure', 'rule.name': 'p', 'tls.client.server_name': 'e.com' })
    expect(
      write({
        SessionID: 's',
        SessionStartTime: '2026-01-02T03:04:05Z',
        SessionEndTime: '2026-01-02T03:04:15Z',
        OriginIP: '198.51.100.7',
        OriginPort: 443,
        SourceIP: '10.0.0.4',
        BytesSent: 1,
        BytesReceived: 2,
      }),
    ).toMatchObject({ '@timestamp': time, 'event.duration': 10e9, 'network.bytes': 3 })
  })
})

describe('in a mixed stream of JSON', () => {
  const decode = jsonDecoder(() => decoders).open(context)
  const access = `{"RayID":"r","AppDomain":"a.example.com","CreatedAt":"2026-01-02T03:04:05Z","Action":"login"}`

  it('a product’s object is read as the product’s', () => {
    expect(decode(access)).toMatchObject({ 'observer.vendor': 'Cloudflare', 'vpn.step': 'attempt' })
  })
  it('also inside a message, and after a syslog header', () => {
    expect(decode(JSON.stringify({ message: access }))).toMatchObject({ 'observer.vendor': 'Cloudflare' })
    const line = `<134>Jan  2 03:04:05 gate ${access}`
    expect(cloudflare.sniff(line)).toBeGreaterThan(0.9)
    expect(cloudflare.open(context)(line)).toMatchObject({ 'observer.vendor': 'Cloudflare' })
  })
  it('a CEF line without a time takes the shipper’s', () => {
    const shipped = { '@timestamp': '2026-01-02T03:04:05Z', message: 'CEF:0|V|P|1|2|n|3|src=192.0.2.1' }
    expect(decode(JSON.stringify(shipped))).toMatchObject({ '@timestamp': time, 'source.ip': '192.0.2.1' })
  })
})
