import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recorded, type Recorded } from '../events/segment/segment.fixture.ts'
import { segmentRows, SegmentWriter, type EncodedSegment } from '../events/segment/segment-writer.ts'
import type { Cursor } from '../events/search/find-page.ts'
import type { Connection } from './database.ts'
import { SegmentReader } from './event-segments.ts'
import { chooseParts } from './merge-segments.ts'
import { migrations } from './migrations.ts'
import { putSegment } from './put-segment.ts'
import { Store } from './store.ts'
import { takeOver } from './take-over.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-merge-'))
  path = join(folder, 'workspace.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true }))

function encode(records: readonly Recorded[]): EncodedSegment {
  const writer = new SegmentWriter()
  for (const { event, place, original, bytes } of records) writer.add(event, place, original, bytes)
  const segment = writer.finish()
  if (segment === undefined) throw new Error('nothing was written')
  return segment
}

function numbered(n: number): Recorded {
  return {
    event: { '@timestamp': n, 'user.name': `user${n % 7}` },
    place: { source: 'a.log', offset: n * 10, length: 9, line: n + 1 },
    original: `record ${n}`,
  }
}

function withBytes(record: Recorded): Recorded {
  return { ...record, bytes: Buffer.from(record.bytes ?? record.original) }
}

function segmentCount(store: Store): number {
  return Number(store.connection.prepare('SELECT count(*) FROM event_segments').pluck().get())
}

/** All events of a workspace, as they were stored. */
function readAll(store: Store): Recorded[] {
  const all: Recorded[] = []
  for (const { start, rows } of new SegmentReader(store.connection).list())
    for (let row = 0; row < rows; row++) {
      const found = store.events.get(start + row)
      if (!found) continue
      const { event, place, original, bytes } = found
      all.push({ event, place, original, bytes })
    }
  return all
}

describe('small segments', () => {
  it('are merged without losing, doubling or reordering an event, of two imports at once', () => {
    const batches = fc.array(
      fc.tuple(fc.constantFrom('a', 'b'), fc.array(recorded, { minLength: 1, maxLength: 40 })),
      { minLength: 1, maxLength: 60, size: 'max' },
    )
    fc.assert(
      fc.property(batches, (given) => {
        const store = new Store(':memory:')
        for (const id of ['a', 'b']) store.beginImport(id, 0, { fingerprint: id })
        for (const [id, records] of given) store.writeEvents(id, encode(records))
        const wanted = [...new Set(given.map(([id]) => id))].flatMap((wantedId) =>
          given.filter(([id]) => id === wantedId).flatMap(([, records]) => records.map(withBytes)),
        )
        expect(readAll(store)).toEqual(wanted)
        for (const id of ['a', 'b']) {
          const rows = store.connection
            .prepare<[string], number>('SELECT sum(rows) FROM event_segments WHERE import = ?')
            .pluck()
            .get(id)
          const ofImport = given.filter(([one]) => one === id).flatMap(([, records]) => records)
          expect(rows ?? 0).toBe(ofImport.length)
        }
        store.close()
      }),
      { numRuns: 60 },
    )
  })

  it('become what had been written had all events come at once', () => {
    const store = new Store(':memory:')
    store.beginImport('a', 0, { fingerprint: 'a' })
    const records = Array.from({ length: 4096 }, (_, n) => numbered(n))
    for (let from = 0; from < records.length; from += 16)
      store.writeEvents('a', encode(records.slice(from, from + 16)))
    expect(segmentCount(store)).toBe(1)
    const columns = store.connection
      .prepare('SELECT name, kind, low, high, data FROM event_columns ORDER BY name')
      .all()
    expect(columns).toEqual(encode(records).columns.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
    store.close()
  })

  it('leave pages and names of events as they were', async () => {
    const store = new Store(':memory:')
    store.beginImport('a', 0, { fingerprint: 'a' })
    for (let n = 0; n < 15; n++) store.writeEvents('a', encode([numbered(n)]))
    const first = await store.events.page({ query: 'record', order: 'oldest', limit: 6 })
    store.writeEvents('a', encode([numbered(15)]))
    expect(segmentCount(store)).toBe(1)
    const found = [...first.events]
    for (let after: Cursor | undefined = first.next; after !== undefined;) {
      const page = await store.events.page({ query: 'record', order: 'oldest', limit: 6, after })
      found.push(...page.events)
      after = page.next
    }
    expect(found.map(({ place }) => place.offset)).toEqual(Array.from({ length: 16 }, (_, n) => n * 10))
    expect(found.map(({ id }) => store.events.get(id)?.original)).toEqual(
      Array.from({ length: 16 }, (_, n) => `record ${n}`),
    )
    store.close()
  })

  it('may be merged while somebody searches them', async () => {
    const store = new Store(path)
    store.beginImport('a', 0, { fingerprint: 'a' })
    for (let n = 0; n < 15; n++) store.writeEvents('a', encode([numbered(n)]))
    const counting = store.events.count('record')
    const paging = store.events.page({ query: 'record', order: 'newest', limit: 20 })
    for (let n = 15; n < 40; n++) store.writeEvents('a', encode([numbered(n)]))
    expect(await counting).toBe(15)
    expect((await paging).events).toHaveLength(15)
    expect(await store.events.count('record')).toBe(40)
    store.close()
  })
})

describe('the choice of what to merge', () => {
  it('writes an event five times at most, and leaves few segments', () => {
    const sizes = fc.array(
      fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: segmentRows })),
      { minLength: 1, maxLength: 400, size: 'max' },
    )
    fc.assert(
      fc.property(sizes, (given) => {
        let segments: { start: number; rows: number; writes: number }[] = []
        let next = 0
        for (const rows of given) {
          segments.push({ start: next, rows, writes: 1 })
          next += rows
          const parts = chooseParts(segments)
          const [first] = parts
          if (first === undefined) continue
          const rowsTogether = parts.reduce((sum, part) => sum + part.rows, 0)
          expect(rowsTogether).toBeLessThanOrEqual(segmentRows)
          const writes = Math.max(...parts.map((part) => part.writes)) + 1
          segments = segments
            .filter((segment) => !parts.includes(segment))
            .concat({ start: first.start, rows: rowsTogether, writes })
            .toSorted((a, b) => a.start - b.start)
        }
        for (const { writes } of segments) expect(writes).toBeLessThanOrEqual(5)
        expect(segments.reduce((sum, { rows }) => sum + rows, 0)).toBe(next)
      }),
    )
  })

  it('keeps one row a commit down to a few dozen segments', () => {
    let segments: { start: number; rows: number }[] = []
    let most = 0
    for (let n = 0; n < 200_000; n++) {
      segments.push({ start: n, rows: 1 })
      const parts = chooseParts(segments.slice(-512))
      const [first] = parts
      if (first !== undefined) {
        const rows = parts.reduce((sum, part) => sum + part.rows, 0)
        segments = [...segments.slice(0, segments.indexOf(first)), { start: first.start, rows }]
      }
      most = Math.max(most, segments.length)
    }
    expect(most).toBeLessThan(70)
  })
})

