import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import { zscalerZia } from './zscaler-zia.ts'
import { zscalerZpa } from './zscaler-zpa.ts'

const context = { zoneOffset: 0, year: 2026 }
const time = Date.UTC(2026, 0, 2, 3, 4, 5)

describe('Internet Access', () => {
  const decode = zscalerZia.open(context)
  const feed = (name: string, event: object) =>
    decode(JSON.stringify({ sourcetype: `zscalernss-${name}`, event }))

  it('reads the form for Splunk as the one in JSON', () => {
    const web = [
      '2026-01-02 03:04:05',
      'reason=Allowed',
      'protocol=HTTPS',
      'action=Allowed',
      'responsesize=20',
      'requestsize=10',
      'serverip=198.51.100.7',
      'requestmethod=GET',
      'useragent=Agent/1.0',
      'product=NSS',
      'ClientIP=10.1.2.3',
      'status=200',
      'user=alice@corp.example',
      'url=www.example.com/a?b=c',
      'vendor=Zscaler',
      'clientpublicIP=203.0.113.9',
    ].join('\t')
    expect(zscalerZia.sniff(web)).toBeGreaterThan(0.9)
    expect(decode(web)).toMatchObject({
      '@timestamp': time,
      'event.outcome': 'success',
      'user.name': 'alice',
      'source.ip': '10.1.2.3',
      'source.nat.ip': '203.0.113.9',
      'destination.ip': '198.51.100.7',
      'http.response.bytes': 20,
      'url.full': 'https://www.example.com/a?b=c',
    })
    const firewall =
      'Jan  2 03:04:06 nss datetime=Fri Jan  2 03:04:05 2026\tuser=alice@corp.example\tcsip=10.1.2.3\tcsport=50000\tcdip=198.51.100.7\tcdport=443\tnwsvc=HTTPS\tproto=TCP\taction=Drop\tinbytes=20\toutbytes=10\trulelabel=r'
    expect(decode(firewall)).toMatchObject({
      '@timestamp': time,
      'event.dataset': 'zscaler_zia.firewall',
      'event.outcome': 'failure',
      'destination.port': 443,
      'network.bytes': 30,
    })
  })

  it('reads web transactions', () => {
    expect(
      feed('web', {
        time: 'Fri Jan  2 03:04:05 2026',
        login: 'alice@corp.example',
        proto: 'HTTPS',
        eurl: 'www.example.com:8443/a%20b.exe?q=1%26',
        action: 'Blocked',
        cip: '203.0.113.9',
        cintip: '10.1.2.3',
        sip: '198.51.100.7',
        reqsize: '600',
        respsize: 'NA',
        respcode: '403',
        rulelabel: 'Block it',
        eua: 'Agent%2F1.0',
      }),
    ).toMatchObject({
      '@timestamp': time,
      'event.action': 'blocked',
      'event.outcome': 'failure',
      'event.category': ['web'],
      'user.name': 'alice',
      'user.domain': 'corp.example',
      'source.ip': '10.1.2.3',
      'source.nat.ip': '203.0.113.9',
      'destination.ip': '198.51.100.7',
      'http.request.bytes': 600,
      'http.response.status_code': 403,
      'rule.name': 'Block it',
      'url.full': 'https://www.example.com:8443/a%20b.exe?q=1%26',
      'url.domain': 'www.example.com',
      'url.port': 8443,
      'url.path': '/a b.exe',
      'url.query': 'q=1&',
      'user_agent.original': 'Agent/1.0',
    })
  })

  it('reads firewall connections, with the bytes of each side', () => {
    expect(
      feed('fw', {
        datetime: 'Fri Jan  2 03:04:05 2026',
        user: 'alice%40corp.example',
        deviceowner: 'alice1',
        csip: '10.1.2.3',
        csport: '50123',
        cdip: '198.51.100.7',
        cdport: '443',
        sdip: '198.51.100.8',
        sdport: '8443',
        proto: 'TCP',
        nwsvc: 'HTTPS',
        action: 'Allow',
        inbytes: '30',
        outbytes: '12',
        rulelabel: 'Default%20Rule',
        durationms: '1500',
      }),
    ).toMatchObject({
      '@timestamp': time,
      'event.action': 'allow',
      'event.outcome': 'success',
      'event.duration': 1.5e9,
      'source.ip': '10.1.2.3',
      'source.bytes': 12,
      'destination.ip': '198.51.100.8',
      'destination.port': 8443,
      'destination.bytes': 30,
      'network.bytes': 42,
      'network.transport': 'tcp',
      'network.protocol': 'https',
      'rule.name': 'Default Rule',
      'user.name': 'alice1',
      'user.email': 'alice@corp.example',
    })
  })

  it('reads DNS and tunnels, also without the wrapper of the feed', () => {
    expect(
      decode(
        '{"datetime":"Fri Jan  2 03:04:05 2026","clt_sip":"10.1.2.3","srv_dip":"8.8.8.8","srv_dport":"53","dns_req":"a.example.com","dns_reqtype":"A","dns_resp":"192.0.2.8"}',
      ),
    ).toMatchObject({
      'network.protocol': 'dns',
      'dns.question.name': 'a.example.com',
      'dns.question.registered_domain': 'example.com',
      'dns.resolved_ip': ['192.0.2.8'],
      'destination.port': 53,
    })
    expect(
      feed('tunnel', {
        datetime: 'Fri Jan  2 03:04:05 2026',
        Recordtype: 'Tunnel Event',
        tunneltype: 'IPSec IKEv2',
        sourceip: '203.0.113.9',
        destinationip: '198.51.100.7',
        event: 'IPSec tunnel is up',
      }),
    ).toMatchObject({ 'event.action': 'IPSec tunnel is up', 'network.transport': 'ipsec ikev2' })
  })

  it('reads alerts of the streaming service', () => {
    expect(
      decode(
        '<114>Jan  2 03:04:05 [192.0.2.200] ZscalerNSS: SIEM Feed connection "DNS Logs" to 198.51.100.7:9012 lost and unavailable for the past 2440.00 minutes',
      ),
    ).toMatchObject({ '@timestamp': time, 'destination.ip': '198.51.100.7', 'destination.port': 9012 })
    expect(decode('<114>Jan  2 03:04:05 [192.0.2.200] ZscalerNSS: Zscaler is fine')).toMatchObject({
      'destination.ip': '192.0.2.200',
    })
  })

  it('rejects records without time and other objects', () => {
    expect(feed('web', { login: 'a' })).toBeInstanceOf(Reject)
    expect(feed('unheard-of', {})).toBeInstanceOf(Reject)
    expect(decode('{"a":1}')).toBeInstanceOf(Reject)
  })
})

