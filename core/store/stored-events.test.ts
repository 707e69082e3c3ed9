import { afterEach, beforeEach, expect, test } from 'vitest'
import { SegmentWriter } from '../events/segment/segment-writer.ts'
import { Store } from './store.ts'
import type { StoredEvents } from './stored-events.ts'

let store: Store
let events: StoredEvents
beforeEach(() => {
  store = new Store(':memory:')
  events = store.events
})
afterEach(() => store.close())

/** An import of events at these seconds, in segments of three. */
function importEvents(id: string, seconds: readonly number[]): void {
  store.beginImport(id, 0, { fingerprint: id })
  for (let from = 0; from < seconds.length; from += 3) {
    const writer = new SegmentWriter()
    for (const second of seconds.slice(from, from + 3))
      writer.add(
        { '@timestamp': second * 1000, 'user.name': `user${second}` },
        { source: id, offset: second, length: 1, line: second },
        `record ${second}`,
      )
    const segment = writer.finish()
    if (segment) store.writeEvents(id, segment)
  }
}

test('the events around one are those next to it in time, whichever import they are of', async () => {
  importEvents('a', [1, 2, 3, 7, 8, 9])
  importEvents('b', [4, 5, 6])
  const { events: found } = await events.page({ query: 'user.name:user5', order: 'newest', limit: 5 })
  const [five] = found
  if (!five) throw new Error('it was not found')
  expect(events.get(five.id)).toMatchObject({ original: 'record 5', place: { source: 'b', line: 5 } })
  const around = await events.around(five.id, 2)
  expect(around.map(({ event }) => event['user.name'])).toEqual(['user3', 'user4', 'user5', 'user6', 'user7'])
})

test('events go with their import, and a search that was open goes on without them', async () => {
  importEvents('a', [1, 2, 3, 4])
  importEvents('b', [5])
  expect(await events.count('')).toBe(5)
  const [one] = (await events.page({ query: 'record', order: 'oldest', limit: 1 })).events
  const id = one?.id ?? Number.NaN
  expect(events.get(id)).toMatchObject({ original: 'record 1' })
  store.connection.prepare('DELETE FROM imports WHERE id = ?').run('a')
  expect(await events.count('')).toBe(1)
  expect(events.get(id)).toBeUndefined()
  expect(await events.around(id, 3)).toEqual([])
  const left = store.connection.prepare('SELECT count(*) FROM event_blocks').pluck().get()
  expect(left).toBe(1)
})
