import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assemble } from '../../enrich/assemble.fixture.ts'
import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import type { Decoder } from '../decoder.ts'
import { detectFormat } from '../detect-format.ts'
import { argus } from './argus.ts'
import { decoders } from './index.ts'
import { nfdump } from './nfdump.ts'
import { suricata } from './suricata.ts'
import { zeek } from './zeek.ts'
import { processorMs } from './processor-time.fixture.ts'

const ends = { 'id.orig_h': '10.8.0.5', 'id.orig_p': 50123, 'id.resp_h': '192.0.2.7', 'id.resp_p': 443 }
const zeekCommon = { ts: 1767323045.25, uid: 'CAcJw21BbVedgFnYH3', ...ends }
const eveCommon = {
  timestamp: '2026-01-02T03:04:09.000000+0000',
  flow_id: 1,
  proto: 'TCP',
  src_ip: '10.8.0.5',
  src_port: 50123,
  dest_ip: '192.0.2.7',
  dest_port: 443,
}
const counted = { pkts_toserver: 5, pkts_toclient: 6, bytes_toserver: 300, bytes_toclient: 2240 }
const times = { start: '2026-01-02T03:04:05.250000+0000', end: '2026-01-02T03:04:06.750000+0000' }
const connection = {
  proto: 'tcp',
  service: 'ssl',
  duration: 1.5,
  conn_state: 'SF',
  orig_pkts: 5,
  orig_ip_bytes: 300,
  resp_pkts: 6,
  resp_ip_bytes: 2240,
}

/** One and the same flow, and what is told of it besides. */
const formats: [Decoder, string[]][] = [
  [
    zeek,
    [
      JSON.stringify({ ...zeekCommon, ...connection }),
      JSON.stringify({
        ...zeekCommon,
        version: 'TLSv13',
        cipher: 'x',
        server_name: 'example.org',
        established: true,
      }),
      JSON.stringify({
        ...zeekCommon,
        ts: 1767323046,
        tunnel_type: 'Tunnel::GRE',
        action: 'Tunnel::DISCOVER',
      }),
    ],
  ],
  [
    zeek,
    [
      '#separator \\x09',
      '#unset_field\t-',
      '#path\tconn',
      `#fields\t${[...Object.keys(zeekCommon), ...Object.keys(connection)].join('\t')}`,
      [...Object.values(zeekCommon), ...Object.values(connection)].join('\t'),
    ],
  ],
  [
    suricata,
    [
      JSON.stringify({ ...eveCommon, event_type: 'tls', app_proto: 'tls', tls: { sni: 'example.org' } }),
      JSON.stringify({ ...eveCommon, event_type: 'alert', alert: { action: 'allowed' }, flow: counted }),
      JSON.stringify({
        ...eveCommon,
        event_type: 'flow',
        app_proto: 'tls',
        flow: { ...counted, ...times, state: 'closed' },
      }),
    ],
  ],
  [
    nfdump,
    [
      'ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt',
      '2026-01-02 03:04:05.250,2026-01-02 03:04:06.750,1.500,10.8.0.5,192.0.2.7,50123,443,TCP,.AP.SF,0,0,5,300,6,2240',
    ],
  ],
  [nfdump, ['2026-01-02 03:04:05.250  1.500 TCP  10.8.0.5:50123 <-> 192.0.2.7:443 .AP.SF 0 6 5 2240 300 2']],
  [
    argus,
    [
      'StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,sTos,dTos,TotPkts,TotBytes,SrcBytes,SrcPkts,Label',
      '2026/01/02 03:04:05.250000,1.500000,tcp,10.8.0.5,50123,   ->,192.0.2.7,443,FSPA_FSPA,0,0,11,2540,300,5,flow=x',
    ],
  ],
]
const families = [zeek, suricata, nfdump, argus]

function isEvent(record: Event | Reject | undefined): record is Event {
  return record !== undefined && !(record instanceof Reject)
}

test.each(formats)('$name: one whole flow, told once', (decoder, lines) => {
  const read = decoder.open({ zoneOffset: 0, year: 2026 })
  const events = lines.map((line) => read(line))
  expect(events.filter((event) => event instanceof Reject)).toEqual([])
  // Suricata's alert about the flow is a notice beside it.
  const acts = assemble(events.filter(isEvent)).filter(({ kind }) => kind !== 'notice')
  expect(acts).toHaveLength(1)
  expect(acts[0]).toMatchObject({
    kind: 'flow',
    outcome: 'success',
    time: Date.UTC(2026, 0, 2, 3, 4, 5, 250),
    duration: 1500,
    sourceIp: '10.8.0.5',
    sourcePort: 50123,
    destinationIp: '192.0.2.7',
    destinationPort: 443,
    transport: 'tcp',
    bytesUp: 300,
    bytesDown: 2240,
    bytesTotal: 2540,
    packets: 11,
  })
})

