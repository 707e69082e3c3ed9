import { isAscii, isUtf8 } from 'node:buffer'
import { appendFile, mkdtemp, rm, truncate, unlink, writeFile } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import fc from 'fast-check'
import { LineSplitter } from './line-splitter.ts'
import { newOutcome } from './read-outcome.ts'
import { readLines } from './read-lines.ts'
import { columns, readAll } from './read-all.fixture.ts'
import { readOriginal } from './read-original.fixture.ts'
import { decodeWindows1252 } from './text-encoding.ts'
import type { LineBatch } from './line-splitter.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonic-lines-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

/** The specification in two lines: what lies between line feeds, without a byte order mark and a carriage return. */
function expectedLines(content: Buffer): Buffer[] {
  const parts = content.toString('latin1').split('\n')
  if (parts.at(-1) === '') parts.pop()
  return parts.map((part, i) =>
    Buffer.from((i === 0 ? part.replace(/^\xef\xbb\xbf/, '') : part).replace(/\r$/, ''), 'latin1'),
  )
}

/** A mark or the first line that is more than ASCII decides whether what is not UTF-8 is Windows-1252 or damage. */
function expectedTexts(content: Buffer, lines: readonly Buffer[]): string[] {
  const hasMark = content.subarray(0, 3).toString('hex') === 'efbbbf'
  const decisive = hasMark ? undefined : lines.find((line) => !isAscii(line))
  const isWindows = decisive !== undefined && !isUtf8(decisive)
  return lines.map((line) =>
    isWindows && !isUtf8(line) ? decodeWindows1252(line, 0, line.length) : line.toString('utf8'),
  )
}

const nasty = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc
          .constantFrom('\n', '\r\n', '\r', 'a', 'line', '', '\u{1F600}', 'é')
          .map((s) => Buffer.from(s)),
      },
      { weight: 1, arbitrary: fc.constant(Buffer.from([0xef, 0xbb, 0xbf])) },
      { weight: 2, arbitrary: fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)) },
    ),
    { maxLength: 40 },
  )
  .map((parts) => Buffer.concat(parts))

test('any bytes, cut into chunks anywhere: every line has its exact offset and length', () => {
  fc.assert(
    fc.property(nasty, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), (content, sizes) => {
      const splitter = new LineSplitter(newOutcome(), 2 ** 20)
      const texts: string[] = []
      const found: Buffer[] = []
      const take = (batch: LineBatch) => {
        texts.push(...batch.texts)
        found.push(
          ...columns(batch).map((place) => content.subarray(place.offset, place.offset + place.length)),
        )
      }
      for (let start = 0, i = 0; start < content.length; i++) {
        const size = sizes[i % sizes.length] ?? 1
        take(splitter.push(content.subarray(start, start + size)))
        start += size
      }
      take(splitter.end())
      const expected = expectedLines(content)
      expect(found).toEqual(expected)
      expect(texts).toEqual(expectedTexts(content, expected))
    }),
    { numRuns: 2000 },
  )
})

test('bounded lines: chunks anywhere, the same lines are overlong, the others untouched', () => {
  fc.assert(
    fc.property(
      nasty,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 12 }),
      (content, size, bound) => {
        const outcome = newOutcome()
        const splitter = new LineSplitter(outcome, bound)
        const places = []
        for (let start = 0; start < content.length; start += size)
          places.push(...columns(splitter.push(content.subarray(start, start + size))))
        places.push(...columns(splitter.end()))
        expect(places.map((p) => content.subarray(p.offset, p.offset + p.length))).toEqual(
          expectedLines(content),
        )
        const raw = content.toString('latin1').split('\n')
        if (raw.at(-1) === '') raw.pop()
        expect(outcome.overlong).toBe(raw.filter((line) => line.length > bound).length)
      },
    ),
    { numRuns: 1000 },
  )
})

test('from disk, plain and gzip of several members, every original is retrieved exactly', async () => {
  await fc.assert(
    fc.asyncProperty(nasty, nasty, fc.integer({ min: 2, max: 50 }), async (head, tail, chunkBytes) => {
      const content = Buffer.concat([head, tail])
      const plain = await file('any.log', content)
      const packed = await file('any.bin', Buffer.concat([gzipSync(head), gzipSync(tail)]))
      for (const path of content[0] === 0x1f && content[1] === 0x8b ? [packed] : [plain, packed]) {
        const { places, outcome } = await readAll(path, { chunkBytes })
        expect(outcome.error).toBeUndefined()
        expect(outcome.bytes).toBe(content.length)
        const originals = await Promise.all(places.map((p) => readOriginal(path, p.offset, p.length)))
        expect(originals).toEqual(expectedLines(content))
      }
    }),
    { numRuns: 100 },
  )
})

test('gzip is told by content, whatever the name says', async () => {
  expect((await readAll(await file('a.log', gzipSync('one\ntwo\n')))).texts).toEqual(['one', 'two'])
  const plain = await readAll(await file('b.gz', 'one\ntwo\n'))
  expect(plain.texts).toEqual(['one', 'two'])
  expect(plain.outcome.compression).toBe('none')
})

test('a truncated gzip gives all that is readable, then says so', async () => {
  const lines = Array.from({ length: 200_000 }, (_, i) => `line ${i} ${(i * 2654435761) % 2 ** 32}`)
  const packed = gzipSync(lines.join('\n'))
  const path = await file('cut.gz', packed.subarray(0, packed.length / 2))
  const { texts, outcome } = await readAll(path)
  expect(texts.length).toBeGreaterThan(90_000)
  expect(texts.slice(0, -1)).toEqual(lines.slice(0, texts.length - 1))
  expect(outcome.error).toBe(
    `${path} is cut short after ${Math.floor(packed.length / 2)} compressed bytes: what could be read was kept`,
  )
})