describe('Private Access', () => {
  const decode = zscalerZpa.open(context)
  const write = (record: object) => decode(JSON.stringify(record))
  const status = {
    LogTimestamp: 'Fri Jan  2 03:04:05 2026',
    Customer: 'Corp',
    Username: 'alice@corp.example',
    SessionID: 's1',
    SessionStatus: 'ZPN_STATUS_AUTHENTICATED',
    Version: '4.1',
    ZEN: 'EU-1',
    PublicIP: '192.0.2.7',
    TimestampAuthentication: '2026-01-02T03:04:00.000Z',
    TimestampUnAuthentication: '',
    TotalBytesRx: 10,
    TotalBytesTx: 20,
    Hostname: 'PC1',
    Platform: 'windows',
  }

  it('tells begin, course, end and refusal of a session', () => {
    expect(write(status)).toMatchObject({
      '@timestamp': time,
      'vpn.step': 'start',
      'event.outcome': 'success',
      'user.name': 'alice@corp.example',
      'client.ip': '192.0.2.7',
      'vpn.session_id': 's1',
      'vpn.gateway': 'EU-1',
      'vpn.device.name': 'PC1',
    })
    expect(write({ ...status, TimestampAuthentication: '2026-01-01T03:04:00.000Z' })).toMatchObject({
      'vpn.step': 'update',
      'vpn.bytes_in': 10,
      'vpn.bytes_out': 20,
    })
    expect(
      write({
        ...status,
        SessionStatus: 'ZPN_STATUS_DISCONNECTED',
        TimestampUnAuthentication: '2026-01-02T03:05:00.000Z',
      }),
    ).toMatchObject({ 'vpn.step': 'end', 'vpn.duration': 60 })
    expect(write({ ...status, SessionStatus: 'ZPN_STATUS_AUTH_FAILED' })).toMatchObject({
      'vpn.step': 'attempt',
      'event.outcome': 'failure',
    })
  })

  it('reads activity, connectors and browser access', () => {
    expect(
      write({
        LogTimestamp: 'Fri Jan  2 03:04:05 2026',
        ConnectionStatus: 'close',
        IPProtocol: 6,
        Username: 'alice@corp.example',
        ClientPublicIP: '192.0.2.7',
        ServerIP: '10.0.0.9',
        ServerPort: 3389,
        TimestampConnectionStart: '2026-01-02T03:00:00.000Z',
        TimestampConnectionEnd: '2026-01-02T03:01:00.000Z',
        ZENTotalBytesRxClient: 5,
        ZENTotalBytesTxClient: 6,
      }),
    ).toMatchObject({
      'event.category': ['iam'],
      'event.duration': 60e9,
      'server.ip': '10.0.0.9',
      'destination.port': 3389,
      'network.transport': 'tcp',
      'network.bytes': 11,
    })
    expect(write({ ...status, ConnectorGroup: 'g', Connector: 'c1' })).toMatchObject({
      'event.category': ['package'],
      'observer.name': 'c1',
    })
    expect(write({ ...status, ConnectorGroup: 'g' })).not.toHaveProperty(['vpn.step'])
    expect(
      write({
        LogTimestamp: 'Fri Jan  2 03:04:05 2026',
        ConnectionStatus: 'open',
        Exporter: 'x',
        NameID: 'alice',
        ClientPublicIp: '192.0.2.7',
        Method: 'GET',
        Protocol: 'HTTPS',
        Host: 'App.example.com',
        URL: '/A?b=1',
        StatusCode: 302,
      }),
    ).toMatchObject({
      'event.category': ['network', 'session'],
      'client.ip': '192.0.2.7',
      'url.original': 'https://app.example.com/a?b=1',
      'http.response.status_code': 302,
    })
  })

  it('reads what administrators did', () => {
    const audit = (operation: string, type: string, value: object) =>
      write({
        ModifiedTime: '',
        CreationTime: '2026-01-02T03:04:05.000Z',
        AuditOperationType: operation,
        ObjectType: type,
        AuditNewValue: JSON.stringify(value),
        User: 'admin@corp.example',
      })
    expect(audit('Sign In', 'Authentication', { remoteIP: '192.0.2.7' })).toMatchObject({
      '@timestamp': time,
      'event.type': ['access', 'allowed'],
      'client.ip': '192.0.2.7',
      'user.name': 'admin@corp.example',
    })
    expect(audit('Create', 'Server', { domainOrIpAddress: '10.0.0.1' })).toMatchObject({
      'server.ip': '10.0.0.1',
      'event.type': ['creation'],
    })
    expect(audit('Create', 'Server', { domainOrIpAddress: 'example.com' })).not.toHaveProperty(['server.ip'])
  })
})
