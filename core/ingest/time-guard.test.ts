import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Reject, type Event } from '../event/event.ts'
import { emptyBatch } from './event-batch.ts'
import { isImplausible, TimeGuard } from './time-guard.ts'

const minute = 60_000
const day = 86_400_000
const start = Date.UTC(2026, 2, 2, 8)
const written = Date.UTC(2026, 5, 1)

/** Passes records with these times through a guard, in batches of a size; those of which it says that they can't be. */
function marked(times: readonly number[], size = 1000, expected = written): number[] {
  const guard = new TimeGuard(expected)
  const out: Event[] = []
  const take = (batch: ReturnType<typeof emptyBatch>): void => {
    for (const record of batch.records) if (!(record instanceof Reject)) out.push(record)
  }
  for (let from = 0; from < times.length; from += size) {
    const batch = emptyBatch()
    for (const [i, time] of times.slice(from, from + size).entries()) {
      batch.records.push({ '@timestamp': time })
      batch.places.push({ source: 'log', offset: from + i, length: 1, line: from + i + 1 })
      batch.originals.push('')
    }
    take(guard.push(batch))
  }
  take(guard.end())
  expect(out.map((event) => event['@timestamp'])).toEqual(times)
  return out.flatMap((event, i) => (isImplausible(event) ? [i] : []))
}

const usual = Array.from({ length: 100 }, (_, i) => start + i * minute)
const withOne = (at: number, time: number) => usual.toSpliced(at, 0, time)

describe('TimeGuard', () => {
  it.each([
    ['1970', 0, [0, 1, 7, 50, 99, 100]],
    ['2099', Date.UTC(2099, 0, 1), [0, 1, 7, 50, 99, 100]],
    // At the end nothing says that the log does not go on there.
    ['three days ahead', start + 3 * day, [0, 1, 7, 50, 96]],
  ])('marks a single record of %s, wherever it stands', (_, time, places) => {
    for (const at of places) expect(marked(withOne(at, time))).toEqual([at])
  })

  it('marks the records of one device of five whose clock is wrong', () => {
    const times = usual.map((time, i) => (i % 5 === 3 ? i * 1000 : time))
    expect(marked(times)).toEqual(usual.flatMap((_, i) => (i % 5 === 3 ? [i] : [])))
  })

  it.each([
    ['a pause of a month', usual.map((time, i) => (i < 40 ? time : time + 30 * day))],
    ['an older log after a newer', usual.map((time, i) => (i < 40 ? time : time - 300 * day))],
    ['a record every few days', usual.map((_, i) => start + i * 3 * day + (i % 7) * day)],
    [
      'records of a buffer that come two weeks late',
      usual.map((time, i) => (i % 9 === 0 ? time - 14 * day : time)),
    ],
    ['a last record after a pause of a week', [...usual, start + 8 * day]],
    ['a log of three records', [start, start + 90 * day, start + 91 * day]],
    ['a log that is wrong as a whole', usual.map((time) => time + 70 * 365 * day)],
    ['records without a time', usual.map((time, i) => (i % 2 === 0 ? NaN : time))],
  ])('marks none of %s', (_, times) => {
    expect(marked(times)).toEqual([])
  })

  it('says the same however the records are cut, and loses none', () => {
    const time = fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: start, max: start + day }) },
      fc.integer({ min: -day, max: 4_102_444_800_000 }),
      fc.constant(NaN),
    )
    fc.assert(
      fc.property(fc.array(time, { maxLength: 80 }), fc.integer({ min: 1, max: 9 }), (times, size) => {
        expect(marked(times, size)).toEqual(marked(times))
      }),
    )
  })
})
