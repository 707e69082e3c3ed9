/** Ports that are a server's rather than a client's: Zeek's `likely_server_ports` of its default scripts, and VPN gateways. */
const tcp =
  '21 22 25 53 80 81 88 110 135 137 139 143 389 443 445 465 502 514 563 585 587 614 631 636 853 989 990 992 993 995 1080 ' +
  '1194 1433 1434 1521 1723 1883 2811 3128 3268 3306 3389 5060 5222 5223 5269 5353 5355 5432 5900 6379 6666 6667 6668 6669 ' +
  '8000 8080 8443 8888 10443 20000'
const udp =
  '22 53 67 68 88 123 137 161 162 389 443 500 514 1194 1701 1812 1813 2123 2152 3389 3544 4011 4500 4789 5060 5072 5353 ' +
  '5355 6081 20000 51820'

export const tcpServerPorts: ReadonlySet<number> = new Set(tcp.split(' ').map(Number))
export const udpServerPorts: ReadonlySet<number> = new Set(udp.split(' ').map(Number))
