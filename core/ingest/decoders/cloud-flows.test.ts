import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import { detectFormat } from '../detect-format.ts'
import { decoders } from './index.ts'

const context = { zoneOffset: 0, year: 2026 }
const seconds = Date.UTC(2026, 0, 2, 3, 4, 5) / 1000

function one(name: string, line: string): Event {
  const detected = detectFormat([line], decoders)
  expect(detected?.decoder.name, line).toBe(name)
  const event = detected?.decoder.open(context)(line)
  if (event === undefined || event instanceof Reject) throw new Error(JSON.stringify(event))
  return event
}

const flow = {
  'source.ip': '10.0.0.5',
  'source.port': 50_000,
  'destination.ip': '192.0.2.7',
  'destination.port': 443,
  'network.transport': 'tcp',
}

describe('AWS flow logs', () => {
  const counted = { ...flow, 'network.bytes': 840, 'network.packets': 7, 'event.outcome': 'success' }
  it.each([
    [
      'version 3 in the order of the guide',
      `3 vpc-abc subnet-1 i-01 eni-1 123456789010 IPv4 10.0.0.5 192.0.2.7 50000 443 10.0.0.5 192.0.2.7 6 840 7 ${seconds - 60} ${seconds} ACCEPT 3 OK`,
    ],
    [
      'version 5, its fields behind those of version 2',
      `5 123456789010 eni-1 10.0.0.5 192.0.2.7 50000 443 6 7 840 ${seconds - 60} ${seconds} ACCEPT OK vpc-abc subnet-1 i-01 3 IPv4 10.0.0.5 192.0.2.7 eu-central-1 euc1-az1 - - - - egress 8`,
    ],
    [
      'JSON',
      `{"version":5,"account_id":"123456789010","interface_id":"eni-1","srcaddr":"10.0.0.5","dstaddr":"192.0.2.7","srcport":50000,"dstport":443,"protocol":6,"packets":7,"bytes":840,"start":${seconds - 60},"end":${seconds},"action":"ACCEPT","log_status":"OK","flow_direction":"egress"}`,
    ],
  ])('%s', (_, line) => {
    expect(one('aws-vpc-flow', line)).toMatchObject({ '@timestamp': seconds * 1000, ...counted })
  })
})

it('Azure: the largest flow of a record of a network security group', () => {
  const line =
    '{"time":"2026-01-02T03:04:05Z","systemId":"s","category":"NetworkSecurityGroupFlowEvent","resourceId":"/SUBSCRIPTIONS/X","operationName":"NetworkSecurityGroupFlowEvents","properties":{"Version":2,"flows":[{"rule":"Deny_All","flows":[{"mac":"000D3A","flowTuples":["1767323045,198.51.100.9,10.0.0.5,1,22,T,I,D,B,,,,"]}]},{"rule":"Out","flows":[{"mac":"000D3A","flowTuples":["1767323045,10.0.0.5,192.0.2.7,50000,443,T,O,A,E,7,840,5,600"]}]}]}}'
  expect(one('azure', line)).toMatchObject({
    ...flow,
    'rule.name': 'Out',
    'network.bytes': 1440,
    'network.direction': 'outbound',
    'event.type': ['connection', 'allowed'],
    message: 'the largest of 2 flows of this record',
  })
})

describe('Google Cloud', () => {
  it.each([
    [
      'a flow',
      '{"insertId":"i","jsonPayload":{"bytes_sent":"840","packets_sent":"7","connection":{"src_ip":"10.0.0.5","src_port":50000,"dest_ip":"192.0.2.7","dest_port":443,"protocol":6},"start_time":"2026-01-02T03:04:05Z","end_time":"2026-01-02T03:04:10Z","reporter":"SRC"},"logName":"projects/p/logs/compute.googleapis.com%2Fvpc_flows","timestamp":"2026-01-02T03:04:20Z"}',
      { 'network.bytes': 840, 'event.duration': 5e9 },
    ],
    [
      'a refusal',
      '{"jsonPayload":{"connection":{"src_ip":"10.0.0.5","src_port":50000,"dest_ip":"192.0.2.7","dest_port":443,"protocol":6},"disposition":"DENIED","rule_details":{"reference":"network:default/firewall:no"}},"timestamp":"2026-01-02T03:04:05Z"}',
      { 'event.outcome': 'failure', 'event.type': ['connection', 'denied'] },
    ],
  ])('%s', (_, line, expected) => {
    expect(one('gcp-vpc', line)).toMatchObject({ '@timestamp': seconds * 1000, ...flow, ...expected })
  })
})

it('a time that no calendar holds is none', () => {
  const line =
    '2 123456789010 eni-0a1b2c3d 10.0.0.5 198.51.100.7 50123 443 6 10 840 424901767322985 424901767323045 ACCEPT OK'
  const record = detectFormat([line], decoders)?.decoder.open(context)(line)
  expect(record && '@timestamp' in record ? record['@timestamp'] : Number.NaN).toBeNaN()
})
