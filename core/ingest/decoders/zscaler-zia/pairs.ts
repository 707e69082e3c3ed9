import type { DecodeContext } from '../../decoder.ts'
import type { KeyValues } from '../../key-values.ts'
import { openEnvelope } from '../../syslog.ts'
import { readTime } from '../../timestamps.ts'

/** A record of a feed in the form for Splunk, with what its own time says (NaN: none before the pairs). */
interface NssPairs {
  feed: 'web' | 'firewall' | 'dns' | 'tunnel'
  pairs: KeyValues
  /** Epoch ms, or NaN. */
  time: number
}

/** What the web feed for Splunk calls the fields of the one in JSON. */
const webNames: ReadonlyMap<string, string> = new Map([
  ['ClientIP', 'cltintip'],
  ['clientpublicIP', 'cltpubip'],
  ['requestmethod', 'reqmethod'],
  ['status', 'respcode'],
  ['user', 'login'],
  ['useragent', 'ua'],
  ['protocol', 'proto'],
  ['requestsize', 'reqsize'],
  ['responsesize', 'respsize'],
  ['refererURL', 'ereferer'],
])

const mostPairs = 200

/** Whether a line is one of tab-separated pairs that only this product has. */
export function isNssPairs(line: string): boolean {
  if (line.charCodeAt(0) === 123 || !line.includes('\t')) return false
  if (line.includes('\tvendor=Zscaler') || line.includes('\tproduct=NSS')) return true
  return line.includes('\tcsip=') && line.includes('\tcdip=') && line.includes('\tnwsvc=')
}

/** `2026-01-02 03:04:05⇥reason=Allowed⇥protocol=HTTPS⇥…` (web), `datetime=Fri Jan 2 03:04:05 2026⇥user=…⇥csip=…` (firewall). */
export function readNssPairs(line: string, context: DecodeContext): NssPairs {
  const cells = line.split('\t', mostPairs)
  const pairs: KeyValues = new Map()
  for (const cell of cells) {
    const equals = cell.indexOf('=')
    const name = cell.slice(cell.lastIndexOf(' ', equals) + 1, equals)
    const value = cell.slice(equals + 1).trim()
    if (equals > 0 && value !== '' && value !== 'NA' && value !== 'None' && !pairs.has(name))
      pairs.set(name, value)
  }
  const first = cells[0] ?? ''
  const own = readTime(first, 0, context)
  const time = Number.isNaN(own) ? openEnvelope(first, context).time : own
  if (pairs.has('csip')) return { feed: 'firewall', pairs, time }
  if (pairs.has('dns_req') || pairs.has('dnsreq')) return { feed: 'dns', pairs, time }
  const renamed: KeyValues = new Map([...pairs].map(([name, value]) => [webNames.get(name) ?? name, value]))
  return { feed: 'web', pairs: renamed, time }
}
