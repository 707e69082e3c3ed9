/** IANA protocol numbers under the keywords ECS uses in `network.transport`. */
const byName = new Map<string, number>([
  ['icmp', 1],
  ['igmp', 2],
  ['ipv4', 4],
  ['tcp', 6],
  ['egp', 8],
  ['igp', 9],
  ['pup', 12],
  ['udp', 17],
  ['rdp', 27],
  ['irtp', 28],
  ['dccp', 33],
  ['idpr', 35],
  ['ipv6', 41],
  ['ipv6-route', 43],
  ['ipv6-frag', 44],
  ['rsvp', 46],
  ['gre', 47],
  ['esp', 50],
  ['ah', 51],
  ['ipv6-icmp', 58],
  ['ipv6-nonxt', 59],
  ['ipv6-opts', 60],
  ['eigrp', 88],
  ['ospf', 89],
  ['pim', 103],
  ['vrrp', 112],
  ['l2tp', 115],
  ['sctp', 132],
])

const byNumber = new Map([...byName].map(([name, number]) => [String(number), name]))

/** The ECS keyword of what a device calls a transport: `TCP`, `icmpv6`, `IPv6-ICMP`, `17`. */
export function transportName(text: string): string {
  if (text === 'TCP' || text === 'tcp') return 'tcp'
  if (text === 'UDP' || text === 'udp') return 'udp'
  const lower = text.toLowerCase()
  if (lower === 'icmpv6' || lower === 'icmp6') return 'ipv6-icmp'
  return byNumber.get(lower) ?? lower
}

/** The IANA number of an ECS transport keyword, as text, or undefined. */
export function transportNumber(name: string): string | undefined {
  const number = byName.get(name)
  return number === undefined ? undefined : String(number)
}

/** The ECS keyword of an IANA number, or the number itself as text. */
export function transportKeyword(number: number): string {
  const text = String(number)
  return byNumber.get(text) ?? text
}
