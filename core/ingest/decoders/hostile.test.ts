import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ciscoAsa } from './cisco-asa.ts'
import { fortinet } from './fortinet.ts'
import { openvpn } from './openvpn.ts'
import { paloAlto } from './palo-alto.ts'
import { processorMs } from './processor-time.fixture.ts'

const seeds: Record<string, readonly string[]> = {
  'cisco-asa': [
    'Jan 02 2026 03:04:05 gate : %ASA-6-302013: Built outbound TCP connection 42 for outside:198.51.100.7/443 (198.51.100.7/443) to inside:10.8.0.5/50123 (203.0.113.1/50123)(LOCAL\\alice) (alice)',
    'Jan  2 03:04:05: %ASA-4-113019: Group = S, Username = a, IP = 192.0.2.7, Session disconnected. Session Type: SSL, Duration: 0h:1m:2s, Bytes xmt: 1, Bytes rcv: 2, Reason: x',
  ],
  fortigate: [
    'date=2026-01-02 time=03:04:05 logid="1" type="event" subtype="vpn" action="tunnel-up" remip=192.0.2.7 user="a\\"b" msg="x=\\" y"',
  ],
  'palo-alto': [
    '1,2026/01/02 03:04:05,0,THREAT,url,1,2026/01/02 03:04:05,10.0.0.1,10.0.0.2,"a""b",{x,y},r,u,,ssl,v,z,z,i,o,l,t,9,1,1,2,0,0,f,tcp,alert,"e.com:80/a.b?c"',
  ],
  openvpn: ['2026-01-02 03:04:05 a b/192.0.2.7:4444 MULTI: Learn: 10.8.0.2 -> a b/192.0.2.7:4444'],
}

/** A line with pieces cut out, doubled and replaced. */
function mutated(lines: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(...lines),
      fc.array(
        fc.tuple(
          fc.nat(400),
          fc.nat(40),
          fc.oneof(fc.string(), fc.constantFrom('"', '\\"', '%ASA-', ' ', ',', '(', '\0', '€')),
        ),
        { maxLength: 6 },
      ),
    )
    .map(([line, edits]) =>
      edits.reduce((text, [at, cut, insert]) => text.slice(0, at) + insert + text.slice(at + cut), line),
    )
}

describe.each([ciscoAsa, fortinet, paloAlto, openvpn])('$name', (decoder) => {
  const lines = seeds[decoder.name] ?? []

  it('survives any text, and any damage to its own lines', () => {
    const decode = decoder.open({ zoneOffset: 0, year: 2026 })
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 2000 }), mutated(lines)), (line) => {
        decode(line)
        const confidence = decoder.sniff(line)
        return confidence >= 0 && confidence <= 1
      }),
      { numRuns: 3000 },
    )
  })

  it.each([
    '\\" ',
    '{',
    '"',
    ',',
    '%ASA-',
    '%ASA-6-302013: ',
    'a=',
    'a=" ',
    '/',
    ':',
    '(',
    'Group = ',
    ', A',
    '1,2026/01/02 03:04:05,',
    "'AUTH_FAILED'",
  ])('reads 64 KiB of %j in linear time', (piece) => {
    const decode = decoder.open({ zoneOffset: 0, year: 2026 })
    const bulk = piece.repeat(Math.ceil(65_536 / piece.length))
    for (const line of [bulk, ...lines.flatMap((seed) => [seed + bulk, seed.slice(0, 90) + bulk])]) {
      const readLine = () => {
        decode(line)
        decoder.sniff(line)
      }
      expect(processorMs(readLine, 100)).toBeLessThan(100)
    }
  })

  it('recognises its own lines and nobody else’s', () => {
    for (const [name, samples] of Object.entries(seeds)) {
      for (const line of samples) expect(decoder.sniff(line) > 0.5, line).toBe(name === decoder.name)
    }
  })
})
