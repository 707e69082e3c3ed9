import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import { detectFormat } from '../detect-format.ts'
import { decoders } from './index.ts'

const context = { zoneOffset: 0, year: 2026 }
const time = Date.UTC(2026, 0, 2, 3, 4, 5)

function one(name: string, line: string): Event {
  const detected = detectFormat([line], decoders)
  expect(detected?.decoder.name).toBe(name)
  const event = detected?.decoder.open(context)(line)
  if (event === undefined || event instanceof Reject) throw new Error(JSON.stringify(event))
  expect(event['@timestamp']).toBe(time)
  return event
}

describe('Strata Logging Service', () => {
  it.each([
    [
      '{"LogType":"GLOBALPROTECT","TimeGenerated":"2026-01-02T03:04:05.000000Z","EventIDValue":"gateway-auth","EventStatus":"failure","SourceUserName":"corp\\\\alice","PublicIPv4":"192.0.2.7","PrivateIPv4":"0.0.0.0","Gateway":"GP_GW","ConnectionError":"invalid password","DeviceName":"fw1"}',
      { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'event.reason': 'invalid password' },
    ],
    [
      '{"log_type":{"value":"globalprotect"},"time_generated":1767323045000000,"event_id":{"value":"gateway-connected"},"status":"success","source_user":"alice@corp.example","public_ip":{"value":"192.0.2.7"},"private_ip":{"value":"10.8.0.5"},"endpoint_os_version":"Windows 11","log_source_id":"1"}',
      {
        'vpn.step': 'start',
        'event.outcome': 'success',
        'vpn.assigned_ip': '10.8.0.5',
        'vpn.client.os': 'Windows 11',
      },
    ],
  ])('GlobalProtect: %s', (line, expected) => {
    expect(one('strata', line)).toMatchObject({
      'user.name': 'alice',
      'source.ip': '192.0.2.7',
      ...expected,
    })
  })

  it('traffic', () => {
    const line =
      '{"LogType":"TRAFFIC","TimeGenerated":"2026-01-02T03:04:05Z","SourceIP":"10.8.0.5","DestIP":"192.0.2.7","SourcePort":50000,"DestPort":443,"Protocol":"tcp","Action":"deny","Application":"ssl","Rule":"out","BytesSent":10,"BytesReceived":20,"SourceUser":"alice"}'
    expect(one('strata', line)).toMatchObject({
      'event.type': ['connection', 'denied'],
      'event.outcome': 'failure',
      'source.ip': '10.8.0.5',
      'destination.port': 443,
      'network.bytes': 30,
      'network.transport': 'tcp',
    })
  })
})

describe('Tailscale', () => {
  it('tells a flow by its largest', () => {
    const line =
      '{"nodeId":"n1","logged":"2026-01-02T03:04:10Z","start":"2026-01-02T03:04:05Z","end":"2026-01-02T03:04:10Z","virtualTraffic":[{"proto":6,"src":"100.64.0.1:50000","dst":"100.64.0.2:22","txPkts":1,"txBytes":10,"rxPkts":1,"rxBytes":20},{"proto":17,"src":"100.64.0.1:50001","dst":"100.64.0.3:53","txPkts":1,"txBytes":1,"rxPkts":1,"rxBytes":2}],"physicalTraffic":[{"src":"100.64.0.2:0","dst":"192.0.2.7:41641","txPkts":1,"txBytes":60}]}'
    expect(one('tailscale', line)).toMatchObject({
      'source.ip': '100.64.0.1',
      'destination.ip': '100.64.0.2',
      'destination.port': 22,
      'network.transport': 'tcp',
      'network.bytes': 30,
    })
  })

  it('tells who changed what', () => {
    const line =
      '{"eventTime":"2026-01-02T03:04:05Z","type":"CONFIG","eventGroupID":"g","origin":"ADMIN_CONSOLE","actor":{"id":"u","type":"USER","loginName":"alice@corp.example"},"target":{"id":"n","name":"pc1","type":"NODE","property":"ALLOWED_IPS"},"action":"UPDATE"}'
    expect(one('tailscale', line)).toMatchObject({
      'event.action': 'update-node',
      'event.category': ['configuration'],
      'user.name': 'alice',
    })
  })
})

