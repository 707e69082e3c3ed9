/** Lines as their vendors' documentation has them, with addresses and names of our own. */
export const gatewayLines: Readonly<Record<string, readonly string[]>> = {
  'linux-vpn': [
    'Jan  2 03:04:05 gate pppd[7]: CHAP peer authentication succeeded for alice',
    'Jan  2 03:04:05 gate pluto[9]: "xauth-psk"[2] 203.0.113.8 #3: XAUTH: User bob: Authentication Failed: Incorrect Username or Password',
    'Jan  2 03:04:05 gate pluto[9]: packet from 203.0.113.9:500: initial Main Mode message received but no connection has been authorized',
    'Jan  2 03:04:05 gate ocserv[9]: main[alice]:203.0.113.7:50000 user disconnected (reason: user disconnected, rx: 2000, tx: 1000)',
    'Jan  2 03:04:05 gate xl2tpd[9]: control_finish: Connection established to 203.0.113.7, 1701.  Local: 1, Remote: 2 (ref=0/0).',
  ],
  stormshield: [
    'id=firewall time="2026-01-02 04:04:05" fw="SN210" tz=+0100 startime="2026-01-02 04:04:05" pri=5 confid=00 srcif="out" srcifname="out" ipproto=tcp proto=https src=10.8.0.5 srcport=50000 dst=203.0.113.7 dstport=443 action=pass sent=10 rcvd=20 duration=1.50 ruleid=3 rulename="web" user="alice" logtype="connection"',
    'id=firewall time="2026-01-02 04:04:05" fw="SN210" tz=+0100 startime="2026-01-02 04:04:05" pri=4 user="bob" src=203.0.113.8 domain="corp.example" method="LDAP" error=4 msg="Authentication failed" logtype="auth"',
    'id=firewall time="2026-01-02 04:04:05" fw="SN210" tz=+0100 startime="2026-01-02 04:04:05" pri=5 user="alice" src=203.0.113.7 remotenet=10.8.0.5 error=0 msg="SSL tunnel created" logtype="xvpn"',
    'id=firewall time="2026-01-02 04:04:05" fw="SN210" tz=+0100 startime="2026-01-02 04:04:05" pri=5 user="alice" src=203.0.113.7 remotenet=10.8.0.5 error=0 sent=1000 rcvd=2000 duration=60.00 msg="SSL tunnel removed" logtype="xvpn"',
  ],
  clavister: [
    '<134>[2026-01-02 03:04:05] EFW: CONN: prio=1 id=00600001 rev=1 event=conn_open action=none rule=out connipproto=TCP connrecvif=lan connsrcip=10.8.0.5 connsrcport=50000 conndestif=wan conndestip=203.0.113.7 conndestport=443',
    '<134>[2026-01-02 03:04:05] EFW: RULE: prio=3 id=06000051 rev=1 event=ruleset_drop_packet action=drop rule=Default_Rule recvif=wan srcip=203.0.113.9 destip=198.51.100.1 ipproto=TCP srcport=1 destport=22',
    '<134>[2026-01-02 03:04:05] EFW: USERAUTH: prio=2 id=03700104 rev=1 event=bad_user_credentials authrule=vpn username=bob srcip=203.0.113.8',
    '<134>[2026-01-02 03:04:05] EFW: SSLVPN: prio=1 id=06300010 rev=1 event=sslvpn_session_created username=alice client_ip=203.0.113.7 ip=10.8.0.5',
  ],
  clearpass: [
    '<143>Jan  2 03:04:06 cppm1 2026-01-02 03:04:06,575 198.51.100.10 VPN_Sessions 16 1 0 Common.Username=CORP\\alice,Common.Service=VPN, remote,Common.NAS-IP-Address=198.51.100.1,RADIUS.Acct-Calling-Station-Id=203.0.113.7,RADIUS.Auth-Method=PAP,Common.Request-Timestamp=2026-01-02 03:04:05+00,Common.Login-Status=REJECT,Common.Alerts=User not found',
  ],
  softether: [
    '2026-01-02 03:04:05.123 [HUB "VPN"] The connection "CID-1" (IP address: 203.0.113.7, Host name: h, Port number: 50000, Client name: "SoftEther VPN Client", Version: 4.38, Build: 9760) is attempting to connect to the Virtual Hub. The auth type provided is "Password authentication" and the user name is "alice".',
    '2026-01-02 03:04:05.123 [HUB "VPN"] Connection "CID-1": Successfully authenticated as user "alice".',
    '2026-01-02 03:04:05.123 [HUB "VPN"] Connection "CID-1": The new session "SID-ALICE-1" has been created. (IP address: 203.0.113.7, Port number: 50000, Physical underlying protocol: "Standard TCP/IP (IPv4)")',
    '2026-01-02 03:04:05.123 [HUB "VPN"] Session "SID-SECURENAT-1": The DHCP server of host "00-AC-11-22-33-44" (192.168.30.1) on this session allocated, for host "SID-ALICE-1" on another session "5E-11-22-33-44-55", the new IP address 192.168.30.10.',
    '2026-01-02 03:04:05.123 [HUB "VPN"] Session "SID-ALICE-1": The session has been terminated. The statistical information is as follows: Total outgoing data size: 1000 bytes, Total incoming data size: 2000 bytes.',
    '2026-01-02 03:04:05.123 [HUB "VPN"] Connection "CID-2": User authentication failed. The user name that has been provided was "bob".',
  ],
  'cisco-fmc': [
    'Jan  2 03:04:05 fmc1 mojo_server.pl: fmc1: alice@203.0.113.7, Login, Login Success',
    'Jan  2 03:04:05 fmc1 sfdccsm: fmc1: alice@203.0.113.7, Policies > Access Control > Access Control, Save Policy corp',
    'Jan  2 03:04:05 fmc1 mojo_server.pl: fmc1: bob@203.0.113.8, Login, Login Failed',
    'Jan  2 03:04:05 fmc1 sfdccsm: fmc1: alice@203.0.113.7, Devices > NAT > NAT Policy Editor, Page View',
    'Jan  2 03:04:05 fmc1 ActionQueueScrape.pl: fmc1: csm_processes@Default User IP, Login, Login Success',
  ],
  'rsa-securid': [
    '<134>Jan  2 03:04:05 am1 2026-01-02 03:04:05,123, am1.example.net, audit.runtime.com.rsa.ims.authn.impl.AuthenticationBrokerImpl, INFO, 3b8b1f0a2c4d5e6f7a8b9c0d1e2f3a4b,4c8b1f0a2c4d5e6f7a8b9c0d1e2f3a4b,203.0.113.8,198.51.100.10,AUTHN_LOGIN_EVENT,13002,FAIL,AUTHN_METHOD_FAILED,5d8b1f0a2c4d5e6f7a8b9c0d1e2f3a4b-L0+/miv3k62B,6e8b1f0a2c4d5e6f7a8b9c0d1e2f3a4b,000000000000000000001000d0011000,000000000000000000001000e0011000,bob,Bob,Builder,7f8b1f0a2c4d5e6f7a8b9c0d1e2f3a4b,000000000000000000001000e0011000,10.0.0.9,vpn1.example.net,7,000000000000000000002000f1022000,SecurID_Native,,,AUTHN_LOGIN_EVENT,5,1,,,,,,,,',
    '2026-01-02 03:04:05,123, 3b8b1f0a2c4d5e6f7a8b9c0d1e2f3a4b,4c8b1f0a2c4d5e6f7a8b9c0d1e2f3a4b,,198.51.100.10,AUTHN_LOGIN_EVENT,13002,FAIL,AUTHN_METHOD_FAILED,5d8b1f0a2c4d5e6f7a8b9c0d1e2f3a4b-L0+/miv3k62B,,,,,,,7f8b1f0a2c4d5e6f7a8b9c0d1e2f3a4b,,10.0.0.9,vpn1.example.net,7,,SecurID_Native,,,AUTHN_LOGIN_EVENT,5,1,,,,,,,,',
    '2026-01-02 03:04:05,123, 3b8b1f0a2c4d5e6f7a8b9c0d1e2f3a4b,4c8b1f0a2c4d5e6f7a8b9c0d1e2f3a4b,203.0.113.7,198.51.100.10,UPDATE_LOCKOUT_POLICY,10036,SUCCESS,,5d8b1f0a2c4d5e6f7a8b9c0d1e2f3a4b-L0+/miv3k62B,,000000000000000000001000d0021000,000000000000000000001000d0011000,000000000000000000001000e0011000,alice,Admin,Admin,LOCKOUT_POLICY,000000000000000000001000e0023000,,000000000000000000001000e0011000,Initial Lockout Policy,,,,,,',
  ],
  'array-ag': [
    '<134>id=ArrayOS time="2026-1-2 3:4:5" timezone=UTC(+0000) fw=AG1 pri=6 vpn=vs1 user=alice src=203.0.113.7 sport=50000 type=vpn msg="User alice logged in successfully"',
    '<134>id=ArrayOS time="2026-1-2 3:4:5" timezone=UTC(+0000) fw=AG1 pri=4 vpn=vs1 user=bob src=203.0.113.8 type=vpn msg="Authentication failed for user bob"',
    '<134>id=ArrayOS time="2026-1-2 3:4:5" timezone=UTC(+0000) fw=AG1 pri=6 vpn=vs1 user=alice proto=ip src=203.0.113.7 sport=63232 dst= dport=443 type=vpn msg="VPN: A new VPN tunnel has been established successfully."',
    '<134>id=ArrayOS time="2026-1-2 3:4:5" timezone=UTC(+0000) fw=AG1 pri=6 vpn=vs1 user=alice proto=ip src=203.0.113.7 type=vpn msg="VPN: TCP tunnel 7 has been terminated for session 9"',
  ],
}
