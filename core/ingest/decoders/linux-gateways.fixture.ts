/** Lines in the form of each format of gateways on Linux and FreeBSD, by the name of its decoder. */
const publicKey = 'Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE='

export const gatewayLines: Readonly<Record<string, readonly string[]>> = {
  iptables: [
    'Jan  2 03:04:05 gate kernel: [4711.516358] [UFW BLOCK] IN=eth0 OUT= MAC=de:1c:88:64:10:19:5e:e1:a4:3b:cf:f0:08:00 SRC=192.0.2.7 DST=198.51.100.1 LEN=44 TOS=0x00 PREC=0x00 TTL=43 ID=25313 DF PROTO=TCP SPT=52220 DPT=80 WINDOW=1024 RES=0x00 SYN URGP=0',
    'Jan  2 03:04:05 edge [WAN_LOCAL-D-2147483647] DESCR="[WAN_LOCAL]Block" IN=eth8 OUT= MAC=74:ac:b9:1c:62:e5:00:17:10:2b:31:a9:08:00 SRC=192.0.2.7 DST=198.51.100.1 LEN=122 TOS=00 PREC=0x00 TTL=49 ID=4 DF PROTO=UDP SPT=38451 DPT=54329 LEN=102 MARK=1a0000',
    '2026-01-02T03:04:05+00:00 gate kernel: DROP_INPUT: IN=eth0 OUT= SRC=2001:db8::7 DST=2001:db8::1 LEN=72 TC=0 HOPLIMIT=1 FLOWLBL=0 PROTO=ICMPv6 TYPE=131 CODE=0',
  ],
  pfsense: [
    '<134>Jan  2 03:04:05 filterlog[7]: 146,,,1535324496,igb1.12,match,block,in,4,0x0,,63,32989,0,DF,6,tcp,60,192.0.2.7,198.51.100.1,49652,853,0,S,1818117648,,64240,,mss;sackOK;TS;nop;wscale',
    '<134>1 2026-01-02T03:04:05.578288-05:00 fw.example.com filterlog 72237 - - 6,,,1000000105,igb1,match,pass,out,6,0x00,0xf6279,1,UDP,17,32,2001:db8::7,2001:db8::1,546,547,32',
    '<29>Jan  2 03:04:05 openvpn[7]: 192.0.2.7:4711 [alice] Peer Connection Initiated with [AF_INET]192.0.2.7:4711',
    '<30>1 2026-01-02T03:04:05Z pfSense.example.com charon 7 - - 05[IKE] <eap|3> EAP method EAP_MSCHAPV2 failed for peer alice',
    '<38>1 2026-01-02T03:04:05+00:00 OPNsense.localdomain sshd 7 - [meta sequenceId="1"] Invalid user alice from 192.0.2.7 port 4711',
    "Jan  2 03:04:05 pfSense php-fpm[7]: /index.php: Successful login for user 'admin' from: 192.0.2.7 (Local Database)",
    '<190>Jan  2 03:04:05 unbound[7]: [7:0] info: 10.0.0.7 www.example.co.uk. AAAA IN',
    '<190>Jan  2 03:04:05 dhcpd[7]: DHCPACK on 10.0.0.7 to 00:11:22:33:44:55 (laptop) via igb1.27',
  ],
  'openvpn-status': [
    'OpenVPN CLIENT LIST',
    'HEADER,CLIENT_LIST,Common Name,Real Address,Virtual Address,Bytes Received,Bytes Sent,Connected Since,Connected Since (time_t),Username',
    'CLIENT_LIST,alice,192.0.2.7:4711,10.8.0.6,1000,2000,Fri Jan  2 03:04:05 2026,1767323045,UNDEF',
    'ROUTING_TABLE\t10.8.0.6\talice\t192.0.2.7:4711\t2026-01-02 03:04:05\t1767323045',
  ],
  wireguard: [
    '[4711.569633] wireguard: wg0: Receiving handshake initiation from peer 18 (192.0.2.7:61795)',
    'Jan  2 03:04:05 gate kernel: [12.5] wireguard: wg0: Keypair 7 created for peer 18',
    `wg0\t${publicKey}\t(none)\t192.0.2.7:4711\t10.8.0.7/32\t1767323045\t1000\t2000\t25`,
    `${publicKey}\t(none)\t[2001:db8::7]:4711\t10.8.0.7/32,fd00::7/128\t1767323045\t1000\t2000\toff`,
  ],
  strongswan: [
    'Jan  2 03:04:05 gate charon: 05[IKE] <eap|3> IKE_SA eap[3] established between 198.51.100.1[gate.example.org]...192.0.2.7[alice]',
    "2026-01-02T03:04:05Z gate charon-systemd[7]: assigning virtual IP 10.8.0.7 to peer 'alice'",
    'Jan  2 03:04:05 05[NET] <3> received packet: from 192.0.2.7[500] to 198.51.100.1[500] (612 bytes)',
  ],
  mikrotik: [
    'Jan  2 03:04:05 router l2tp,ppp,info,account alice logged in, 10.8.0.7 from 192.0.2.7',
    '2026-01-02T03:04:05+01:00 10.0.0.1 system,error,critical login failure for user admin from 192.0.2.7 via winbox',
  ],
  'linux-auth': [
    'Jan  2 03:04:05 gate sshd[7]: Failed password for invalid user alice from 192.0.2.7 port 4711 ssh2',
    'Jan  2 03:04:05 gate gate sshd-session[7]: Accepted publickey for alice from 2001:db8::7 port 4711 ssh2: ED25519 SHA256:x',
    'Jan  2 03:04:05 gate sudo:    alice : user NOT in sudoers ; TTY=pts/1 ; PWD=/home/alice ; USER=root ; COMMAND=/bin/ls',
    'Jan  2 03:04:05 gate su(pam_unix)[7]: authentication failure; logname= uid=1000 euid=0 tty= ruser=bob rhost=  user=alice',
    "2026-01-02T03:04:05Z gate usermod[7]: add 'alice' to group 'sudo'",
    '<86>1 2026-01-02T03:04:05Z gate sshd 7 - - pam_unix(sshd:session): session closed for user alice',
  ],
}
