/**
 * Compares what the decoders read with the ECS events that the vendors' Elastic integrations publish for the same lines:
 *
 *     npm exec -- node scripts/compare-samples.ts [--details] [vendor …]
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { z } from 'zod'
import type { Event } from '../core/event/event.ts'
import { Reject } from '../core/event/event.ts'
import type { Decoder } from '../core/ingest/decoder.ts'
import { awsVpcFlow } from '../core/ingest/decoders/aws-vpc-flow.ts'
import { azure } from '../core/ingest/decoders/azure.ts'
import { cef } from '../core/ingest/decoders/cef.ts'
import { cloudflare } from '../core/ingest/decoders/cloudflare.ts'
import { zscalerZia } from '../core/ingest/decoders/zscaler-zia.ts'
import { zscalerZpa } from '../core/ingest/decoders/zscaler-zpa.ts'
import { ciscoAsa } from '../core/ingest/decoders/cisco-asa.ts'
import { ciscoDuo } from '../core/ingest/decoders/cisco-duo.ts'
import { ciscoFtd } from '../core/ingest/decoders/cisco-ftd.ts'
import { ciscoIos } from '../core/ingest/decoders/cisco-ios.ts'
import { ciscoIse } from '../core/ingest/decoders/cisco-ise.ts'
import { ciscoMerakiAlerts } from '../core/ingest/decoders/cisco-meraki-alerts.ts'
import { ciscoMeraki } from '../core/ingest/decoders/cisco-meraki.ts'
import { fortinet } from '../core/ingest/decoders/fortinet.ts'
import { iptables } from '../core/ingest/decoders/iptables.ts'
import { linuxAuth } from '../core/ingest/decoders/linux-auth.ts'
import { paloAlto } from '../core/ingest/decoders/palo-alto.ts'
import { barracudaStream } from '../core/ingest/decoders/barracuda.ts'
import { checkPoint } from '../core/ingest/decoders/check-point.ts'
import { f5Telemetry } from '../core/ingest/decoders/f5.ts'
import { juniperSrx } from '../core/ingest/decoders/juniper-srx.ts'
import { netscaler } from '../core/ingest/decoders/netscaler.ts'
import { pulseSecure } from '../core/ingest/decoders/pulse-secure.ts'
import { sonicwall } from '../core/ingest/decoders/sonicwall.ts'
import { sophosUtm } from '../core/ingest/decoders/sophos-utm.ts'
import { sophosXg } from '../core/ingest/decoders/sophos-xg.ts'
import { pfsense } from '../core/ingest/decoders/pfsense.ts'
import { zeek } from '../core/ingest/decoders/zeek.ts'
import { transportName } from '../core/ingest/protocols.ts'

/** A vendor's folder under `elastic-integrations` and the decoder that reads its `*.log` files; another vendor is another row. */
interface VendorSamples {
  folder: string
  decoder: Decoder
}

const vendorSamples: readonly VendorSamples[] = [
  { folder: 'cisco_asa/log', decoder: ciscoAsa },
  { folder: 'cisco_duo/auth', decoder: ciscoDuo },
  { folder: 'cisco_ftd/log', decoder: ciscoFtd },
  { folder: 'cisco_ios/log', decoder: ciscoIos },
  { folder: 'cisco_ise/log', decoder: ciscoIse },
  { folder: 'cisco_meraki/events', decoder: ciscoMerakiAlerts },
  { folder: 'cisco_meraki/log', decoder: ciscoMeraki },
  { folder: 'fortinet_fortigate/log', decoder: fortinet },
  { folder: 'panw/panos', decoder: paloAlto },
  { folder: 'barracuda_cloudgen_firewall/log', decoder: barracudaStream },
  { folder: 'checkpoint/firewall', decoder: checkPoint },
  { folder: 'citrix_waf/log', decoder: netscaler },
  { folder: 'f5_bigip/log', decoder: f5Telemetry },
  { folder: 'juniper_srx/log', decoder: juniperSrx },
  { folder: 'pulse_connect_secure/log', decoder: pulseSecure },
  { folder: 'sonicwall_firewall/log', decoder: sonicwall },
  { folder: 'sophos/utm', decoder: sophosUtm },
  { folder: 'sophos/xg', decoder: sophosXg },
  { folder: 'pfsense/log', decoder: pfsense },
  { folder: 'iptables/log', decoder: iptables },
  { folder: 'system/auth', decoder: linuxAuth },
  { folder: 'aws/vpcflow', decoder: awsVpcFlow },
  { folder: 'azure/firewall_logs', decoder: azure },
  { folder: 'azure/signinlogs', decoder: azure },
  { folder: 'cef/log', decoder: cef },
  { folder: 'cloudflare_logpush/access_request', decoder: cloudflare },
  { folder: 'cloudflare_logpush/network_session', decoder: cloudflare },
  { folder: 'zscaler_zia/dns', decoder: zscalerZia },
  { folder: 'zscaler_zia/tunnel', decoder: zscalerZia },
  { folder: 'zscaler_zia/web', decoder: zscalerZia },
  { folder: 'zscaler_zpa/audit', decoder: zscalerZpa },
  { folder: 'zscaler_zpa/user_activity', decoder: zscalerZpa },
  { folder: 'zeek/connection', decoder: zeek },
  { folder: 'zeek/http', decoder: zeek },
  { folder: 'zeek/ssh', decoder: zeek },
  { folder: 'zeek/tunnel', decoder: zeek },
  { folder: 'zeek/x509', decoder: zeek },
]

