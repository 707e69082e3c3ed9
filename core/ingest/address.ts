import { isIPv6 } from 'node:net'

/** Whether `text` is an IPv4 or IPv6 address, as devices print them (no zone, no prefix length). */
export function isAddress(text: string): boolean {
  const length = text.length
  if (length < 2 || length > 45) return false
  if (length > 15 || text.indexOf(':') >= 0) return isIPv6(text)
  let octet = -1
  let dots = 0
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    if (code === 46) {
      if (octet < 0) return false
      octet = -1
      dots++
    } else if (code >= 48 && code <= 57) {
      octet = (octet < 0 ? 0 : octet * 10) + code - 48
      if (octet > 255) return false
    } else return false
  }
  return dots === 3 && octet >= 0
}