it('a kill at any moment leaves every event that was acknowledged, once and in order', async () => {
  const here = (file: string): string => JSON.stringify(join(import.meta.dirname, file))
  const code = `
    const { writeSync } = await import('node:fs')
    const { Store } = await import(${here('store.ts')})
    const { SegmentWriter } = await import(${here('../events/segment/segment-writer.ts')})
    const store = new Store(${JSON.stringify(path)})
    if (store.connection.prepare('SELECT count(*) FROM imports').pluck().get() === 0)
      store.beginImport('a', 0, { fingerprint: 'a' })
    let n = store.connection.prepare('SELECT coalesce(max(next), 0) FROM event_numbers').pluck().get()
    for (;;) {
      const writer = new SegmentWriter()
      for (let i = 0; i < 5; i++, n++)
        writer.add({ '@timestamp': n }, { source: 'a.log', offset: n * 10, length: 9, line: n + 1 }, 'record ' + n)
      store.writeEvents('a', writer.finish())
      writeSync(1, n + '\\n')
    }`
  for (const wanted of [40, 333, 900]) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(child, 'exit')
    let told = ''
    for await (const chunk of child.stdout.setEncoding('utf8')) {
      told += chunk
      if (told.split('\n').length > wanted) child.kill('SIGKILL')
    }
    await exited
    const acknowledged = Number(told.slice(0, told.lastIndexOf('\n')).split('\n').at(-1))
    const store = new Store(path)
    const all = readAll(store)
    expect([acknowledged, acknowledged + 5]).toContain(all.length)
    expect(all.map(({ original }) => original)).toEqual(all.map((_, n) => `record ${n}`))
    expect(segmentCount(store)).toBeLessThan(50)
    expect(store.connection.pragma('integrity_check', { simple: true })).toBe('ok')
    store.close()
  }
})

