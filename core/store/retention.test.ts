import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SegmentWriter } from '../events/segment/segment-writer.ts'
import { defaultSettings } from '../settings/settings.ts'
import { retentionOf } from './retention.ts'
import { Store } from './store.ts'
import { day } from '../event/time-units.ts'

const newest = Date.UTC(2026, 2, 4)
let store: Store
beforeEach(() => {
  store = new Store(':memory:')
  store.beginImport('a', 0, { fingerprint: 'a' })
})
afterEach(() => store.close())

/** A segment of events so many days before the newest. */
function addDay(before: number): void {
  const writer = new SegmentWriter()
  // Above the size of segments that are merged at once.
  for (let n = 0; n < 40_000; n++)
    writer.add(
      { '@timestamp': newest - before * day },
      { source: 'a.log', offset: n, length: 1, line: n },
      `${n}`,
    )
  const segment = writer.finish()
  if (segment) store.writeEvents('a', segment)
}

async function days(): Promise<number[]> {
  const found = await store.events.top('', '@timestamp', 100)
  return found.map(({ value }) => (newest - Number(value)) / day).sort((a, b) => b - a)
}

describe('how long events are kept', () => {
  it('is for ever unless somebody says otherwise', async () => {
    for (const before of [30, 20, 10, 0]) addDay(before)
    await store.keepEvents(retentionOf(defaultSettings))
    expect(await days()).toEqual([30, 20, 10, 0])
    expect(store.eventUsage()).toMatchObject({ events: 160_000, first: newest - 30 * day, last: newest })
  })

  it('counts back from the newest event, at once and with each commit', async () => {
    for (const before of [30, 20, 10]) addDay(before)
    await store.keepEvents({ days: 12 })
    expect(await days()).toEqual([20, 10])
    addDay(0)
    expect(await days()).toEqual([10, 0])
    expect(store.eventUsage()).toMatchObject({ events: 80_000, first: newest - 10 * day })
  })

  it('is not cut short by a clock that is years ahead', async () => {
    for (const before of [10, 0]) addDay(before)
    addDay(-100 * 365)
    await store.keepEvents({ days: 12 })
    expect(store.eventUsage().events).toBe(120_000)
  })

  it('ends for the oldest first where the room is full', async () => {
    for (const before of [0, 30, 10, 20]) addDay(before)
    const { bytes } = store.eventUsage()
    await store.keepEvents({ bytes: bytes * 0.6 })
    expect(await days()).toEqual([10, 0])
    expect(store.eventUsage().bytes).toBeLessThanOrEqual(bytes * 0.6)
    expect(store.connection.prepare('SELECT count(DISTINCT segment) FROM event_blocks').pluck().get()).toBe(2)
  })
})
