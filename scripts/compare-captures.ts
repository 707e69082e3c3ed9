/**
 * Compares the flows read from captures with what Zeek says of the same captures (its own published baselines):
 *
 *     npm exec -- node scripts/compare-captures.ts [--details] [trace …]
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Event } from '../core/event/event.ts'
import { Reject } from '../core/event/event.ts'
import { CaptureReader } from '../core/ingest/capture/capture-reader.ts'

export const capturesRoot = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'shared', 'samples')

interface CaptureSample {
  /** Path under the samples' root. */
  capture: string
  baseline: string
}

/** One column of one connection in which the two differ. */
interface CaptureDifference {
  capture: string
  connection: string
  field: string
  expected: string
  actual: string
}

interface CaptureComparison {
  capture: string
  connections: number
  /** Connections with the same ends, bytes and packets, as far as the baseline tells them. */
  equal: number
  /** Connections for which Zeek's state and history, where told, are the same too. */
  sameState: number
  differences: CaptureDifference[]
}

/** Columns that must be the same, and the fields that hold them. */
const counted = new Map<string, keyof Event>([
  ['orig_bytes', 'source.bytes'],
  ['resp_bytes', 'destination.bytes'],
  ['orig_pkts', 'source.packets'],
  ['resp_pkts', 'destination.packets'],
  ['orig_ip_bytes', 'source.ip_bytes'],
  ['resp_ip_bytes', 'destination.ip_bytes'],
])
const told = new Map<string, keyof Event>([
  ['conn_state', 'network.connection.state'],
  ['history', 'network.connection.history'],
])

const corelight: readonly (readonly [folder: string, analyzer: string, capture: string])[] = [
  ['openvpn', 'openvpn', 'openvpn.pcap'],
  ['openvpn', 'openvpnhmac', 'openvpn_udp_tls-auth.pcap'],
  ['openvpn', 'openvpnhmac256', 'openvpn_udp_hmac_256.pcap'],
  ['openvpn', 'openvpntcp', 'openvpn_tcp_nontlsauth.pcap'],
  ['openvpn', 'openvpntcphmac', 'openvpn-tcp-tls-auth.pcap'],
  ['wireguard', 'tailscale', 'tailscale_linux.pcap'],
  ['wireguard', 'wireguard', 'wireguard.pcap'],
]

/** The captures of which there is a baseline of connections, by the samples' manifest. */
export function captureSamples(root = capturesRoot): CaptureSample[] {
  const manifest = readFileSync(join(root, 'MANIFEST.tsv'), 'utf8').split(/\r?\n/)
  const zeek = manifest.flatMap((line) => {
    const [path = '', ...columns] = line.split('\t')
    const trace = columns.find((column) => column.startsWith('trace='))?.slice('trace='.length)
    return path.startsWith('zeek/baseline/') && path.endsWith('/conn.log') && trace !== undefined
      ? [{ capture: `zeek/traces/${trace}`, baseline: path }]
      : []
  })
  const others = corelight.map(([folder, analyzer, capture]) => ({
    capture: `corelight/${folder}/${capture}`,
    baseline: `corelight/${folder}/baseline/analyzer.${analyzer}/conn.log.filtered`,
  }))
  return [...zeek, ...others].filter(
    ({ capture, baseline }) => existsSync(join(root, capture)) && existsSync(join(root, baseline)),
  )
}

