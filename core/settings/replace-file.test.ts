import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { replaceFile, replaceFiles } from './replace-file.ts'

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

const isRoot = process.platform === 'linux' && process.getuid?.() === 0

test.skipIf(!isRoot)('a full disk leaves the file as it was, and nothing beside it', async () => {
  const disk = await mkdtemp(join(tmpdir(), 'sonic-full-'))
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=32k', 'tmpfs', disk]).status !== 0) return
  try {
    const path = join(disk, 'settings.json')
    await replaceFile(path, '{}')
    await expect(replaceFile(path, 'x'.repeat(60_000))).rejects.toThrow(
      /settings\.json could not be written \(the disk is full\); it is as it was before/,
    )
    expect(await readFile(path, 'utf8')).toBe('{}')
    expect(await readdir(disk)).toEqual(['settings.json'])
  } finally {
    spawnSync('umount', [disk])
    await rm(disk, { recursive: true })
  }
})
