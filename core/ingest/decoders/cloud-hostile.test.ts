import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { awsClientVpn } from './aws-client-vpn.ts'
import { awsVpcFlow } from './aws-vpc-flow.ts'
import { azure } from './azure.ts'
import { cef } from './cef.ts'
import { cloudflare } from './cloudflare.ts'
import { decoders } from './index.ts'
import { leef } from './leef.ts'
import { zscalerZia } from './zscaler-zia.ts'
import { zscalerZpa } from './zscaler-zpa.ts'
import { processorMs } from './processor-time.fixture.ts'

const own = new Map([
  [
    cef,
    [
      '<134>Jan  2 03:04:05 gate CEF:0|Check Point|VPN-1 & FireWall-1|R81|Log|https|5|rt=1767323045000 act=Accept src=192.0.2.1 dst=198.51.100.2 spt=5000 dpt=443 proto=6 cs1Label=Rule Name cs1=web msg=a \\= b',
    ],
  ],
  [
    leef,
    [
      'Jan  2 03:04:05 gate LEEF:2.0|Vendor|Gate|7.1|deny|^|src=192.0.2.1^dst=198.51.100.2^dstPort=22^devTime=Jan 02 2026 03:04:05^devTimeFormat=MMM dd yyyy HH:mm:ss',
    ],
  ],
  [
    zscalerZia,
    [
      '{"sourcetype":"zscalernss-web","event":{"time":"Fri Jan  2 03:04:05 2026","login":"a@b.example","proto":"HTTPS","eurl":"e.com:8443/a%20b?c","action":"Blocked","cip":"192.0.2.7","urlsupercat":"x","reqmethod":"GET"}}',
      '<114>Jan  2 03:04:05 [192.0.2.200] ZscalerNSS: SIEM Feed connection "DNS Logs" to 198.51.100.7:9012 lost and unavailable for the past 2440.00 minutes',
    ],
  ],
  [
    zscalerZpa,
    [
      '{"LogTimestamp":"Fri Jan  2 03:04:05 2026","Username":"a","SessionID":"s","SessionStatus":"ZPN_STATUS_AUTHENTICATED","PublicIP":"192.0.2.7"}',
      '{"ModifiedTime":"2026-01-02T03:04:05Z","AuditOperationType":"Create","ObjectType":"Server","AuditNewValue":"{\\"domainOrIpAddress\\":\\"10.0.0.1\\"}"}',
    ],
  ],
  [
    awsVpcFlow,
    ['2 123456789010 eni-0a1b2c3d 10.0.0.5 198.51.100.7 50123 443 6 10 4249 1767322985 1767323045 REJECT OK'],
  ],
  [
    awsClientVpn,
    [
      '{"connection-log-type":"connection-attempt","connection-attempt-status":"successful","client-vpn-endpoint-id":"e","connection-start-time":"2026-01-02 03:04:05","username":"a"}',
    ],
  ],
  [
    azure,
    [
      '{"category":"AzureFirewallDnsProxy","properties":{"msg":"DNS Request: 10.0.2.4:61248 - 6513 A IN e.com. udp 43 false 512 NXDOMAIN qr,rd,ra 145 0.002846368s"},"resourceId":"/A/B","time":"2026-01-02T03:04:05Z"}',
      '{"category":"P2SDiagnosticLog","properties":{"message":"SESSION_ID :{1} Remote 192.0.2.7:500: Local 203.0.113.1:500: Connection successful. Username=a IP=10.0.0.1"},"time":"2026-01-02T03:04:05Z"}',
    ],
  ],
  [
    cloudflare,
    [
      '{"RayID":"r","AppDomain":"a.example.com","CreatedAt":1767323045000000000,"Action":"login","Allowed":true,"IPAddress":"192.0.2.7"}',
    ],
  ],
])

const insertion = fc.oneof(
  fc.string(),
  fc.constantFrom(
    '"',
    '\\',
    '\\"',
    '{',
    '}',
    '|',
    '=',
    ' ',
    ',',
    '\t',
    '^',
    ':',
    '\0',
    '€',
    '1e999',
    '[',
    'null',
  ),
)

/** A line with pieces cut out, doubled and replaced. */
function mutated(lines: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(...lines),
      fc.array(fc.tuple(fc.nat(400), fc.nat(40), insertion), { maxLength: 6 }),
    )
    .map(([line, edits]) =>
      edits.reduce((text, [at, cut, insert]) => text.slice(0, at) + insert + text.slice(at + cut), line),
    )
}

describe.each([...own].map(([decoder, lines]) => ({ name: decoder.name, decoder, lines })))(
  '$name',
  ({ decoder, lines }) => {
    it('survives any text, and any damage to its own lines', () => {
      const decode = decoder.open({ zoneOffset: 0, year: 2026 })
      fc.assert(
        fc.property(fc.oneof(fc.string({ maxLength: 500 }), mutated(lines)), (line) => {
          decode(line)
          const confidence = decoder.sniff(line)
          return confidence >= 0 && confidence <= 1
        }),
        { numRuns: 2000 },
      )
    })

    it.each(['\\', '\\|', '{', '"', ' a=', '=', ' ', 'CEF:0|', '|', '. ', '^a=b', 'eni-', '%41', 'log in '])(
      'reads 64 KiB of %j in linear time',
      (piece) => {
        const decode = decoder.open({ zoneOffset: 0, year: 2026 })
        const bulk = piece.repeat(Math.ceil(65_536 / piece.length))
        for (const line of [bulk, ...lines.flatMap((seed) => [seed + bulk, seed.slice(0, 90) + bulk])]) {
          const readLine = () => {
            decode(line)
            decoder.sniff(line)
          }
          expect(processorMs(readLine, 250)).toBeLessThan(250)
        }
      },
    )

    it('claims its own lines, and nobody else does', () => {
      // JSON and tables hold lines of others; where a product is as sure, it stands before them.
      const others = decoders.filter(({ name }) => !['json', 'csv', decoder.name].includes(name))
      for (const line of lines) {
        expect(decoder.sniff(line), line).toBeGreaterThan(0.5)
        expect(others.filter((other) => other.sniff(line) > 0.5).map(({ name }) => name)).toEqual([])
      }
    })
  },
)

it('products that write JSON stand before the JSON decoder', () => {
  const names = decoders.map(({ name }) => name)
  const products = decoders.filter((decoder) => decoder.openObject !== undefined)
  for (const { name } of products) expect(names.indexOf(name), name).toBeLessThan(names.indexOf('json'))
})
