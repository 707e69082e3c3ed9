import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Reject, type Event } from '../../event/event.ts'
import { capturesRoot, captureSamples, compareCapture } from '../../../scripts/compare-captures.ts'
import { CaptureReader } from './capture-reader.ts'

async function flowsOf(path: string): Promise<Event[]> {
  const flows: Event[] = []
  for await (const { records } of new CaptureReader({ path, size: 0, modified: 0 }))
    for (const record of records) if (!(record instanceof Reject)) flows.push(record)
  return flows
}

describe.skipIf(!existsSync(join(capturesRoot, 'zeek')))('captures that others have published', () => {
  test('connections are those of Zeek: ends, bytes and packets', async () => {
    const comparisons = await Promise.all(captureSamples().map((sample) => compareCapture(sample)))
    const sum = (of: (comparison: (typeof comparisons)[number]) => number) =>
      comparisons.reduce((total, comparison) => total + of(comparison), 0)
    const connections = sum(({ connections }) => connections)
    expect(connections).toBeGreaterThan(150)
    expect(sum(({ equal }) => equal) / connections).toBeGreaterThanOrEqual(0.98)
    expect(sum(({ sameState }) => sameState) / connections).toBeGreaterThanOrEqual(0.95)
  })

  test.each([
    ['openvpn.pcap', 'openvpn', 10],
    ['wireguard.pcap', 'wireguard', 2],
    ['tailscale.pcap', 'tailscale', 1],
    ['ipsec_isakmp_esp.pcap', 'ipsec', 24],
    ['esp.pcapng', 'ipsec', 2],
  ])('the VPN flows of nDPI are found in %s', async (file, protocol, count) => {
    const flows = await flowsOf(join(capturesRoot, 'ndpi', file))
    const ends = flows
      .filter((flow) => flow['network.protocol'] === protocol)
      .map(
        (flow) =>
          `${flow['source.ip']} ${flow['source.port']} ${flow['destination.ip']} ${flow['destination.port']}`,
      )
    expect(new Set(ends).size).toBe(count)
  })

  test('no other protocol is taken for a VPN', async () => {
    const folders = [
      'packetbeat/pcaps',
      'zeek/traces',
      'zeek/traces/tls',
      'zeek/traces/quic',
      'zeek/traces/http',
      'zeek/traces/dns',
    ]
    for (const folder of folders)
      for (const file of readdirSync(join(capturesRoot, folder)).filter((name) => name.includes('.pcap')))
        for (const flow of await flowsOf(join(capturesRoot, folder, file)))
          expect(flow['vpn.tunnel_type'], `${file} ${JSON.stringify(flow)}`).toBeUndefined()
  })

  test('names and requests are those that were published with the captures', async () => {
    const [flow] = await flowsOf(join(capturesRoot, 'packetbeat', 'pcaps', 'tls-version-13.pcap'))
    const golden = readFileSync(join(capturesRoot, 'packetbeat', 'golden', 'tls_1_3-expected.json'), 'utf8')
    expect(golden).toContain(`"${flow?.['tls.client.server_name']}"`)
    expect(flow).toMatchObject({
      'network.protocol': 'tls',
      'tls.version': '1.3',
      'tls.cipher': 'TLS_AES_128_GCM_SHA256',
    })
  })
})
