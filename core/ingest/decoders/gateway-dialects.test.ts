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
  [
    'Firepower: a duration that cannot be moves no time',
    `Feb  4 08:45:34 ftd1 %NGIPS-1-430003: EventPriority: Low, FirstPacketSecond: 2020-02-04T08:45:34Z, ConnectionID: 3, AccessControlRuleAction: Block, SrcIP: 198.51.100.31, DstIP: 10.1.9.9, Protocol: tcp, ConnectionDuration: 1${'0'.repeat(306)}`,
    { '@timestamp': Date.UTC(2020, 1, 4, 8, 45, 34) },
  ],
  [
    'Junos: a phase 1 that fails tells the peer',
    'Mar  3 09:15:03 srx1 kmd[300]: IKE Phase-1: (Responder) Aggressive mode failure [local_ip=192.0.2.1, remote_ip=198.51.100.40]',
    { 'event.outcome': 'failure', 'source.ip': '198.51.100.40', 'destination.ip': '192.0.2.1' },
  ],
  [
    'CEF: FortiGate tells the moment in nanoseconds',
    'Mar  3 09:15:01 fw1 CEF: 0|Fortinet|Fortigate|v6.4.5|39426|event:vpn ssl-login-fail|7|FTNTFGTlogid=0101039426 cat=event:vpn FTNTFGTeventtime=1709453701000000000 FTNTFGTtz=+0100 act=ssl-login-fail FTNTFGTremip=198.51.100.21 duser=carol FTNTFGTgroup=N/A',
    { '@timestamp': 1709453701000, 'vpn.step': 'attempt', 'event.outcome': 'failure', 'user.name': 'carol' },
  ],
  [
    'CEF: GlobalProtect of PAN-OS',
    '<14>2024-03-03T09:15:02Z pa1 CEF:0|Palo Alto Networks|PAN-OS|10.1.0|globalprotect|GLOBALPROTECT|3|rt=Mar 03 2024 09:15:02 GMT PanOSEventID=gateway-auth PanOSStage=login PanOSSourceUserName=corp\\\\carol PanOSPublicIPv4=198.51.100.21 PanOSPrivateIPv4=0.0.0.0 PanOSEventStatus=failure',
    {
      'vpn.step': 'attempt',
      'event.outcome': 'failure',
      'event.action': 'gateway-auth',
      'user.name': 'carol',
      'source.ip': '198.51.100.21',
    },
  ],
  [
    'CEF: a connector that passes on what an ASA said',
    'CEF:0|Cisco|ASA||113005|AAA user authentication Rejected|4| rt=1709457304000 src=198.51.100.22 duser=dave dst=10.1.1.5 reason=AAA failure dvc=192.0.2.1',
    { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'user.name': 'dave', 'source.ip': '198.51.100.22' },
  ],
  [
    'CEF: a connector that passes on what Windows said',
    'CEF:0|Microsoft|Microsoft Windows||Microsoft-Windows-Security-Auditing:4625|An account failed to log on.|Medium| externalId=4625 categoryOutcome=/Failure rt=1709457303000 duser=carol dntdom=CORP src=198.51.100.21',
    {
      'vpn.step': 'attempt',
      'event.outcome': 'failure',
      'user.name': 'carol',
      'event.category': ['authentication'],
    },
  ],
  [
    'LEEF: what Pulse says is mined',
    'LEEF:1.0|Juniper Networks|Pulse Secure|8.1|AUT23457|devTime=2024-03-03 09:15:05\tsrc=198.51.100.23\tusrName=erin\trealm=Users\tmsg=Login failed using auth server AD.  Reason: Failed',
    { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'user.name': 'erin', 'source.ip': '198.51.100.23' },
  ],
  [
    'SoftEther: a line that the server forwards has a time of its own',
    '<134>Mar  3 09:15:02 vpn1 [vpn1/VPN/CORP] (2024-03-03 09:15:02.130) <SECURITY_LOG>: Connection "CID-5": Successfully authenticated as user "carol".',
    {
      '@timestamp': Date.UTC(2024, 2, 3, 9, 15, 2, 130),
      'vpn.step': 'attempt',
      'event.outcome': 'success',
      'user.name': 'carol',
      'vpn.group': 'CORP',
    },
  ],
  [
    'LEEF: what WatchGuard says is mined',
    '<140>Mar  3 09:15:02 FB1 801234567890A LEEF:1.0|WatchGuard|XTM|12.5|11000005|serial=801234567890A\tmsg=Authentication of SSLVPN user [carol@Firebox-DB] from 198.51.100.21 rejected, password is incorrect',
    { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'user.name': 'carol', 'source.ip': '198.51.100.21' },
  ],
]

test.each(dialects)('%s', (_, line, expected) => {
  const read = detectFormat([line], decoders)?.decoder.open({ zoneOffset: 0, year: 2026 })
  expect(read?.(line)).toMatchObject(expected)
})
