import ipaddr from 'ipaddr.js'

/** Dotted IPv4 as an unsigned 32-bit number, or -1. Strict: four decimal octets, no leading zeros, no blanks. */
export function parseIpv4(text: string): number {
  const { length } = text
  if (length < 7 || length > 15) return -1
  let address = 0
  let octet = -1
  let dots = 0
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    if (code === 46) {
      if (octet < 0 || ++dots > 3) return -1
      address = address * 256 + octet
      octet = -1
    } else if (code >= 48 && code <= 57) {
      if (octet === 0) return -1
      octet = octet < 0 ? code - 48 : octet * 10 + code - 48
      if (octet > 255) return -1
    } else return -1
  }
  return dots === 3 && octet >= 0 ? address * 256 + octet : -1
}

/** IPv6 as ipaddr.js reads it, without its zone; undefined for everything else, IPv4 included. */
export function parseIpv6(text: string): ipaddr.IPv6 | undefined {
  const zone = text.indexOf('%')
  const address = zone < 0 ? text : text.slice(0, zone)
  if (address.length > 45 || !address.includes(':') || !ipaddr.IPv6.isValid(address)) return undefined
  return ipaddr.IPv6.parse(address)
}

export function isIp(text: string): boolean {
  return parseIpv4(text) >= 0 || parseIpv6(text) !== undefined
}

/**
 * One spelling per address: IPv4 as it is, IPv6 compressed and lower-case (RFC 5952) without a zone,
 * an IPv4-mapped IPv6 address (`::ffff:192.0.2.1`) as the IPv4 address it carries. undefined: not an address.
 */
export function normaliseIp(text: string): string | undefined {
  if (parseIpv4(text) >= 0) return text
  const address = parseIpv6(text)
  if (address === undefined) return undefined
  return address.isIPv4MappedAddress() ? address.toIPv4Address().toString() : address.toRFC5952String()
}

/**
 * True where an address has no place on the public internet: private, loopback, link-local, carrier NAT (RFC 6598),
 * benchmark, multicast and reserved ranges of the IANA special-purpose registries. Documentation ranges (RFC 5737,
 * RFC 3849) count as public: in anonymised logs they stand for public hosts. False for what is no address.
 */
export function isPrivate(ip: string): boolean {
  const address = parseIpv4(ip)
  if (address >= 0) return isPrivateIpv4(address)
  const long = parseIpv6(ip)
  if (long === undefined) return false
  if (long.isIPv4MappedAddress()) return isPrivateIpv4(parseIpv4(long.toIPv4Address().toString()))
  return privateIpv6Ranges.has(long.range())
}

const privateIpv6Ranges = new Set<string>([
  'unspecified',
  'linkLocal',
  'multicast',
  'loopback',
  'uniqueLocal',
  'discard',
  'benchmarking',
])

function isPrivateIpv4(address: number): boolean {
  const first = address >>> 24
  if (first === 10 || first === 127 || first === 0 || first >= 224) return true
  const firstTwo = address >>> 16
  return (
    firstTwo === 0xc0a8 ||
    (first === 172 && (firstTwo & 0xf0) === 16) ||
    firstTwo === 0xa9fe ||
    (first === 100 && (firstTwo & 0xc0) === 64) ||
    (firstTwo & 0xfffe) === 0xc612 ||
    address >>> 8 === 0xc00000
  )
}