interface Difference {
  file: string
  line: number
  field: string
  expected: unknown
  actual: unknown
  text: string
}

export interface Comparison {
  vendor: string
  lines: number
  expected: number
  equal: number
  differences: Difference[]
}

export const samplesRoot = join(
  dirname(fileURLToPath(import.meta.url)),
  '..',
  '..',
  'shared',
  'samples',
  'elastic-integrations',
)

const coreFields = new Set([
  '@timestamp',
  ...['action', 'category', 'type', 'outcome', 'code'].map((name) => `event.${name}`),
  ...['source', 'destination'].flatMap((side) =>
    ['ip', 'port', 'bytes', 'packets'].map((name) => `${side}.${name}`),
  ),
  ...['transport', 'protocol', 'bytes'].map((name) => `network.${name}`),
  'user.name',
  'client.ip',
  'server.ip',
  'observer.vendor',
  'observer.product',
  'rule.name',
])

function isCore(field: string): boolean {
  return coreFields.has(field) || field.startsWith('url.') || field.startsWith('dns.question.')
}

/** Any year will do: see `sameTime`. */
const fixtureYear = 2023

const expectedFile = z.object({ expected: z.array(z.record(z.string(), z.unknown()).nullable()) })

/** The decoders' names, the number of core values the publisher expects, and how many of them are equal. */
export function compareSamples(
  vendors: readonly VendorSamples[] = vendorSamples,
  root = samplesRoot,
): Comparison[] {
  return vendors
    .filter(({ folder }) => existsSync(join(root, folder)))
    .map(({ folder, decoder }) => compareVendor(folder, decoder, root))
    .filter(({ lines }) => lines > 0)
}

function compareVendor(folder: string, decoder: Decoder, root: string): Comparison {
  const comparison: Comparison = { vendor: folder, lines: 0, expected: 0, equal: 0, differences: [] }
  const directory = join(root, folder)
  for (const file of readdirSync(directory).sort()) {
    if (!existsSync(join(directory, `${file}-expected.json`))) continue
    const content = readFileSync(join(directory, file), 'utf8')
    const lines = linesOf(
      file,
      isMultiline(directory, file) ? content.replace(/\n(?=[^\S\n])/g, '\t') : content,
    )
    const parsed: unknown = JSON.parse(readFileSync(join(directory, `${file}-expected.json`), 'utf8'))
    const { expected } = expectedFile.parse(parsed)
    const flat = expected.map((event) => (event ? flatten(event) : undefined))
    const decode = decoder.open({ zoneOffset: zoneOf(directory, file, flat), year: fixtureYear })
    for (const [i, line] of lines.entries()) {
      const event = flat[i]
      const actual = decode(line)
      if (!event) continue
      comparison.lines++
      compareEvent(comparison, event, actual instanceof Reject ? undefined : actual, {
        file,
        line: i + 1,
        text: line,
      })
    }
  }
  return comparison
}

const shipped = z.object({
  message: z.string().optional(),
  json: z.record(z.string(), z.unknown()).optional(),
  event: z.object({ original: z.string().optional() }).optional(),
})
const eventsFile = z.object({ events: z.array(shipped) })

/** The lines of a log; of a `*.json`, and of a line that only wraps a message, the line that the shipper took in. */
function linesOf(file: string, content: string): string[] {
  if (file.endsWith('.json')) {
    const parsed: unknown = JSON.parse(content)
    return eventsFile
      .parse(parsed)
      .events.map(
        ({ event, message, json }) =>
          event?.original ?? message ?? (json === undefined ? '' : JSON.stringify(json)),
      )
  }
  return content
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) =>
      line.startsWith('{"message":') ? (shipped.parse(JSON.parse(line)).message ?? line) : line,
    )
}

function compareEvent(
  comparison: Comparison,
  expected: Record<string, unknown>,
  actual: Event | undefined,
  at: { file: string; line: number; text: string },
): void {
  const read: Record<string, unknown> = { ...actual }
  for (const [field, value] of Object.entries(expected)) {
    if (!isCore(field)) continue
    comparison.expected++
    const equal =
      field === '@timestamp'
        ? sameTime(value, read[field], at.text)
        : sameValue(value, read[field]) ||
          (field === 'network.transport' && sameValue(keywordOf(value), read[field]))
    if (equal) comparison.equal++
    else comparison.differences.push({ ...at, field, expected: value, actual: read[field] })
  }
}

