import fc from 'fast-check'
import type { Event, Place } from '../../event/event.ts'
import { decodeNumbers } from './number-column.ts'
import { decodeOriginals } from './originals.ts'
import type { EncodedSegment } from './segment-writer.ts'
import type { Segment } from './segment.ts'
import { decodeText } from './text-column.ts'
import { WordFilter } from './word-filter.ts'

/** A segment read from its bytes, without a store. */
export function openEncoded(encoded: EncodedSegment, start = 1): Segment {
  const columns = new Map(encoded.columns.map((column) => [column.name, column]))
  return {
    start,
    rows: encoded.rows,
    first: encoded.first,
    last: encoded.last,
    columnNames: () => [...columns.keys()],
    column: (name) => {
      const column = columns.get(name)
      return column && (column.kind === 'text' ? decodeText(column.data) : decodeNumbers(column.data))
    },
    range: (name) => {
      const { low, high } = columns.get(name) ?? {}
      return low == null || high == null ? undefined : { low, high }
    },
    blockRows: () => encoded.blocks.map(({ rows }) => rows),
    packedBlock: (block) =>
      encoded.blocks[block] ?? { rows: 0, words: Buffer.alloc(0), data: Buffer.alloc(0) },
    wordFilters: () => encoded.blocks.map(({ words }) => WordFilter.from(words)),
    originals: (block) => decodeOriginals(encoded.blocks[block]?.data ?? Buffer.alloc(0)),
  }
}

export interface Recorded {
  event: Event
  place: Place
  original: string
  /** Where they are not the UTF-8 of `original`. */
  bytes?: Uint8Array | undefined
}

const word = fc.constantFrom(
  'anna',
  'bob',
  'CORP\\anna',
  'Jürgen',
  'locked',
  'Account locked out',
  'a',
  'x_1',
  '',
  '*',
  'ﬁ',
)
const ip = fc.constantFrom(
  '10.0.0.1',
  '10.0.0.200',
  '192.0.2.7',
  '2001:db8::1',
  '::ffff:10.0.0.9',
  'no address',
)
const amount = fc
  .oneof(fc.integer(), fc.nat(20), fc.double({ noNaN: true }), fc.constantFrom(2 ** 40, 0.5))
  .map((value) => value + 0)

/** Events of few values, so that queries find some of them, with hostile ones among them; a message is often the end of its record. */
export const recorded: fc.Arbitrary<Recorded> = fc
  .tuple(fc.constantFrom('none', 'end', 'other'), fc.nat(12), anyRecorded())
  .map(([message, at, one]) => {
    const end = one.original.slice(at)
    if (message === 'none') return one
    return { ...one, event: { ...one.event, message: message === 'end' ? end : `${end} Account locked out` } }
  })

function anyRecorded(): fc.Arbitrary<Recorded> {
  return fc.record({
    event: fc.record(
      {
        '@timestamp': fc.oneof(fc.integer({ min: 0, max: 2e12 }), fc.constant(Number.NaN)),
        'user.name': fc.oneof(word, fc.string({ unit: 'grapheme' })),
        'event.outcome': fc.constantFrom('success', 'failure', 'unknown'),
        'event.category': fc.array(fc.constantFrom('network', 'authentication')),
        'source.ip': ip,
        'source.port': amount,
        'vpn.bytes_out': amount,
      },
      { requiredKeys: ['@timestamp'] },
    ),
    place: fc.record({
      source: fc.constantFrom('a.log', 'b.log'),
      offset: fc.nat(2 ** 40),
      length: fc.nat(1000),
      line: fc.nat(1_000_000),
    }),
    original: fc.oneof(
      fc.array(word, { maxLength: 6 }).map((words) => words.join(' ')),
      fc.string({ unit: 'grapheme' }),
    ),
    bytes: fc.option(fc.uint8Array({ maxLength: 20 }), { nil: undefined, freq: 3 }),
  })
}