export async function compareCapture(
  { capture, baseline }: CaptureSample,
  root = capturesRoot,
): Promise<CaptureComparison> {
  const expected = readConnections(readFileSync(join(root, baseline), 'utf8'))
  const flows = await readFlows(join(root, capture))
  const comparison: CaptureComparison = { capture, connections: 0, equal: 0, sameState: 0, differences: [] }
  for (const row of expected) {
    const connection = endsOf(row)
    if (connection === undefined) continue
    comparison.connections++
    const candidates = flows.filter((flow) => flowEnds(flow) === connection)
    const best = candidates.sort((a, b) => differing(row, a).length - differing(row, b).length)[0]
    if (best === undefined) {
      comparison.differences.push({
        capture,
        connection,
        field: 'connection',
        expected: 'one',
        actual: 'none',
      })
      continue
    }
    flows.splice(flows.indexOf(best), 1)
    const fields = differing(row, best)
    if (!fields.some((field) => counted.has(field))) comparison.equal++
    if (!fields.some((field) => told.has(field))) comparison.sameState++
    for (const field of fields)
      comparison.differences.push({
        capture,
        connection,
        field,
        expected: row.get(field) ?? '',
        actual: valueOf(best, field) ?? 'none',
      })
  }
  return comparison
}

type Row = ReadonlyMap<string, string>

/** The rows of a conn.log, also of one whose lines were sorted or reduced to some columns. */
function readConnections(text: string): Row[] {
  const lines = text.split('\n')
  const header = lines.find((line) => line.startsWith('#fields\t') || line.includes('id.orig_h\t'))
  const columns = header?.replace('#fields\t', '').split('\t') ?? []
  return lines
    .filter((line) => line !== '' && line !== header && !line.startsWith('#'))
    .map((line) => new Map(line.split('\t').map((value, i) => [columns[i] ?? '', value])))
}

async function readFlows(path: string): Promise<Event[]> {
  const flows: Event[] = []
  for await (const { records } of new CaptureReader({ path, size: 0, modified: 0 }))
    for (const record of records)
      if (!(record instanceof Reject) && record['event.dataset'] === 'flow') flows.push(record)
  return flows
}

function endsOf(row: Row): string | undefined {
  const ends = ['id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p', 'proto'].map((name) => row.get(name))
  return ends.includes(undefined) ? undefined : ends.join(' ')
}

function flowEnds(flow: Event): string {
  const transport = flow['network.transport'] ?? ''
  const known = ['tcp', 'udp', 'icmp'].includes(transport)
  const proto = transport === 'ipv6-icmp' ? 'icmp' : known ? transport : 'unknown_transport'
  return `${flow['source.ip']} ${flow['source.port']} ${flow['destination.ip']} ${flow['destination.port']} ${proto}`
}

function differing(row: Row, flow: Event): string[] {
  return [...counted.keys(), ...told.keys()].filter((field) => {
    const expected = row.get(field)
    // Zeek leaves out the bytes of a connection without duration.
    const isTold = expected !== undefined && (expected !== '-' || field === 'history')
    return isTold && expected !== (valueOf(flow, field) ?? '-')
  })
}

function valueOf(flow: Event, column: string): string | undefined {
  const field = counted.get(column) ?? told.get(column)
  const value = field === undefined ? undefined : flow[field]
  return typeof value === 'number' || typeof value === 'string' ? String(value) : undefined
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
  const details = process.argv.includes('--details')
  let [connections, equal, sameState] = [0, 0, 0]
  for (const sample of captureSamples()) {
    if (wanted.length > 0 && !wanted.some((name) => sample.capture.includes(name))) continue
    const comparison = await compareCapture(sample)
    if (comparison.connections === 0) continue
    connections += comparison.connections
    equal += comparison.equal
    sameState += comparison.sameState
    console.log(
      `${comparison.capture}: ${comparison.equal} of ${comparison.connections} equal, state and history ${comparison.sameState}`,
    )
    if (!details) continue
    for (const { connection, field, expected, actual } of comparison.differences)
      console.log(`    ${connection}: ${field} ${expected}, read ${actual}`)
  }
  const percent = (part: number) => `${((100 * part) / connections).toFixed(1)} %`
  console.log(
    `${connections} connections: ${equal} with equal ends, bytes and packets (${percent(equal)}), ` +
      `${sameState} with equal state and history (${percent(sameState)})`,
  )
}
