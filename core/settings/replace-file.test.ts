import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { replaceFile } from './replace-file.ts'

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
