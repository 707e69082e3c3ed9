import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { constants, zstdCompressSync } from 'node:zlib'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readLines } from './read-lines.ts'
import { readAll } from './read-all.fixture.ts'
import { readOriginal } from './read-original.fixture.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonic-encodings-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

test('Windows-1252 where the first line beyond ASCII is not UTF-8; damage where it is', async () => {
  const windows = await readAll(
    await file('latin1.log', Buffer.from('plain\ncaf\xe9 \x80\nplain\nna\xefve\n\xc3\xa9\n', 'latin1')),
  )
  expect(windows.texts).toEqual(['plain', 'café €', 'plain', 'naïve', 'é'])
  expect(windows.outcome).toMatchObject({ encoding: 'windows-1252', firstWindows1252: 2, invalidUtf8: 2 })
  const damaged = await readAll(await file('damaged.log', Buffer.from('caf\xc3\xa9\nna\xefve\n', 'latin1')))
  expect(damaged.texts).toEqual(['café', 'na\u{FFFD}ve'])
  expect(damaged.outcome).toMatchObject({ encoding: 'utf-8', invalidUtf8: 1 })
})

test.each([
  ['utf-16le', true],
  ['utf-16be', true],
  ['utf-16le', false],
  ['utf-16be', false],
] as const)(
  '%s, with a byte order mark: %s; every original is retrieved exactly',
  async (encoding, hasMark) => {
    const lines = [
      'first line of it',
      'zweite Zeile: Größe €',
      '',
      '\u{1F600} third',
      'ਊ has a line feed in its bytes',
    ]
    for (const end of ['\n', '\r\n']) {
      const units = Buffer.from((hasMark ? '\u{FEFF}' : '') + lines.join(end), 'utf16le')
      const content = encoding === 'utf-16be' ? units.swap16() : units
      const path = await file('wide.zst', zstdCompressSync(content))
      for (const chunkBytes of [1, 7, 4096]) {
        const { texts, places, outcome } = await readAll(path, { chunkBytes })
        expect(texts).toEqual(lines)
        expect(outcome).toMatchObject({
          encoding,
          compression: 'zstd',
          bytes: content.length,
          error: undefined,
        })
        for (const [i, { offset, length }] of places.entries()) {
          const original = await readOriginal(path, offset, length)
          const text = Buffer.from(encoding === 'utf-16be' ? Buffer.from(original).swap16() : original)
          expect(text.toString('utf16le')).toBe(lines[i])
        }
      }
    }
  },
)

test('UTF-16: overlong lines keep their beginning and exact length, half a code unit at the end is kept', async () => {
  const content = Buffer.concat([
    Buffer.from('\u{FEFF}a\n' + 'y'.repeat(5000) + '\r\nlast', 'utf16le'),
    Buffer.from([0x41]),
  ])
  const path = await file('wide.log', content)
  for (const chunkBytes of [3, 2 ** 16]) {
    const { texts, places, outcome } = await readAll(path, { chunkBytes, maxLineBytes: 1000 })
    expect(texts).toEqual(['a', 'y'.repeat(200), 'last\u{FFFD}'])
    expect(places).toEqual([
      { offset: 2, length: 2 },
      { offset: 6, length: 10_000 },
      { offset: 10_010, length: 9 },
    ])
    expect(outcome.overlong).toBe(1)
  }
})

test('zstd of several frames, skippable ones among them, in chunks that end anywhere', async () => {
  const skippable = Buffer.from('5a2a4d1804000000aabbccdd', 'hex')
  const empty = Buffer.from('502a4d1800000000', 'hex')
  const lines = Array.from({ length: 5000 }, (_, i) => `line ${i * 7919} of a log`)
  const pack = (from: number, to: number, checksum: boolean) =>
    zstdCompressSync(lines.slice(from, to).join('\n') + '\n', {
      params: { [constants.ZSTD_c_checksumFlag]: checksum ? 1 : 0 },
    })
  const content = Buffer.concat([
    skippable,
    pack(0, 1, true),
    empty,
    pack(1, 3000, false),
    zstdCompressSync(''),
    pack(3000, 5000, true),
    skippable,
  ])
  const path = await file('frames.zst', content)
  for (const chunkBytes of [5, 1000, 2 ** 18]) {
    const { texts, outcome } = await readAll(path, { chunkBytes })
    expect(outcome.error).toBeUndefined()
    expect(texts).toEqual(lines)
  }
  const cut = await readAll(await file('cut.zst', content.subarray(0, content.length - 4000)))
  expect(cut.outcome.error).toContain('is cut short')
  expect(cut.texts.slice(0, 2999)).toEqual(lines.slice(0, 2999))
  const garbage = await readAll(
    await file('garbage.zst', Buffer.concat([pack(0, 2, true), Buffer.from('no frame')])),
  )
  expect(garbage.outcome.error).toContain('is damaged')
  expect(garbage.texts).toEqual(lines.slice(0, 2))
})

test('memory is bounded, however far a slice of an archive expands', async () => {
  const bomb = await file('bomb.zst', zstdCompressSync(Buffer.alloc(400_000_000, `${'a'.repeat(999)}\n`)))
  let most = 0
  const { batches, outcome } = readLines(bomb, { maxDecompressedBytes: 200_000_000 })
  const before = process.memoryUsage().external
  for await (const batch of batches) {
    expect(batch.texts.length).toBeGreaterThan(0)
    most = Math.max(most, process.memoryUsage().external)
  }
  expect(outcome.error).toContain('grows beyond 200000000 bytes')
  expect(most - before).toBeLessThan(100e6)
})
