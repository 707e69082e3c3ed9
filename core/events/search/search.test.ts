import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matches } from '../query/matches.ts'
import { parseQuery } from '../query/parse-query.ts'
import { openEncoded, recorded, type Recorded } from '../segment/segment.fixture.ts'
import { SegmentWriter } from '../segment/segment-writer.ts'
import type { Segment } from '../segment/segment.ts'
import { findPage, type Cursor, type Order } from './find-page.ts'
import { countEvents, histogramOf, topValues } from './summarise.ts'

/** Segments of so many events each. */
function store(records: readonly Recorded[], size: number): Segment[] {
  const segments: Segment[] = []
  for (let from = 0; from < records.length; from += size) {
    const writer = new SegmentWriter()
    for (const { event, place, original } of records.slice(from, from + size))
      writer.add(event, place, original)
    const encoded = writer.finish()
    if (encoded) segments.push(openEncoded(encoded, from + 1))
  }
  return segments
}

const queries = fc
  .constantFrom('', 'user.name:anna', 'not event.outcome:failure', 'locked or bob', 'source.port>5')
  .map((text) => parseQuery(text))
const records = fc.array(recorded, { minLength: 1, maxLength: 60 })
const size = fc.integer({ min: 1, max: 20 })

test('pages together are all events, once each, in order of time', async () => {
  await fc.assert(
    fc.asyncProperty(
      records,
      size,
      queries,
      fc.constantFrom<Order>('newest', 'oldest'),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom(0, undefined),
      async (given, rows, query, order, limit, withinMs) => {
        const segments = store(given, rows)
        const places: unknown[] = []
        const times: number[] = []
        let after: Cursor | undefined
        let pages = 0
        do {
          const page = await findPage(segments, { query, order, limit, after, withinMs })
          expect(page.events.length === limit || !page.complete || page.next === undefined).toBe(true)
          expect(++pages).toBeLessThanOrEqual(2 * segments.length + given.length + 2)
          places.push(...page.events.map(({ place }) => place))
          times.push(...page.events.map(({ event }) => event['@timestamp']))
          after = page.next
        } while (after !== undefined)
        const wanted = given.filter(({ event, original }) => matches(query, event, original))
        expect(places).toHaveLength(wanted.length)
        expect(places).toEqual(expect.arrayContaining(wanted.map(({ place }) => place)))
        const timed = times.filter((time) => !Number.isNaN(time))
        expect(timed).toEqual(timed.toSorted((a, b) => (order === 'newest' ? b - a : a - b)))
        expect(times.slice(0, timed.length)).toEqual(timed)
        expect(await countEvents(segments, query)).toBe(wanted.length)
      },
    ),
    { numRuns: 300 },
  )
})

test('top values and histograms count what a plain filter counts', async () => {
  await fc.assert(
    fc.asyncProperty(records, size, queries, async (given, rows, query) => {
      const segments = store(given, rows)
      const wanted = given.filter(({ event, original }) => matches(query, event, original))
      const tally = new Map<string, number>()
      for (const { event } of wanted)
        for (const value of event['event.category'] ?? []) tally.set(value, (tally.get(value) ?? 0) + 1)
      const top = await topValues(segments, query, 'event.category', 10)
      expect(new Map(top.map(({ value, count }) => [value, count]))).toEqual(tally)
      const histogram = await histogramOf(segments, query, 50)
      const timed = wanted.filter(({ event }) => !Number.isNaN(event['@timestamp']))
      expect(histogram?.counts.reduce((sum, count) => sum + count, 0) ?? 0).toBe(timed.length)
      expect(histogram?.counts.length ?? 0).toBeLessThanOrEqual(50)
    }),
    { numRuns: 300 },
  )
})

test('a histogram spans the times that the query names', async () => {
  const day = 86_400_000
  const segments = store(
    Array.from({ length: 100 }, (_, i) => ({
      event: { '@timestamp': i * day },
      place: { source: 'a', offset: i, length: 1, line: i },
      original: '',
    })),
    30,
  )
  const query = parseQuery('time:[1970-01-11 to 1970-01-20]')
  expect(await histogramOf(segments, query, 50)).toEqual({
    start: 10 * day,
    width: day / 2,
    counts: Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 1 : 0)),
  })
})

test('a cancelled search ends with the reason', async () => {
  const cancel = new AbortController()
  const segments = store(
    Array.from({ length: 10 }, (_, i) => ({
      event: { '@timestamp': i },
      place: { source: 'a', offset: i, length: 1, line: i },
      original: '',
    })),
    1,
  )
  const counting = countEvents(segments, parseQuery(''), cancel.signal)
  cancel.abort(new Error('no longer wanted'))
  await expect(counting).rejects.toThrow('no longer wanted')
})