test('a damaged gzip and trailing rubbish end the reading without losing what came before', async () => {
  const lines = Array.from({ length: 50_000 }, (_, i) => `line ${i} ${(i * 2654435761) % 2 ** 32}`)
  const packed = gzipSync(lines.join('\n'))
  const broken = Buffer.from(packed)
  broken.fill(0xff, packed.length / 2, packed.length / 2 + 64)
  const damaged = await readAll(await file('damaged.gz', broken))
  expect(damaged.outcome.error).toContain('is damaged near compressed byte')
  expect(damaged.texts.length).toBeGreaterThan(10_000)
  const padded = await readAll(await file('padded.gz', Buffer.concat([packed, Buffer.alloc(100_000)])))
  expect(padded.texts).toEqual(lines)
})

test('gzip cut or damaged anywhere ends, and never gives a line that was not there before the damage', async () => {
  const lines = Array.from({ length: 300 }, (_, i) => `line ${i} ${(i * 2654435761) % 2 ** 32}`)
  const packed = Buffer.concat([
    gzipSync(lines.slice(0, 100).join('\n') + '\n'),
    gzipSync(lines.slice(100).join('\n')),
  ])
  await fc.assert(
    fc.asyncProperty(
      fc.nat(packed.length),
      fc.boolean(),
      fc.integer({ min: 2, max: 5000 }),
      async (at, cut, chunkBytes) => {
        const bytes = cut ? packed.subarray(0, at) : Buffer.from(packed)
        if (!cut && at < packed.length) bytes[at] = (bytes[at] ?? 0) ^ 0x55
        if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return
        const { texts, outcome } = await readAll(await file('odd.gz', bytes), { chunkBytes })
        if (cut) expect(texts.slice(0, -1)).toEqual(lines.slice(0, Math.max(0, texts.length - 1)))
        if (outcome.error === undefined && at > 10) expect(texts.length).toBeGreaterThanOrEqual(100)
      },
    ),
    { numRuns: 80 },
  )
})

test('a gzip bomb is read up to the bound', async () => {
  const path = await file('bomb.gz', gzipSync(Buffer.alloc(20_000_000, 'x\n')))
  const { outcome } = await readAll(path, { maxDecompressedBytes: 1_000_000 })
  expect(outcome.bytes).toBe(1_000_000)
  expect(outcome.error).toContain('grows beyond 1000000 bytes')
})

test('a line of 50 MB is one overlong line of 200 characters; its neighbours are untouched', async () => {
  const path = join(folder, 'long.log')
  const stream = createWriteStream(path)
  stream.write('before\n')
  for (let i = 0; i < 50; i++) stream.write(Buffer.alloc(1_000_000, 'y'))
  await new Promise((done) => stream.end('\nafter\n', () => done(undefined)))
  const before = process.memoryUsage.rss()
  const { texts, places, outcome } = await readAll(path)
  expect(texts).toEqual(['before', 'y'.repeat(200), 'after'])
  expect(places[1]).toEqual({ offset: 7, length: 50_000_000 })
  expect(outcome.overlong).toBe(1)
  expect(process.memoryUsage.rss() - before).toBeLessThan(30e6)
})

test('a file removed or shortened while it is read is named; what was read is kept', async () => {
  const content = 'x'.repeat(99).concat('\n').repeat(1000)
  const removed = await file('removed.log', content)
  const first = readLines(removed, { chunkBytes: 1000 })
  await first.batches.next()
  await unlink(removed)
  for await (const batch of first.batches) expect(batch.texts.length).toBeGreaterThan(0)
  expect(first.outcome.error).toBe(`${removed} was removed while it was read; what was read is kept`)
  expect(first.outcome.lines).toBe(1000)

  const shortened = await file('shortened.log', content)
  const second = readLines(shortened, { chunkBytes: 1000 })
  await second.batches.next()
  await truncate(shortened, 5000)
  for await (const batch of second.batches) expect(batch.texts.length).toBeGreaterThan(0)
  expect(second.outcome.error).toContain(`${shortened} was shortened while it was read (5000 of 100000 bytes`)
  expect(second.outcome.lines).toBe(50)
})

test('a file that grows meanwhile is read to its new end', async () => {
  const path = await file('growing.log', `${'x'.repeat(2000)}\ntwo\n`)
  const { batches, outcome } = readLines(path, { chunkBytes: 2001 })
  await batches.next()
  await appendFile(path, 'three')
  const texts = []
  for await (const batch of batches) texts.push(...batch.texts)
  expect(texts).toEqual(['two', 'three'])
  expect(outcome.error).toBeUndefined()
})

test('a missing file and a folder are outcomes, not exceptions; an abort is an exception', async () => {
  expect((await readAll(join(folder, 'none.log'))).outcome.error).toContain('none.log does not exist')
  expect((await readAll(folder)).outcome.error).toContain('is a folder')
  const path = await file('abort.log', 'one\n'.repeat(1000))
  const controller = new AbortController()
  const { batches } = readLines(path, { chunkBytes: 16, signal: controller.signal })
  await batches.next()
  controller.abort(new Error('stopped by the analyst'))
  await expect(batches.next()).rejects.toThrow('stopped by the analyst')
})

test('an original that is no longer there is an error that names the file', async () => {
  const path = await file('short.log', 'one\n')
  await expect(readOriginal(path, 2, 10)).rejects.toThrow('short.log ends before byte 12')
})
