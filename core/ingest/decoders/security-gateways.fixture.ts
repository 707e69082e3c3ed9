/** Lines in the form of each vendor, by the name of its decoder; the addresses are of documentation ranges. */
export const gatewayLines: Record<string, readonly string[]> = {
  barracuda: [
    '<14>Jan  2 03:04:05 cgf1 box_Firewall_Activity: Info cgf1 Remove: type=FWD|proto=UDP|srcIF=eth1|srcIP=10.0.0.7|srcPort=35119|srcMAC=00:53:00:00:00:01|dstIP=192.0.2.53|dstPort=53|dstService=domain|dstIF=eth0|rule=Internet|info=Balanced Session Idle Timeout|srcNAT=198.51.100.1|dstNAT=192.0.2.53|duration=21132|count=1|receivedBytes=130|sentBytes=62|receivedPackets=1|sentPackets=1|user=alice|',
  ],
  'barracuda-stream': [
    '{"component":"firewall","date":"2026 01 02","dst_ip":"192.0.2.7","operation":"Block","port":"443","severity":"Warning","src_ip":"10.0.0.7","time":"03:04:05","timestamp":"2026-01-02T03:04:05+00:00","timezone":"+00:00","trans_proto":"TCP","type":"Virus","user":"alice"}',
  ],
  'check-point': [
    '<134>1 2026-01-02T03:04:05Z gw1 CheckPoint 1234 - [action:"Log In"; flags:"150784"; ifdir:"inbound"; loguid:"{0x1,0x2}"; origin:"198.51.100.1"; time:"1767323045"; version:"5"; auth_method:"User Authentication (Active Directory)"; client_name:"Endpoint Security VPN"; office_mode_ip:"10.8.0.5"; product:"Mobile Access"; session_uid:"{A1}"; src:"203.0.113.7"; user:"alice (Alice Doe)"]',
    '<134>1 2026-01-02T03:04:06Z gw1 CheckPoint 1234 - [action:"Accept"; ifdir:"inbound"; ifname:"eth1"; loguid:"{0x3}"; origin:"198.51.100.1"; __policy_id_tag:"product=VPN-1 & FireWall-1[db_tag={B};policy_name=Standard\\]"; dst:"10.1.1.1"; product:"VPN-1 & FireWall-1"; proto:"6"; rule_action:"Inline"; rule_action:"Accept"; rule_name:"outer"; rule_name:"inner"; s_port:"50000"; service:"445"; src:"10.8.0.5"; bytes:"900"; user:"alice"]',
  ],
  'f5-big-ip': [
    'Jan  2 03:04:05 lb1 notice tmm2[20226]: 01490500:5: /Common/vpn:Common:49dc8781: New session from client IP 203.0.113.7 (ST=Illinois/CC=US/C=NA) at VIP 198.51.100.1 Listener /Common/vpn_vs (Reputation=Unknown)',
    "Jan  2 03:04:06 lb1 info apmd[18544]: 01490017:6: /Common/vpn:Common:49dc8781: AD agent: Auth (logon attempt:0): authenticate with 'alice' successful",
    "Jan  2 03:04:06 lb1 notice apmd[18544]: 01490010:5: /Common/vpn:Common:49dc8781: Username 'alice'",
    'Jan  2 03:04:07 lb1 notice tmm2[20226]: 01490549:5: /Common/vpn:Common:49dc8781: Assigned PPP Dynamic IPv4: 10.8.0.5 Tunnel Type: VPN_TUNNELTYPE_TLS Resource: /Common/na Client IP: 203.0.113.7',
    'Jan  2 04:04:07 lb1 notice tmm2[20226]: 01490521:5: /Common/vpn:Common:49dc8781: Session statistics - bytes in: 632880, bytes out: 2649665',
    'Jan  2 03:04:07 lb1 notice tmm1[20226]: 01580002:5: /Common/vpn:Common:59dc8782: discard ACL: /Common/no:2 packet: udp 10.8.0.5:50000 -> 10.1.1.5:53',
  ],
  'f5-telemetry': [
    '{"acl_rule_name":"ping","action":"Reject","hostname":"lb1","date_time":"Jan 02 2026 03:04:05","dest_ip":"192.0.2.7","dest_port":"80","ip_protocol":"TCP","severity":"8","source_ip":"10.8.0.5","source_port":"62204","source_user":"alice","telemetryEventCategory":"AFM"}',
  ],
  'juniper-srx': [
    '<14>1 2026-01-02T03:04:05.184+01:00 srx1 RT_FLOW - RT_FLOW_SESSION_CLOSE [junos@2636.1.1.1.2.129 reason="TCP FIN" source-address="10.8.0.5" source-port="50000" destination-address="192.0.2.7" destination-port="443" service-name="junos-https" nat-source-address="198.51.100.1" nat-source-port="11152" nat-destination-address="192.0.2.7" nat-destination-port="443" protocol-id="6" policy-name="vpn-out" source-zone-name="vpn" destination-zone-name="untrust" session-id-32="42" packets-from-client="6" bytes-from-client="337" packets-from-server="4" bytes-from-server="535" elapsed-time="3" application="UNKNOWN" username="alice" roles="N/A"]',
    'Jan  2 03:04:05 srx1 RT_FLOW: RT_FLOW_SESSION_CLOSE: session closed TCP FIN: 10.8.0.5/50000->192.0.2.7/443 0x0 junos-https 198.51.100.1/11152->192.0.2.7/443 0x0 source rule nat1 N/A N/A 6 vpn-out vpn untrust 42 6(337) 4(535) 3 UNKNOWN UNKNOWN N/A(N/A) ge-0/0/0.0 UNKNOWN',
    "Jan  2 03:04:05 srx1 mgd[1234]: UI_LOGIN_EVENT: User 'bob' login, class 'j-super-user' [1234], ssh-connection '203.0.113.8 50000 198.51.100.1 22', client-mode 'cli'",
    "Jan  2 03:04:05 srx1 sshd: SSHD_LOGIN_FAILED: Login failed for user 'bob' from host '203.0.113.8'",
    'Jan  2 03:04:05 srx1 kmd[1393]: IKE negotiation failed with error: No proposal chosen. IKE Version: 1, VPN: vpn1 Gateway: gw1, Local: 198.51.100.1/500, Remote: 203.0.113.8/500, VR-ID: 0',
    '2026-01-02T03:04:05+00:00 srx1 RT_FLOW: RT_FLOW_SESSION_CREATE: [junos@2636.1.1.1.2.137 source-address="10.8.0.5" source-port="50000" destination-address="192.0.2.7" destination-port="161" protocol-id="17" policy-name="snmp" session-id-32="13" username="N/A"]',
    'Jan  2 03:04:05 srx1 kmd[1234]: KMD_VPN_UP_ALARM_USER: VPN ra-vpn from 203.0.113.7 is up. Local-ip: 198.51.100.1, gateway name: ra-gw, vpn name: ra-vpn, tunnel-id: 67108866, local tunnel-if: st0.1, remote tunnel-ip: 10.8.0.5, Local IKE-ID: srx1, Remote IKE-ID: alice@corp.example, AAA username: alice, VR id: 0',
  ],
  netscaler: [
    'Jan  2 03:04:05 <local0.info> 198.51.100.1 01/02/2026:03:04:05 GMT ns1 0-PPE-0 : default SSLVPN LOGIN 36493 0 : Context alice@203.0.113.7 - SessionId: 1767 - User alice - Client_ip 203.0.113.7 - Nat_ip "Mapped Ip" - Vserver 198.51.100.2:443 - Browser_type "Mozilla/5.0 (X - Y)" - SSLVPN_client_type Agent - Group(s) "staff"',
    '<134> 01/02/2026:03:04:06 GMT ns1 0-PPE-0 : default SSLVPN TCPCONNSTAT 36494 0 : Context alice@203.0.113.7 - SessionId: 1767- User alice - Client_ip 203.0.113.7 - Nat_ip 10.8.0.5 - Vserver 198.51.100.2:443 - Source 203.0.113.9:32841 - Destination 10.1.1.1:445 - Start_time "01/02/2026:03:04:01 GMT" - End_time "01/02/2026:03:04:06 GMT" - Duration 00:00:05  - Total_bytes_send 100 - Total_bytes_recv 122881 - Access Allowed - Group(s) "N/A"',
    'Jan  2 03:04:07 <local0.warn> 198.51.100.1 01/02/2026:03:04:07 GMT ns1 0-PPE-0 : default AAA LOGIN_FAILED 207028 0 : User bob - Client_ip 203.0.113.8 - Failure_reason "External authentication server denied access" - Browser Mozilla/5.0 (Windows NT 6.3; Win64; x64)',
    'Jan  2 04:04:07 <local0.info> 198.51.100.1 01/02/2026:04:04:07 GMT ns1 0-PPE-0 : default SSLVPN LOGOUT 37622 0 : Context alice@203.0.113.7 - SessionId: 1767 - User alice - Client_ip 203.0.113.7 - Nat_ip "Mapped Ip" - Vserver 198.51.100.2:443 - Start_time "01/02/2026:03:04:05 GMT" - End_time "01/02/2026:04:04:07 GMT" - Duration 01:00:02  - Total_bytes_send 5 - Total_bytes_recv 678421 - LogoutMethod "Explicit" - Group(s) "staff"',
  ],
  netscreen: [
    '2026-01-02T03:04:05.681154-04:00 198.51.100.1 ssg5: NetScreen device_id=0275112227993284  [Root]system-notification-00257(traffic): start_time="2026-01-02 07:04:01" duration=4 policy_id=5 service=https proto=6 src zone=Trust dst zone=Untrust action=Permit sent=337 rcvd=535 src=10.8.0.5 dst=192.0.2.7 src_port=50000 dst_port=443 session_id=42',
    '2026-01-02T03:04:06.681154-04:00 198.51.100.1 ssg5: NetScreen device_id=0275112227993284  [Root]system-information-00536: IKE<203.0.113.7>: XAuth login was passed for gateway <dialup>, username <alice>, retry: 0, Client IP Addr<10.8.0.5>, IPPool name:<vpn>, Session-Timeout:<0s>, Idle-Timeout:<0s>. (2026-01-02 07:04:06)',
    'Jan  2 03:04:05 ssg5 ssg5: NetScreen device_id=ssg5  [Root]system-emergency-00005: SYN flood! From 203.0.113.7:41437 to 198.51.100.1:9612, proto TCP (zone Untrust int  ethernet0/0). Occurred 1 times. (2026-01-02 03:04:05)',
  ],
  'pulse-secure': [
    '<174>1 2026-01-02T03:04:05+01:00 198.51.100.1 PulseSecure: - - - 2026-01-02 03:04:05 - gate1 - [203.0.113.7] CORP\\alice(Users)[Staff, VPN] - Agent login succeeded for alice/Users (session:sid0a1b) from 203.0.113.7 with Pulse-Secure/9.1.11.6725 (Windows 10) Pulse/9.1.11.6725.',
    '<174>1 2026-01-02T03:04:06+01:00 198.51.100.1 PulseSecure: - - - 2026-01-02 03:04:06 - gate1 - [203.0.113.7] alice(Users)[Staff] - VPN Tunneling: Session started for user (session:sid0a1b) with IPv4 address 10.8.0.5, hostname LAPTOP1',
    'Jan  2 03:04:07 gate1 1 2026-01-02T03:04:07+01:00 198.51.100.1 PulseSecure: - - - 2026-01-02 03:04:07 - gate1 - [203.0.113.8] bob(Users)[] - Login failed using auth server AD (Active Directory).  Reason: Failed',
    '<174>1 2026-01-02T04:04:07+01:00 198.51.100.1 PulseSecure: - - - 2026-01-02 04:04:07 - gate1 - [203.0.113.7] alice(Users)[Staff] - Closed connection to TUN-VPN port 443 after 3600 seconds, with 1234 bytes read (in 5 chunks) and 567 bytes written (in 3 chunks)',
    '<174>1 2026-01-02T04:04:08+01:00 198.51.100.1 PulseSecure: - - - 2026-01-02 04:04:08 - gate1 - [203.0.113.7] alice(Users)[Staff] - Session timed out for alice/Users (session:sid0a1b) due to inactivity (last access at 03:54:08 2026/01/02). Idle session identified during routine system scan.',
    'Jan  2 03:04:05 gate1 PulseSecure: id=firewall time="2026-01-02 03:04:05" pri=6 fw=198.51.100.1 vpn=gate1 user=CORP\\bob realm="Users" roles="" proto= src=203.0.113.8 dst= msg="AUT23457: Login failed using auth server AD (Samba). Reason: Failed"',
  ],
  sonicwall: [
    '<134>id=firewall sn=0040103CE114 time="2026-01-02 03:04:05 UTC" fw=198.51.100.1 pri=6 c=16 gcat=4 m=1080 msg="SSL VPN zone remote user login allowed" n=3 src=203.0.113.7:0:X1 dst=198.51.100.1:4433:X1 usr="alice" note="Local DB"',
    '<134>id=firewall sn=0040103CE114 time="2026-01-02 03:04:06 UTC" fw=198.51.100.1 pri=6 c=1024 m=537 msg="Connection Closed" n=4 usr="Unknown (SSO failed)" src=10.8.0.5:50000:X0 dst=192.0.2.53:53:X1:dns.example proto=udp/dns sent=401 rcvd=254 spkt=2 rpkt=3',
    '<134>id=firewall sn=0040103CE114 time="2026-01-02 03:04:07 UTC" fw=198.51.100.1 pri=6 c=16 m=33 msg="User login denied due to bad credentials" n=5 src=203.0.113.8:0:X1 dst=198.51.100.1:4433:X1 usr="bob"',
  ],
  'sophos-firewall': [
    '<30>device="SFW" date=2026-01-02 time=03:04:05 timezone="CET" device_name="XG230" device_id=1234567890123456 log_id=063110617710 log_type="Event" log_component="SSL VPN Authentication" log_subtype="Authentication" status="Successful" priority=Information user_name="alice@corp.example" usergroupname="" auth_client="N/A" auth_mechanism="AD" reason="" src_ip=203.0.113.7 message="User alice authenticated" name="" src_mac=',
    '<30>device="SFW" date=2026-01-02 time=03:04:06 timezone="CET" device_name="XG230" device_id=1234567890123456 log_id=062811617824 log_type="Event" log_component="SSL VPN" log_subtype="System" priority=Information Mode="Remote Access" sessionid="" starttime=0 user_name="alice@corp.example" ipaddress=10.8.0.5 sent_bytes=0 recv_bytes=0 status="Established" message="SSL VPN User \'alice\' connected " timestamp=1767323046 connectionname="" remote_ip=203.0.113.7',
    '<30>device="SFW" date=2026-01-02 time=03:04:07 timezone="CET" device_name="XG230" device_id=1234567890123456 log_id=010101600001 log_type="Firewall" log_component="Firewall Rule" log_subtype="Allowed" status="Allow" priority=Information duration=10 fw_rule_id=60 policy_type=1 user_name="alice" application="" in_interface="tun0" out_interface="Port1" src_ip=10.8.0.5 dst_ip=10.1.1.1 protocol="TCP" src_port=50000 dst_port=88 sent_pkts=6  recv_pkts=5 sent_bytes=1802 recv_bytes=1732 tran_src_ip= tran_src_port=0 srczonetype="VPN" dstzonetype="LAN" connevent="Stop" connid="1617126256"',
  ],
  'sophos-utm': [
    '2026:01:02-03:04:05 utm1 ulogd[5009]: id="2002" severity="info" sys="SecureNet" sub="packetfilter" name="Packet accepted" action="accept" fwrule="3" initf="eth0" outitf="eth3" srcmac="00:53:00:00:00:01" dstmac="00:53:00:00:00:02" srcip="10.8.0.5" dstip="192.0.2.7" proto="6" length="52" tos="0x00" srcport="57051" dstport="443" tcpflags="SYN"',
    '<30>2026:01:02-03:04:06 utm1 aua[9123]: id="3005" severity="warn" sys="System" sub="auth" name="Authentication failed" srcip="203.0.113.8" host="" user="bob" caller="openvpn" reason="DENIED"',
    '2026:01:02-03:04:07 utm1 openvpn[7701]: id="2201" severity="info" sys="SecureNet" sub="vpn" event="Connection started" username="alice" variant="ssl" srcip="203.0.113.7" virtual_ip="10.242.2.2"',
  ],
  watchguard: [
    '<142>Jan  2 03:04:05 fb1 80D802B41D509 firewall: msg_id="3000-0148" Deny WAN - Aruba Firebox 40 tcp 20 239 203.0.113.7 198.51.100.1 41277 591 offset 5 S 1497867397 win 4  geo_src="BGR" duration="0" sent_pkts="1" rcvd_pkts="0" sent_bytes="40" rcvd_bytes="0"  (Unhandled External Packet-00)',
    '2026-01-02 03:04:06 Allow 10.8.0.5 10.1.1.1 dns/udp 61978 53 External VLAN20 Allowed 61 127 (Allow IKEv2-Users-DNS-00) proc_id="firewall" rc="100" msg_id="3000-0148" src_user="alice@Firebox-DB" record_type="A" question="wpad.corp.example"',
    '<142>Jan  2 03:04:07 fb1 80D802B41D509 sessiond[2566]: msg_id="3E00-0002" SSL VPN user alice@Firebox-DB from 203.0.113.7 logged in assigned virtual IP is 192.168.113.2',
    '<142>Jan  2 03:04:08 fb1 80D802B41D509 admd[2580]: msg_id="1100-0005" Authentication of SSLVPN user [bob@RADIUS] from 203.0.113.8 was rejected, received an Access-Reject response from the (203.0.113.1) server',
    '<142>Jan  2 04:04:07 fb1 80D802B41D509 sessiond[2566]: msg_id="3E00-0004" SSL VPN user alice@Firebox-DB from 203.0.113.7 logged out',
  ],
}
