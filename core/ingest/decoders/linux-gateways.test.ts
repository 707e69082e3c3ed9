import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import { decoders } from './index.ts'
import { gatewayLines } from './linux-gateways.fixture.ts'
import { processorMs } from './processor-time.fixture.ts'

const context = { zoneOffset: 0, year: 2026 }
const own = decoders.filter(({ name }) => name in gatewayLines)

/** A line with pieces cut out, doubled and replaced. */
function mutated(lines: readonly string[]): fc.Arbitrary<string> {
  const insert = fc.oneof(
    fc.string(),
    fc.constantFrom('[', ']', "'", '"', ' ', ',', '\t', '=', ':', '...', ' from ', ' port ', '\0', '€', '-'),
  )
  return fc
    .tuple(fc.constantFrom(...lines), fc.array(fc.tuple(fc.nat(400), fc.nat(40), insert), { maxLength: 6 }))
    .map(([line, edits]) =>
      edits.reduce((text, [at, cut, piece]) => text.slice(0, at) + piece + text.slice(at + cut), line),
    )
}

it('all are in the list of decoders', () => {
  expect(own.map(({ name }) => name).sort()).toEqual(Object.keys(gatewayLines).sort())
})

describe.each(own)('$name', (decoder) => {
  const lines = gatewayLines[decoder.name] ?? []

  it.each(lines)('alone claims %s', (line) => {
    const claims = decoders.filter((other) => other.sniff(line) > 0.5).map(({ name }) => name)
    expect(claims).toEqual([decoder.name])
  })

  it('survives any text, and any damage to its own lines', () => {
    const decode = decoder.open(context)
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 2000 }), mutated(lines)), (line) => {
        const record = decode(line)
        if (record !== undefined && !(record instanceof Reject)) {
          for (const value of Object.values(record)) expect(value).not.toBeUndefined()
          expect(Number.isFinite(record['@timestamp'])).toBe(true)
        }
        const confidence = decoder.sniff(line)
        return confidence >= 0 && confidence <= 1
      }),
      { numRuns: 2000 },
    )
  })

  it('reads 1 MiB of anything in linear time', () => {
    const decode = decoder.open(context)
    const pieces = [
      'a',
      ' ',
      '[',
      ']',
      '\t',
      ',',
      '=',
      "' ",
      ' user ',
      ' from ',
      ' port ',
      ' [',
      ': ',
      '...',
      '_',
      '(',
      'IKE_SA ',
      'DHCP ',
      ' -> ',
      'PROTO=',
      '-',
    ]
    for (const piece of pieces) {
      const bulk = piece.repeat(Math.ceil(1_048_576 / piece.length))
      for (const line of [bulk, (lines[0] ?? '') + bulk, (lines[1] ?? '').slice(0, 60) + bulk]) {
        const readLine = () => {
          decode(line)
          decoder.sniff(line)
        }
        expect(processorMs(readLine, 500), piece).toBeLessThan(500)
      }
    }
  }, 60_000)
})