describe('Netskope', () => {
  it('a connection and a sign-in', () => {
    const connection =
      '{"timestamp":1767323045,"type":"network","user":"alice@corp.example","srcip":"192.0.2.7","dstip":"10.0.0.5","dstport":22,"srcport":50000,"ip_protocol":6,"network_session_id":"s1","tunnel_id":"t","client_bytes":10,"server_bytes":20,"app":"[Jump]","action":"block","policy":"p"}'
    expect(one('netskope', connection)).toMatchObject({
      'user.name': 'alice',
      'event.outcome': 'failure',
      'event.type': ['connection', 'denied'],
      'destination.port': 22,
      'network.bytes': 30,
      'network.transport': 'tcp',
    })
    const login =
      '{"timestamp":1767323045,"type":"nspolicy","user":"alice@corp.example","userip":"10.8.0.5","srcip":"192.0.2.7","access_method":"Client","src_country":"DE","ur_normalized":"alice@corp.example","app":"Box","activity":"Login Failed","os":"Windows 11"}'
    expect(one('netskope', login)).toMatchObject({
      'vpn.step': 'attempt',
      'event.outcome': 'failure',
      'source.ip': '192.0.2.7',
      'source.geo.country_iso_code': 'DE',
    })
  })
})

describe('Cato', () => {
  it.each([
    ['Connected', 'Succeeded', { 'vpn.step': 'start', 'event.outcome': 'success', 'vpn.gateway': 'Berlin' }],
    ['Disconnected', '', { 'vpn.step': 'end' }],
    ['Connected', 'Failed', { 'vpn.step': 'attempt', 'event.outcome': 'failure' }],
  ])('%s %s', (told, action, expected) => {
    const record = {
      event_type: 'Connectivity',
      event_sub_type: told,
      action,
      time: time,
      account_id: 1,
      pop_name: 'Berlin',
      vpn_user_email: 'alice@corp.example',
      src_isp_ip: '192.0.2.7',
      src_ip: '10.41.0.5',
      tunnel_protocol: 'DTLS',
    }
    for (const line of [record, { time, fieldsMap: record }])
      expect(one('cato', JSON.stringify(line))).toMatchObject({
        'user.name': 'alice',
        'source.ip': '192.0.2.7',
        'vpn.assigned_ip': '10.41.0.5',
        ...expected,
      })
  })

  it('a refused connection', () => {
    const line =
      '{"event_type":"Security","event_sub_type":"Internet Firewall","action":"Block","time":1767323045000,"account_id":1,"user_name":"Alice","src_ip":"10.41.0.5","src_isp_ip":"192.0.2.9","dest_ip":"192.0.2.7","dest_port":443,"ip_protocol":"TCP","rule_name":"r"}'
    expect(one('cato', line)).toMatchObject({
      'source.ip': '10.41.0.5',
      'destination.ip': '192.0.2.7',
      'event.type': ['connection', 'denied'],
    })
  })
})

describe('Cloudflare Zero Trust', () => {
  it.each([
    [
      '{"Datetime":"2026-01-02T03:04:05Z","DeviceName":"PC1","Email":"alice@corp.example","QueryName":"bad.example","QueryTypeName":"A","ResolverDecision":"blockedByCategory","SrcIP":"192.0.2.7","SrcPort":0,"DstIP":"172.64.36.1","DstPort":443,"Protocol":"https"}',
      { 'event.outcome': 'failure', 'dns.question.name': 'bad.example', 'source.ip': '192.0.2.7' },
    ],
    [
      '{"Datetime":"2026-01-02T03:04:05Z","Action":"block","Email":"alice@corp.example","HTTPHost":"bad.example","HTTPMethod":"GET","URL":"https://bad.example/a","SourceIP":"192.0.2.7","DestinationIP":"198.51.100.7","DestinationPort":443,"PolicyName":"p","HTTPStatusCode":403}',
      {
        'event.outcome': 'failure',
        'event.category': ['web'],
        'url.domain': 'bad.example',
        'rule.name': 'p',
      },
    ],
    [
      '{"ActionResult":true,"ActionType":"login","ActorEmail":"alice@corp.example","ActorID":"u","ActorIP":"192.0.2.7","ActorType":"user","ID":"i","ResourceType":"account","When":"2026-01-02T03:04:05Z"}',
      { 'event.outcome': 'success', 'event.category': ['authentication'], 'source.ip': '192.0.2.7' },
    ],
  ])('%s', (line, expected) => {
    expect(one('cloudflare', line)).toMatchObject({ 'user.email': 'alice@corp.example', ...expected })
  })
})