function flatten(
  object: Record<string, unknown>,
  prefix = '',
  into: Record<string, unknown> = {},
): Record<string, unknown> {
  for (const [key, value] of Object.entries(object)) {
    const nested = z.record(z.string(), z.unknown()).safeParse(value)
    if (nested.success) flatten(nested.data, `${prefix}${key}.`, into)
    else into[prefix + key] = value
  }
  return into
}

/** Some publishers leave a protocol's number where ECS has a keyword. */
function keywordOf(value: unknown): unknown {
  return typeof value === 'string' ? transportName(value) : value
}

/** A single value and a list of it are the same to Elasticsearch. */
function sameValue(expected: unknown, actual: unknown): boolean {
  if (!Array.isArray(expected) && !Array.isArray(actual)) return expected === actual
  const [wanted, found] = [expected, actual].map(
    (value) => new Set(z.array(z.unknown()).catch([value]).parse(value).map(String)),
  )
  return wanted !== undefined && found?.size === wanted.size && [...found].every((item) => wanted.has(item))
}

/** A zone's name behind the clock, as IOS writes it, or as Sophos does. */
const namedZone = /:\d\d(?:(?:\.\d+)? [A-Z]{3,4}: | timezone="[A-Z]{3,4}")/

/** No two zones are further apart, in ms. */
const widestOffset = 14 * 3_600_000

/**
 * A line without a year was dated by the publisher in the year of the fixture: then month to second must agree. Where
 * the line names its zone, some published times are the bare clock: then the times may differ by a zone.
 */
function sameTime(expected: unknown, actual: unknown, line: string): boolean {
  if (typeof actual !== 'number' || typeof expected !== 'string') return false
  const wanted = Date.parse(expected)
  if (wanted === actual) return true
  const apart = Math.abs(wanted - actual)
  if (namedZone.test(line) && line.includes(expected.slice(11, 19)) && apart <= widestOffset)
    return apart % 900_000 === 0
  const year = new Date(wanted).getUTCFullYear()
  return (
    !line.includes(String(year)) &&
    new Date(wanted).toISOString().slice(5) === new Date(actual).toISOString().slice(5)
  )
}

/** Whether lines that begin with a blank go on with the record before. */
function isMultiline(directory: string, file: string): boolean {
  const path = join(directory, `${file}-config.yml`)
  return existsSync(path) && readFileSync(path, 'utf8').includes('first_line_pattern:')
}

/** Minutes east of UTC from the test's configuration, else the one `event.timezone` of all lines, else UTC. */
function zoneOf(
  directory: string,
  file: string,
  expected: readonly (Record<string, unknown> | undefined)[],
): number {
  for (const name of [`${file}-config.yml`, 'test-common-config.yml']) {
    const path = join(directory, name)
    const offset = existsSync(path)
      ? minutes(/tz_offset:\s*"?([^"\s]+)/.exec(readFileSync(path, 'utf8'))?.[1])
      : undefined
    if (offset !== undefined) return offset
  }
  const named = new Set(expected.map((event) => event?.['event.timezone']))
  return (named.size === 1 ? minutes([...named][0]) : undefined) ?? 0
}

function minutes(zone: unknown): number | undefined {
  const match = typeof zone === 'string' ? /^([+-])(\d\d):?(\d\d)$/.exec(zone) : null
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) : undefined
}

function table(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map(
    ({ vendor, lines, expected, equal }) =>
      `| ${vendor} | ${lines} | ${expected} | ${equal} | ${((100 * equal) / expected).toFixed(2)} |`,
  )
  const expected = comparisons.reduce((sum, comparison) => sum + comparison.expected, 0)
  const equal = comparisons.reduce((sum, comparison) => sum + comparison.equal, 0)
  rows.push(`| all | | ${expected} | ${equal} | ${((100 * equal) / expected).toFixed(2)} |`)
  return [
    '| vendor | lines | expected core values | equal | percent |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
  const chosen = vendorSamples.filter(
    ({ folder }) => wanted.length === 0 || wanted.some((word) => folder.includes(word)),
  )
  const comparisons = compareSamples(chosen)
  console.log(comparisons.length > 0 ? table(comparisons) : `no samples at ${samplesRoot}`)
  if (process.argv.includes('--details')) {
    for (const { file, line, field, expected, actual, text } of comparisons.flatMap((c) => c.differences)) {
      console.log(
        `${file}:${line} ${field}: expected ${JSON.stringify(expected)}, read ${JSON.stringify(actual)}\n    ${text}`,
      )
    }
  }
}
