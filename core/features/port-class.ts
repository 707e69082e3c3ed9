export const portClasses = ['web', 'name', 'remote', 'share', 'directory', 'database', 'low', 'high'] as const
type PortClass = (typeof portClasses)[number]

const members: Record<Exclude<PortClass, 'low' | 'high'>, readonly number[]> = {
  web: [80, 443, 8080, 8443],
  name: [53, 123, 853, 5353],
  remote: [22, 23, 3389, 5900, 5901, 5985, 5986],
  share: [135, 137, 138, 139, 445, 2049],
  directory: [88, 389, 464, 636, 3268, 3269],
  database: [1433, 1521, 3306, 5432, 6379, 9200, 27017],
}
const known = new Map<number, PortClass>()
for (const name of portClasses)
  if (name !== 'low' && name !== 'high') for (const port of members[name]) known.set(port, name)

/** `low`: any other registered port below 1024 or none (ICMP); `high`: the rest. */
export function portClass(port: number): PortClass {
  return known.get(port) ?? (port < 1024 ? 'low' : 'high')
}

/** IKE and NAT traversal, OpenVPN, WireGuard, L2TP, PPTP, SOCKS (IANA; WireGuard's default). */
const tunnels = new Set([500, 4500, 1194, 51_820, 1701, 1723, 1080])
const tunnelTransports = new Set([
  'gre',
  'esp',
  'ah',
  'ipip',
  'ipv6',
  'ip-in-ip',
  '47',
  '50',
  '51',
  '4',
  '41',
])

/** Whether a conversation looks like a tunnel. */
export function isTunnel(transport: string, port: number): boolean {
  return tunnels.has(port) || tunnelTransports.has(transport)
}

/** Ports by which one machine controls, reads or enumerates another. */
export function isSensitive(port: number): boolean {
  const name = portClass(port)
  return name === 'remote' || name === 'share' || name === 'directory' || name === 'database'
}
