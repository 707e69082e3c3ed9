import { afterEach, beforeEach, expect, test } from 'vitest'
import { SegmentWriter } from '../events/segment/segment-writer.ts'
import { Store } from '../store/store.ts'
import { eventHandlers } from './event-handlers.ts'

const here = new AbortController().signal
let store: Store
let handlers: ReturnType<typeof eventHandlers>
beforeEach(() => {
  store = new Store(':memory:')
  store.beginImport('a', 0, { fingerprint: 'a' })
  for (let segment = 0; segment < 4; segment++) {
    const writer = new SegmentWriter()
    for (let i = 0; i < 10; i++)
      writer.add(
        { '@timestamp': i === 9 ? Number.NaN : segment * 10 + i, 'user.name': `user${i % 3}` },
        { source: 'a.log', offset: i, length: 1, line: i + 1 },
        `record ${segment} ${i}`,
      )
    const encoded = writer.finish()
    if (encoded) store.writeEvents('a', encoded)
  }
  handlers = eventHandlers(
    () => store.events,
    () => store.eventUsage(),
  )
})
afterEach(() => store.close())

test('pages, counts, histograms and top values cross as JSON', async () => {
  const request = { query: 'user.name:user0', order: 'oldest', limit: 100 } as const
  const page = await handlers['events.page'](request, here)
  expect(JSON.parse(JSON.stringify(page))).toEqual(page)
  if ('problem' in page) throw new Error(page.problem.message)
  expect(page.found.events).toHaveLength(16)
  expect(page.found.events[0]).toMatchObject({
    time: 0,
    fields: { 'user.name': 'user0' },
    place: { line: 1 },
  })
  expect(page.found.events.at(-1)?.time).toBeNull()
  expect(await handlers['events.count']({ query: '' }, here)).toEqual({ found: 40 })
  expect(await handlers['events.top']({ query: '', field: 'user', most: 1 }, here)).toEqual({
    found: [{ value: 'user0', count: 16 }],
  })
  const histogram = await handlers['events.histogram']({ query: '', buckets: 10 }, here)
  expect(histogram).toMatchObject({ found: { start: 0, width: 10, counts: [9, 9, 9, 9] } })
  const id = page.found.events[1]?.id
  if (!id) throw new Error('no second event')
  expect(await handlers['events.get']({ id }, here)).toMatchObject({ original: 'record 0 3' })
  expect(await handlers['events.around']({ id, each: 1 }, here)).toHaveLength(3)
})

test('what is wrong with a query is told with its place', async () => {
  expect(await handlers['events.count']({ query: 'colour:red' }, here)).toMatchObject({
    problem: { from: 0, to: 6 },
  })
  expect(await handlers['events.top']({ query: '', field: 'colour', most: 1 }, here)).toHaveProperty(
    'problem',
  )
})

test('a search is given up by its name, by the next one under it, and when its screen has gone', async () => {
  const ask = () => handlers['events.count']({ query: '', search: 'hunt' }, here)
  const first = ask()
  const second = ask()
  await expect(first).rejects.toThrow('given up')
  await handlers['events.cancel']({ search: 'hunt' }, here)
  await expect(second).rejects.toThrow('given up')
  expect(await ask()).toEqual({ found: 40 })
  const gone = new AbortController()
  const third = handlers['events.count']({ query: '' }, gone.signal)
  gone.abort(new Error('gone'))
  await expect(third).rejects.toThrow('gone')
})
