import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it, test } from 'vitest'
import { fingerprintOf } from '../fingerprint.ts'
import { listSources } from '../list-sources.ts'
import { readAll } from '../read-all.fixture.ts'
import { readBytes } from '../read-bytes.ts'
import { readOriginal } from '../read-original.fixture.ts'
import { newOutcome } from '../read-outcome.ts'
import { tarOf, zipOf } from './archives.fixture.ts'

let folder: string
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'sonic-archives-'))))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const files = [
  { name: './var/log/vpn.log', content: 'one\ntwo\n', modified: 1_709_400_000 },
  { name: 'var/log/vpn.log.10', content: gzipSync('three\n'), modified: 1_709_400_000 },
  { name: `var/${'deep/'.repeat(30)}long.log`, content: 'four\n'.repeat(50_000), modified: 1_709_400_000 },
  { name: 'var/.cache/hidden', content: 'x\n' },
  { name: 'var/empty', content: '' },
]
const names = ['var/log/vpn.log', 'var/log/vpn.log.10', `var/${'deep/'.repeat(30)}long.log`]

test.each([
  ['a.tar', () => tarOf(files)],
  ['a.tgz', () => gzipSync(tarOf(files))],
  ['a.tar.zst', () => zstdCompressSync(tarOf(files))],
  ['a.zip', () => zipOf(files)],
])('%s is a folder; every line is found again by its place', async (name, make) => {
  const path = file(name, make())
  const { sources, problems, skipped } = await listSources([path])
  expect(problems).toEqual([])
  expect(skipped.map(({ message }) => message)).toEqual([
    `${join(path, 'var/empty')} is empty: nothing to read`,
  ])
  expect(new Set(sources.map((source) => source.path))).toEqual(new Set(names.map((one) => join(path, one))))
  expect(sources.every(({ modified }) => Math.abs(modified - 1_709_400_000_000) < 864e5)).toBe(true)
  const lines: string[] = []
  for (const source of sources) {
    const { texts, places, outcome } = await readAll(source.path)
    expect(outcome).toMatchObject({ error: undefined, isMember: true, consumed: source.size })
    lines.push(...texts.slice(0, 2))
    for (const [i, { offset, length }] of places.slice(0, 3).entries())
      expect((await readOriginal(source.path, offset, length)).toString()).toBe(texts[i])
  }
  expect(lines.sort()).toEqual(['four', 'four', 'one', 'three', 'two'])
})

test('a file of an archive may be named, and is the same as the file that was packed', async () => {
  const path = file('named.tar', tarOf(files))
  const inner = join(path, 'var/log/vpn.log')
  const { sources } = await listSources([inner])
  expect(sources.map((source) => source.path)).toEqual([inner])
  expect(await fingerprintOf(inner)).toBe(await fingerprintOf(file('vpn.log', Buffer.from('one\ntwo\n'))))
  const { problems } = await listSources([join(path, 'var/log/none.log')])
  expect(problems[0]?.message).toContain('does not exist')
})

test('archives in archives are opened, four deep', async () => {
  let nested = zipOf([{ name: 'in.log', content: 'one\n' }])
  let inner = 'in.log'
  for (let depth = 2; depth <= 4; depth++) {
    const name = `${depth}.tgz`
    nested = gzipSync(tarOf([{ name, content: nested }]))
    inner = `${name}/${inner}`
  }
  const path = file('nested.tgz', nested)
  const { sources } = await listSources([path])
  expect(sources.map((source) => source.path)).toEqual([join(path, inner)])
  expect((await readAll(join(path, inner))).texts).toEqual(['one'])
  const deeper = file('deeper.zip', zipOf([{ name: 'more.tgz', content: nested }]))
  const { sources: none, skipped } = await listSources([deeper])
  expect(none).toEqual([])
  expect(skipped[0]?.message).toContain('lies in more than 4 archives')
})

test('names lead nowhere but into the archive, and two files of a name are two', async () => {
  const path = file(
    'names.tar',
    tarOf([
      { name: '../../etc/passwd.log', content: 'one\n' },
      { name: '/etc/passwd.log', content: 'two\n' },
      { name: 'C:\\logs\\ras.log', content: 'three\n' },
    ]),
  )
  const { sources } = await listSources([path])
  expect(sources.map((source) => source.path)).toEqual(
    ['C:/logs/ras.log', 'etc/passwd.log', 'etc/passwd.log (2)'].map((name) => join(path, name)),
  )
})

test('what can not be opened says so', async () => {
  const problem = async (name: string, content: Uint8Array): Promise<string> => {
    const { problems, skipped } = await listSources([file(name, content)])
    return [...problems, ...skipped].map(({ message }) => message).join('\n')
  }
  expect(await problem('secret.zip', zipOf(files.slice(0, 1), 1))).toContain('vpn.log is encrypted')
  expect(await problem('cut.zip', zipOf(files).subarray(0, 100))).toContain('damaged or not whole')
  expect(await problem('cut.tar', tarOf(files).subarray(0, 8000))).toContain('is cut short')
  expect(await problem('cut.tgz', gzipSync(tarOf(files)).subarray(0, 300))).toContain('cut short')
  expect(await problem('table.xlsx', zipOf([{ name: '[Content_Types].xml', content: 'x' }]))).toContain(
    'an Office document',
  )
  const broken = tarOf(files)
  broken.fill(0x41, 1024, 1100)
  expect(await problem('broken.tar', broken)).toContain('is damaged at byte 1024')
})

/** `(echo hello | xz; echo hello | xz)` */
const stream = '/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAFaGVsbG8KAAAApWCX8ZT2/eAAAR4GwS+kHR+2830BAAAAAARZWg=='
const twoStreams = Buffer.concat([Buffer.from(stream, 'base64'), Buffer.from(stream, 'base64')])

test('xz is unpacked, also of several streams and where it is cut short', async () => {
  const whole = await readAll(file('log.xz', twoStreams))
  expect(whole.texts).toEqual(['hello', 'hello'])
  expect(whole.outcome).toMatchObject({ compression: 'xz', error: undefined })
  const cut = await readAll(file('cut.xz', twoStreams.subarray(0, -20)))
  expect(cut.texts[0]).toBe('hello')
  expect(cut.outcome.error).toContain('is cut short')
})

it('never fails on damaged archives', async () => {
  const whole = { tar: tarOf(files.slice(0, 2)), zip: zipOf(files.slice(0, 2)) }
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('tar' as const, 'zip' as const),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
      fc.nat(),
      async (kind, changes, end) => {
        const damaged = Buffer.from(whole[kind]).subarray(0, 1 + (end % whole[kind].length))
        for (const [at, byte] of changes) damaged[at % damaged.length] = byte
        const { sources } = await listSources([file(`damaged.${kind}`, damaged)])
        for (const { path } of sources)
          for await (const chunk of readBytes(path, newOutcome())) expect(chunk.length).toBeGreaterThan(0)
      },
    ),
    { numRuns: 150 },
  )
})
