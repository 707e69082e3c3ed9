import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { replaceFile, replaceFiles } from './replace-file.ts'
import { mountSmallDisk } from './small-disk.fixture.ts'

test('replaces the whole file and leaves nothing beside it; what cannot be written is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sonic-replace-'))
  const path = join(folder, 'deep', 'settings.json')
  await replaceFile(path, 'a longer text')
  await replaceFile(path, 'short')
  expect(await readFile(path, 'utf8')).toBe('short')
  expect(await readdir(join(folder, 'deep'))).toEqual(['settings.json'])
  await writeFile(join(folder, 'file'), '')
  await expect(replaceFile(join(folder, 'file', 'settings.json'), '')).rejects.toThrow(
    /settings\.json could not be written \(a part of the path is a file\); it is as it was before/,
  )
  await rm(folder, { recursive: true })
})

test('files that belong together are replaced together, or none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sonic-replace-'))
  const [one, other] = [join(folder, 'one'), join(folder, 'other')]
  await replaceFiles([
    [one, 'first'],
    [other, 'first'],
  ])
  const failing = function* (): Generator<string> {
    yield 'second'
    throw new Error('no more')
  }
  await expect(
    replaceFiles([
      [one, 'second'],
      [other, failing()],
    ]),
  ).rejects.toThrow(/other could not be written \(no more\)/)
  await expect(
    replaceFiles([[one, 'second']], () => {
      throw new Error('not yet')
    }),
  ).rejects.toThrow('not yet')
  expect(await Promise.all([one, other].map((path) => readFile(path, 'utf8')))).toEqual(['first', 'first'])
  expect((await readdir(folder)).sort()).toEqual(['one', 'other'])
  await rm(folder, { recursive: true })
})

test('a disk that fills up leaves the old content, and nothing beside it', async ({ skip }) => {
  const disk = mountSmallDisk(256 * 1024)
  if (!disk) return skip('needs root on Linux, to mount a small disk')
  try {
    const path = join(disk.path, 'settings.json')
    await replaceFile(path, 'old')
    await expect(replaceFile(path, 'x'.repeat(1_000_000))).rejects.toThrow(
      /could not be written \(the disk is full/,
    )
    expect(await readFile(path, 'utf8')).toBe('old')
    expect(await readdir(disk.path)).toEqual(['settings.json'])
  } finally {
    disk.unmount()
  }
})