describe('segments of elsewhere', () => {
  it('of an earlier version get numbers, sizes and blocks', async () => {
    const older: Connection = new Database(path)
    for (const step of migrations.slice(0, 7)) older.exec(step)
    older.pragma('user_version = 7')
    older.exec("INSERT INTO imports (id, fingerprint, started) VALUES ('a', 'a', 0), ('b', 'b', 1)")
    const put = older.prepare('INSERT INTO event_segments (import, rows, first, last) VALUES (?, ?, ?, ?)')
    const putColumn = older.prepare('INSERT INTO event_columns VALUES (?, ?, ?, ?, ?, ?)')
    const putBlock = older.prepare('INSERT INTO event_blocks VALUES (?, ?, ?, ?)')
    for (const [i, id] of ['a', 'b', 'a'].entries()) {
      const segment = encode(Array.from({ length: 1500 }, (_, n) => numbered(i * 1500 + n)))
      const { lastInsertRowid } = put.run(id, segment.rows, segment.first, segment.last)
      for (const { name, kind, low, high, data } of segment.columns)
        putColumn.run(lastInsertRowid, name, kind, low, high, data)
      for (const [block, { words, data }] of segment.blocks.entries())
        putBlock.run(lastInsertRowid, block, words, data)
    }
    older.close()
    const store = new Store(path)
    const numbers = (i: number): number[] => Array.from({ length: 1500 }, (_, n) => i * 1500 + n)
    const wanted = [...numbers(0), ...numbers(2), ...numbers(1)].map((n) => withBytes(numbered(n)))
    expect(readAll(store)).toEqual(wanted)
    expect(await store.events.count('"record 1499"')).toBe(1)
    const bytes = store.connection.prepare('SELECT min(bytes) FROM event_segments').pluck().get()
    expect(bytes).toBeGreaterThan(5_000)
    store.writeEvents('a', encode([numbered(4500)]))
    expect(readAll(store)).toHaveLength(4501)
    store.close()
  })

  it('take the place of others without being taken for them', async () => {
    const store = new Store(path)
    store.beginImport('old', 0, { fingerprint: 'a' })
    store.writeEvents('old', encode([numbered(1)]))
    const [old] = (await store.events.page({ query: 'record', order: 'oldest', limit: 5 })).events
    const from = join(folder, 'staged.sqlite')
    const staged = new Store(from)
    staged.beginImport('new', 0, { fingerprint: 'a' })
    staged.writeEvents('new', encode([numbered(7), numbered(8)]))
    staged.close()
    takeOver(store, { from, replaced: ['old'], finish: () => undefined })
    expect(readAll(store)).toEqual([numbered(7), numbered(8)].map(withBytes))
    expect(store.events.get(old?.id ?? Number.NaN)).toBeUndefined()
    store.writeEvents('new', encode([numbered(9)]))
    expect(readAll(store).map(({ original }) => original)).toEqual(['record 7', 'record 8', 'record 9'])
    store.close()
  })
})

it('numbers that were given are never given again', () => {
  const store = new Store(':memory:')
  for (const id of ['a', 'b']) {
    store.beginImport(id, 0, { fingerprint: id })
    store.writeEvents(id, encode([numbered(1)]))
    if (id === 'a') store.forgetImport('a')
  }
  const [segment] = new SegmentReader(store.connection).list()
  expect(segment?.start).toBe(2 * 2 ** 32)
  expect(() => putSegment(store.connection, 'b', { ...encode([numbered(1)]), start: 2 * 2 ** 32 })).toThrow(
    'UNIQUE',
  )
  store.close()
})
