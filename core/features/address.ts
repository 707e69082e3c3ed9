/**
 * Whether an address belongs to a private, shared, loopback or link-local range (RFC 1918, 6598, 4193, 3927, 4291). Text
 * that is no address is not internal. Made for hot paths: looks at the leading characters only.
 */
export function isInternal(ip: string): boolean {
  if (ip.startsWith('::ffff:')) return isInternal(ip.slice(7))
  if (ip.includes(':')) return ip === '::1' || /^f[cd][0-9a-f]{2}:|^fe[89ab][0-9a-f]:/i.test(ip)
  if (ip.startsWith('10.') || ip.startsWith('192.168.') || ip.startsWith('127.')) return true
  if (ip.startsWith('169.254.')) return true
  const second = Number(ip.slice(ip.indexOf('.') + 1, ip.indexOf('.', 5)))
  if (ip.startsWith('172.')) return second >= 16 && second < 32
  return ip.startsWith('100.') && second >= 64 && second < 128
}
