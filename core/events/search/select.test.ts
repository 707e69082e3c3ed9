import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matches } from '../query/matches.ts'
import { parseQuery } from '../query/parse-query.ts'
import { parsePattern } from '../query/pattern.ts'
import type { Query } from '../query/query.ts'
import { openEncoded, recorded, type Recorded } from '../segment/segment.fixture.ts'
import { SegmentWriter } from '../segment/segment-writer.ts'
import { eventAt, originalAt, placeAt, type Segment } from '../segment/segment.ts'
import { select } from './select.ts'

function store(records: readonly Recorded[]): Segment {
  const writer = new SegmentWriter()
  for (const { event, place, original, bytes } of records) writer.add(event, place, original, bytes)
  const encoded = writer.finish()
  if (!encoded) throw new Error('nothing was written')
  return openEncoded(encoded)
}

const pattern = fc
  .array(fc.constantFrom('a', 'n', 'anna', 'locked', ' ', '*', '?', '\\', 'ü', 'ﬁ', '_', '1'), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parsePattern(parts.join('')))
const textField = fc.constantFrom('message', 'user.name', 'event.category', 'source.ip', 'user.email')
const numberField = fc.constantFrom('@timestamp', 'source.port', 'vpn.bytes_out', 'vpn.bytes_in')

const { query } = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small' },
    fc.record({ kind: fc.constant('words'), pattern }),
    fc.record({ kind: fc.constant('text'), field: textField, pattern }),
    fc.record({ kind: fc.constant('exists'), field: fc.oneof(textField, numberField) }),
    fc.constantFrom(
      ...['source.ip:10.0.0.0/24', 'source.ip:2001:db8::/32', 'source.port>=0', ''].map((text) =>
        parseQuery(text),
      ),
    ),
    fc.record({ kind: fc.constant('number'), field: numberField, least: fc.integer(), most: fc.integer() }),
    fc.record({
      kind: fc.constantFrom('and', 'or'),
      parts: fc.array(tie('query'), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('not'), part: tie('query') }),
  ) as fc.Arbitrary<Query>,
}))

test('a segment finds exactly what a plain filter over the events finds', () => {
  fc.assert(
    fc.property(fc.array(recorded, { minLength: 1, maxLength: 40 }), query, (records, wanted) => {
      const expected = records.map(({ event, original }) => (matches(wanted, event, original) ? 1 : 0))
      expect([...select(wanted, store(records))]).toEqual(expected)
    }),
    { numRuns: 1000 },
  )
})

test('events, places and originals come back as they were', () => {
  fc.assert(
    fc.property(fc.array(recorded, { minLength: 1, maxLength: 30 }), (records) => {
      const segment = store(records)
      for (const [row, { event, place, original, bytes }] of records.entries()) {
        expect(eventAt(segment, row)).toEqual(event)
        expect(placeAt(segment, row)).toEqual(place)
        expect(originalAt(segment, row)).toEqual({ original, bytes: Buffer.from(bytes ?? original) })
      }
    }),
  )
})

test('a text is never taken for a list that is written like it', () => {
  const place = { source: 'a.log', offset: 0, length: 1, line: 1 }
  const events = [{ 'event.category': ['a'] }, { 'event.category': ['a'] }, { 'event.category': [] }]
  const texts = ['["a"]', '\0["a"]', '[]']
  const segment = store(
    texts.map((text, i) => ({
      event: { '@timestamp': i, 'user.name': text, ...events[i] },
      place,
      original: text,
    })),
  )
  expect(texts.map((_, row) => eventAt(segment, row)['user.name'])).toEqual(texts)
  expect(events.map((_, row) => eventAt(segment, row)['event.category'])).toEqual([['a'], ['a'], []])
})

test('more than one block of originals', () => {
  const records = Array.from({ length: 3000 }, (_, i): Recorded => ({
    event: { '@timestamp': i, 'user.name': `user${i % 7}` },
    place: { source: 'a.log', offset: i * 10, length: 10, line: i + 1 },
    original: `line ${i} of user${i % 7}${i === 2500 ? ' needle' : ''}`,
  }))
  const segment = store(records)
  expect(select(parseQuery('needle'), segment).indexOf(1)).toBe(2500)
  expect(select(parseQuery('user.name:user3 and *of*'), segment).filter((flag) => flag === 1)).toHaveLength(
    429,
  )
  expect(originalAt(segment, 2999).original).toBe('line 2999 of user3')
})
