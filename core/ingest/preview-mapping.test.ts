import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { previewMapping } from './preview-mapping.ts'
import { fingerprintOf } from './sources/fingerprint.ts'
import { readTail } from './sources/read-ends.ts'
import { readOriginal } from './sources/read-original.fixture.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonic-preview-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** `times` times the same packed piece: archives of many members or frames unpack to all of them. */
async function pack(name: string, piece: Buffer, times: number): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, Buffer.concat(Array.from({ length: times }, () => piece)))
  return path
}

const piece = 64 * 2 ** 20
const tenGigabytes = 160 * piece

describe('a preview ends, whatever it is asked to read', () => {
  test('ten gigabytes of zeros, plain and packed', async () => {
    const plain = join(folder, 'plain.log')
    await writeFile(plain, '')
    await truncate(plain, tenGigabytes)
    const zeros = Buffer.alloc(piece)
    for (const path of [
      plain,
      await pack('bomb.gz', gzipSync(zeros, { level: 1 }), 160),
      await pack('bomb.zst', zstdCompressSync(zeros), 160),
    ])
      await expect(previewMapping(path)).rejects.toThrow(`${path} is neither a table`)
  })

  test('ten gigabytes of empty lines', async () => {
    const path = await pack('blank.gz', gzipSync(Buffer.alloc(piece, '\n'), { level: 1 }), 160)
    await expect(previewMapping(path)).rejects.toThrow('blank.gz is neither a table')
  })

  test('the lines before one that never ends', async () => {
    const path = join(folder, 'endless.csv')
    await writeFile(path, 'when,who,from\n2026-01-02T03:04:05Z,ada,192.0.2.7\n')
    await truncate(path, tenGigabytes)
    expect((await previewMapping(path)).rows).toEqual([['2026-01-02T03:04:05Z', 'ada', '192.0.2.7']])
  })

  test('what is no file is named, not opened', async () => {
    await expect(previewMapping(folder)).rejects.toThrow(`${folder} is a folder, not a file`)
    if (process.platform === 'win32') return
    const pipe = join(folder, 'pipe')
    spawnSync('mkfifo', [pipe])
    for (const path of ['/dev/zero', '/dev/tty', pipe]) {
      await expect(previewMapping(path)).rejects.toThrow(`${path} is neither a file nor a folder`)
      await expect(readOriginal(path, 0, 1)).rejects.toThrow('neither a file nor a folder')
      await expect(fingerprintOf(path)).rejects.toThrow('neither a file nor a folder')
      expect(await readTail(path)).toEqual([])
    }
  })

  test('an archive with nothing in it, when nobody waits any more', async () => {
    const path = await pack('hollow.gz', gzipSync(''), 1_000_000)
    const gone = new AbortController()
    const preview = previewMapping(path, { signal: gone.signal })
    gone.abort()
    await expect(preview).rejects.toThrow('aborted')
  })
})
