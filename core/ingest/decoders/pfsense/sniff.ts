import type { DecodeContext } from '../../decoder.ts'
import { readTime, timestampEnd } from '../../timestamps.ts'
import { isGuiAudit } from './gui.ts'

/** Programs of these firewalls that hardly anything else runs. */
const own = [' filterlog[', ' filterlog: ', ' filterlog ', ' php-fpm[', ' php-fpm ', ' dhcp6c[', ' dhcp6c ']

/** Programs that also run elsewhere; what they say tells as much there. */
const common =
  'dhcpd dhclient unbound haproxy (squid-1) squid-1 squid snort radiusd openvpn charon sshd sshd-session sudo'.split(
    ' ',
  )

/** Those of them that no other decoder reads. */
const unclaimed = ['dhcpd', 'dhclient', 'unbound', 'haproxy', '(squid-1)', 'snort', 'radiusd']

const context: DecodeContext = { zoneOffset: 0, year: 2000 }

export function sniffPfSense(line: string): number {
  if (line.charCodeAt(0) === 123) return 0
  const head = line.slice(0, 160)
  for (const mark of own) if (head.includes(mark)) return 0.97
  if (isGuiAudit(line.slice(0, 300))) return 0.97
  if (isPfSense(line)) return 0.96
  return unclaimed.some((name) => runs(head, name)) ? 0.6 : 0
}

/**
 * Whether a line of a program that also runs elsewhere comes from one of these firewalls: it says so in its host, or
 * it names no host at all, as FreeBSD's syslogd does over the network (`<134>Jan  2 03:04:05 openvpn[7]: …`).
 */
export function isPfSense(line: string): boolean {
  const head = line.slice(0, 160)
  const name = common.find((program) => runs(head, program))
  if (name === undefined) return false
  const lower = head.toLowerCase()
  const at = lower.indexOf(` ${name}`)
  const host = lower.slice(0, at)
  if (host.includes('pfsense') || host.includes('opnsense')) return true
  return isHostless(line, name)
}

function isHostless(line: string, name: string): boolean {
  if (line.charCodeAt(0) !== 60) return false
  const close = line.indexOf('>')
  if (close < 2 || close > 4 || Number.isNaN(readTime(line, close + 1, context))) return false
  return line.startsWith(` ${name}`, timestampEnd())
}

/** `name[7]: `, `name: ` or, in RFC 5424, `name 7 `. */
function runs(head: string, name: string): boolean {
  const at = head.indexOf(` ${name}`)
  if (at < 0) return false
  const next = head.charCodeAt(at + name.length + 1)
  return next === 91 || next === 58 || (next === 32 && head.charCodeAt(0) === 60)
}
