import { isInternal } from '../../features/address.ts'

/** A destination on the internet: neither internal, nor multicast, broadcast or unknown. */
export function isOutside(ip: string): boolean {
  if (ip === '' || isInternal(ip)) return false
  if (ip.includes(':')) return !ip.toLowerCase().startsWith('ff') && ip !== '::'
  const first = Number.parseInt(ip, 10)
  return first > 0 && first < 224
}

/** Same /24 (IPv4) or /64 (IPv6): one household or one NAT pool. */
export function isNeighbour(a: string, b: string): boolean {
  return network(a) === network(b)
}

function network(ip: string): string {
  if (ip.includes(':')) return ip.split(':', 4).join(':').toLowerCase()
  return ip.slice(0, ip.lastIndexOf('.'))
}
