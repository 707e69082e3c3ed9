import { expect, test } from 'vitest'
import type { Event } from '../../event/event.ts'
import { detectFormat } from '../detect-format.ts'
import { decoders } from './index.ts'

/** Lines as products write them beside their usual form, and what is to be read of them. */
const dialects: readonly (readonly [what: string, line: string, expected: Partial<Event>])[] = [
  [
    'Check Point: a sign-in that failed says so in its status alone',
    '<134>1 2024-03-03T09:15:01Z cp1 CheckPoint 1234 - [action:"Log In"; ifdir:"inbound"; loguid:"{0x1}"; origin:"192.0.2.1"; time:"1709457301"; auth_method:"Password"; user:"Doe, Carol (carol)"; src:"198.51.100.21"; status:"Failure"; fail_reason:"Wrong password"; product:"Mobile Access"]',
    {
      'vpn.step': 'attempt',
      'event.outcome': 'failure',
      'event.reason': 'Wrong password',
      'user.name': 'carol',
      'source.ip': '198.51.100.21',
    },
  ],
  [
    'Check Point: the Splunk form of the Log Exporter',
    'time=1709457302|hostname=cp1|product=VPN-1 & FireWall-1|action=Drop|ifdir=inbound|ifname=eth0|loguid={0x2}|origin=192.0.2.1|src=198.51.100.31|s_port=50000|dst=192.0.2.1|service=3389|proto=6|rule_name=a\\|b',
    {
      '@timestamp': Date.UTC(2024, 2, 3, 9, 15, 2),
      'event.type': ['connection', 'denied'],
      'source.ip': '198.51.100.31',
      'destination.port': 3389,
      'rule.name': 'a|b',
    },
  ],
  [
    'SonicWall: Secure Mobile Access has numbers of its own',
    'Oct 18 01:40:26 sra SSLVPN: id=sslvpn sn=0006B119CE3C time="2010-10-18 01:40:26" vp_time="2010-10-17 22:40:26 UTC" fw=192.0.2.1 pri=4 m=1 src=198.51.100.21 dst=192.0.2.1 user="carol" usr="carol" msg="User login failed" agent="Mozilla/4.0"',
    {
      '@timestamp': Date.UTC(2010, 9, 17, 22, 40, 26),
      'vpn.step': 'attempt',
      'event.outcome': 'failure',
      'user.name': 'carol',
      'source.ip': '198.51.100.21',
    },
  ],
  [
    'SonicWall: a tunnel of NetExtender ends',
    'local6.notice SSLVPN: id=sslvpn sn=0006B119CE3C time="2010-10-18 01:39:45" vp_time="2010-10-17 22:39:45 UTC" fw=192.0.2.1 pri=5 m=2 src=198.51.100.21 dst=192.0.2.1 user="carol" usr="carol" msg="NetExtender disconnected" duration=167 agent=""',
    { 'vpn.step': 'end', 'vpn.duration': 167, 'user.name': 'carol' },
  ],
  [
    'Firepower: its own time settles a header without a year',
    '<113>Feb  4 08:45:34 ftd1 %NGIPS-1-430003: EventPriority: Low, DeviceUUID: e8566508-eaa9-11e5-860f-de3e305d8269, FirstPacketSecond: 2020-02-04T08:45:34Z, ConnectionID: 3, AccessControlRuleAction: Block, SrcIP: 198.51.100.31, DstIP: 10.1.9.9, SrcPort: 13723, DstPort: 80, Protocol: tcp, ConnectionDuration: 10, InitiatorPackets: 1, ResponderPackets: 0, InitiatorBytes: 54, ResponderBytes: 0',
    { '@timestamp': Date.UTC(2020, 1, 4, 8, 45, 44), 'source.ip': '198.51.100.31' },
  ],
]

test.each(dialects)('%s', (_, line, expected) => {
  const read = detectFormat([line], decoders)?.decoder.open({ zoneOffset: 0, year: 2026 })
  expect(read?.(line)).toMatchObject(expected)
})
