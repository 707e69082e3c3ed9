import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { QuarantineWriter, readQuarantine } from './quarantine.ts'

const isRoot = process.platform === 'linux' && process.getuid?.() === 0

let disk: string
beforeEach(() => {
  disk = mkdtempSync(join(tmpdir(), 'sonic-full-'))
})
afterEach(() => {
  spawnSync('umount', [disk])
  rmSync(disk, { recursive: true, force: true })
})

const place = { source: 'a.log', offset: 0, length: 1, line: 1 }
const mount = (kib: number): boolean =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kib}k`, 'tmpfs', disk]).status === 0

it.skipIf(!isRoot)('keeps whole lines when the disk fills up, and says how many it could not', async () => {
  if (!mount(64)) return
  const path = join(disk, 'q', 'import.ndjson')
  const writer = new QuarantineWriter(path)
  for (let batch = 0; batch < 40; batch++) {
    for (let n = 0; n < 10; n++) writer.add(place, 'no format', 'x'.repeat(300))
    await writer.flush()
  }
  await writer.close()
  const report = writer.report()
  expect(report?.error).toMatch(/import\.ndjson could not be written: the disk is full/)
  expect((report?.records ?? 0) + (report?.left ?? 0)).toBe(400)
  const text = readFileSync(path, 'utf8')
  expect(text.endsWith('\n')).toBe(true)
  expect(text.trimEnd().split('\n')).toHaveLength(report?.records ?? 0)
  const { rows } = await readQuarantine(path, { from: 0, limit: 500 })
  expect(rows).toHaveLength(report?.records ?? 0)
})

it.skipIf(!isRoot)('leaves no empty file where not even one batch fits', async () => {
  if (!mount(16)) return
  mkdirSync(join(disk, 'q'))
  writeFileSync(join(disk, 'filler'), Buffer.alloc(4096))
  const writer = new QuarantineWriter(join(disk, 'q', 'import.ndjson'))
  writer.add(place, 'no format', 'x'.repeat(60_000))
  await writer.flush()
  await writer.close()
  expect(writer.report()).toMatchObject({ records: 0, left: 1 })
  expect(existsSync(join(disk, 'q', 'import.ndjson'))).toBe(false)
})
