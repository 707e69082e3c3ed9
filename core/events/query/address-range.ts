import ipaddr from 'ipaddr.js'
import { normaliseIp, parseIpv4 } from '../../enrich/ip.ts'

/** Addresses from one to another, both included; IPv6 as 16 bytes each, IPv4 as unsigned 32-bit numbers. */
export type AddressRange =
  | { family: 4; first: number; last: number }
  | { family: 6; first: readonly number[]; last: readonly number[] }

type Address = { family: 4; value: number } | { family: 6; value: readonly number[] }

/** undefined: no address. An IPv4-mapped IPv6 address is the IPv4 address it carries. */
function parseAddress(text: string): Address | undefined {
  const normal = normaliseIp(text)
  if (normal === undefined) return undefined
  const short = parseIpv4(normal)
  return short >= 0
    ? { family: 4, value: short }
    : { family: 6, value: ipaddr.IPv6.parse(normal).toByteArray() }
}

/** A single address or a network in CIDR notation (RFC 4632, RFC 4291); undefined: neither. */
export function parseAddressRange(text: string): AddressRange | undefined {
  if (!text.includes('/')) return rangeBetween(text, text)
  if (!ipaddr.isValidCIDR(text)) return undefined
  const [address, bits] = ipaddr.parseCIDR(text)
  const first = address.toByteArray().map((byte, i) => byte & maskOf(bits - 8 * i))
  const last = first.map((byte, i) => byte | (255 ^ maskOf(bits - 8 * i)))
  const spell = (bytes: number[]): string => ipaddr.fromByteArray(bytes).toString()
  return rangeBetween(spell(first), spell(last))
}

/** undefined where either is no address, they are of two families, or in the wrong order. */
export function rangeBetween(from: string, to: string): AddressRange | undefined {
  const [first, last] = [parseAddress(from), parseAddress(to)]
  if (first?.family === 4 && last?.family === 4)
    return first.value <= last.value ? { family: 4, first: first.value, last: last.value } : undefined
  if (first?.family === 6 && last?.family === 6)
    return compare(first.value, last.value) <= 0
      ? { family: 6, first: first.value, last: last.value }
      : undefined
  return undefined
}

export function isInRange(range: AddressRange, text: string): boolean {
  const address = parseAddress(text)
  if (address?.family === 4 && range.family === 4)
    return range.first <= address.value && address.value <= range.last
  if (address?.family === 6 && range.family === 6)
    return compare(range.first, address.value) <= 0 && compare(address.value, range.last) <= 0
  return false
}

/** The first `bits` bits of a byte. */
function maskOf(bits: number): number {
  return bits >= 8 ? 255 : bits <= 0 ? 0 : (255 << (8 - bits)) & 255
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((byte, i) => byte !== b[i])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}
