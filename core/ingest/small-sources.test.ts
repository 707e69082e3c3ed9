import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Reject } from '../event/event.ts'
import { decoders } from './decoders/index.ts'
import type { EventBatch } from './event-batch.ts'
import { mergeByTime } from './merge.ts'
import { EventReader } from './read-events.ts'
import { listSources } from './sources/list-sources.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonic-small-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function recordsOf(batches: AsyncIterable<EventBatch>): Promise<EventBatch['records']> {
  const all: EventBatch['records'] = []
  for await (const { records } of batches) all.push(...records)
  return all
}

test('of very many small sources the first few are kept, and the others read twice', async () => {
  const times = new Map<number, number>()
  const readers = Array.from({ length: 3000 }, (_, i) => ({
    async *[Symbol.asyncIterator]() {
      times.set(i, (times.get(i) ?? 0) + 1)
      const records = Array.from({ length: 10 }, (_, k) => new Reject(`${i} ${k}`))
      yield {
        records,
        places: records.map((_, line) => ({ source: `${i}`, offset: line, length: 1, line })),
        originals: records.map(() => ''),
        bytesRead: 10,
      }
    },
  }))
  const records = await recordsOf(mergeByTime(readers))
  expect(records).toHaveLength(30_000)
  const counts = [...times.values()]
  expect(counts.filter((count) => count === 1)).toHaveLength(1000)
  expect(counts.filter((count) => count === 2)).toHaveLength(2000)
})

test('the format of a source is chosen once, and alike reports share what they have in common', async () => {
  let sniffed = 0
  const counting = decoders.map((decoder) => ({
    ...decoder,
    sniff: (line: string) => {
      sniffed += 1
      return decoder.sniff(line)
    },
  }))
  const text =
    'Jan  2 03:04:05 gw1 : %ASA-6-113039: Group <G> User <ann> IP <2.1.1.1> AnyConnect parent session started.'
  const open = async (name: string) => {
    const path = join(folder, name)
    await writeFile(path, text)
    await utimes(path, new Date('2026-02-01'), new Date('2026-02-01'))
    const [source] = (await listSources([path])).sources
    if (source === undefined) throw new Error('not listed')
    return new EventReader(source, { decoders: counting })
  }
  const [first, second] = [await open('a.log'), await open('b.log')]
  const records = await recordsOf(first)
  expect(sniffed).toBeGreaterThan(0)
  sniffed = 0
  const { notes, kinds, gaps } = first.report()
  expect(await recordsOf(first)).toEqual(records)
  expect(sniffed).toBe(0)
  await recordsOf(second)
  expect(first.report().notes.length).toBeGreaterThan(0)
  expect(first.report().notes).toBe(notes)
  expect(second.report().notes).toBe(notes)
  expect(second.report().kinds).toBe(kinds)
  expect(second.report().gaps).toBe(gaps)
})