test.each(formats)('$name: its lines are told from all others', (decoder, lines) => {
  expect(detectFormat(lines, decoders)?.decoder.name).toBe(decoder.name)
  const others = decoders.filter(({ name }) => name !== decoder.name && name !== 'json' && name !== 'csv')
  for (const other of others) {
    for (const line of lines) expect(other.sniff(line), `${other.name}: ${line}`).toBeLessThanOrEqual(0.5)
    expect(other.sniffSample?.(lines) ?? 0, other.name).toBe(0)
  }
})

describe.each(families)('$name', (decoder) => {
  const own = formats.filter(([name]) => name === decoder).flatMap(([, lines]) => lines)

  test('claims nobody else’s lines', () => {
    const foreign = [
      ...formats.filter(([name]) => name !== decoder).flatMap(([, lines]) => lines),
      '# a comment',
      'time,user,src',
      '{"ts":1,"user":"ada","src":"192.0.2.1"}',
      '{"timestamp":"2026-01-02T03:04:05Z","event_type":"authentication","user":{"name":"ada"}}',
      '2026-01-02 03:04:05.678 10.8.0.5:1 -> 192.0.2.7:2 allowed',
      'Jan  2 03:04:05 gate : %ASA-6-302013: Built outbound TCP connection 42 for outside:198.51.100.7/443',
    ]
    for (const line of foreign) expect(decoder.sniff(line), line).toBe(0)
  })

  test('survives any text, and any damage to its own lines', () => {
    const pieces = fc.oneof(
      fc.string(),
      fc.constantFrom('"', ',', '\t', '{', '}', '-', '\\x', '->', '#fields\t', '1e999', 'null', '\0'),
    )
    const damaged = fc
      .tuple(fc.constantFrom(...own), fc.array(fc.tuple(fc.nat(400), fc.nat(40), pieces), { maxLength: 6 }))
      .map(([line, edits]) =>
        edits.reduce((text, [at, cut, piece]) => text.slice(0, at) + piece + text.slice(at + cut), line),
      )
    const read = decoder.open({ zoneOffset: 0, year: 2026 })
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 500 }), fc.constantFrom(...own), damaged), (line) => {
        const event = read(line)
        if (event !== undefined && !(event instanceof Reject)) {
          expect(event['@timestamp']).toSatisfy(Number.isFinite)
          for (const value of Object.values(event))
            if (typeof value === 'number') expect(value).toSatisfy(Number.isFinite)
        }
        expect(decoder.sniff(line)).toBeGreaterThanOrEqual(0)
        expect(decoder.sniffSample?.([line]) ?? 0).toBeLessThanOrEqual(1)
      }),
      { numRuns: 2000 },
    )
  })

  test.each(['\t', ',', '{"ts":', '\\x', '#fields\t', ' -> ', '1:', '"event_type":', '((', '['])(
    'reads 256 KiB of %j in linear time',
    (piece) => {
      const read = decoder.open({ zoneOffset: 0, year: 2026 })
      const bulk = piece.repeat(Math.ceil(262_144 / piece.length))
      for (const line of [
        bulk,
        ...own.map((text) => text + bulk),
        ...own.map((text) => text.slice(0, 40) + bulk),
      ]) {
        const readLine = () => {
          read(line)
          decoder.sniff(line)
        }
        expect(processorMs(readLine, 250)).toBeLessThan(250)
      }
    },
  )
})

const slips = fileURLToPath(new URL('../../../../shared/samples/slips/', import.meta.url))

describe.skipIf(!existsSync(slips))('captures of others', () => {
  test.each([
    ['test2-malicious.binetflow', 'argus', 6751],
    ['test5-mixed.binetflow', 'argus', 299],
    ['test6-malicious.suricata.json', 'suricata', 5000],
    ['port-scans/horizontal/conn.log', 'zeek', 41],
    ['test9-mixed-zeek-dir/conn.log', 'zeek', 576],
    ['test9-mixed-zeek-dir/software.log', 'zeek', 3],
    ['test14-malicious-zeek-dir/tunnel.log', 'zeek', 2],
    ['test16-malicious-zeek-dir/arp.log', 'zeek', 2],
  ])('%s: %s, %d events', (file, name, count) => {
    const lines = readFileSync(slips + file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
    const decoder = detectFormat(lines.slice(0, 200), decoders)?.decoder
    expect(decoder?.name).toBe(name)
    const read = decoder?.open({ zoneOffset: 0, year: 2026 })
    const records = lines.map((line) => read?.(line))
    expect(records.filter((record) => record instanceof Reject)).toEqual([])
    expect(records.filter(isEvent)).toHaveLength(count)
  })
})
