import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { explain } from './explain.ts'
import { listSources } from './list-sources.ts'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sonic-sources-'))
})
afterAll(() => rm(root, { recursive: true }))

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(root, name)
  await writeFile(path, content)
  return path
}

async function problemOf(path: string): Promise<string> {
  const { sources, problems } = await listSources([path])
  expect(sources).toEqual([])
  return problems.map(({ message }) => message.replace(`${path} `, '')).join()
}

test('a folder is searched to the bottom, in order of name, without hidden files, loops and repetitions', async () => {
  const logs = join(root, 'logs')
  await mkdir(join(logs, 'old'), { recursive: true })
  for (const name of ['vpn.log.10', 'vpn.log.2', '.hidden', 'old/z.log'])
    await writeFile(join(logs, name), 'x\n')
  await writeFile(join(logs, 'capture.pcap'), Buffer.from('d4c3b2a1020004000000', 'hex'))
  await writeFile(join(logs, 'empty'), '')
  await symlink(logs, join(logs, 'old', 'loop'))
  await symlink(join(logs, 'vpn.log.2'), join(logs, 'zz-latest'))
  const { sources, problems, skipped } = await listSources([logs, join(logs, 'vpn.log.2'), logs])
  expect(sources.map(({ path }) => path)).toEqual(
    ['capture.pcap', 'old/z.log', 'vpn.log.2', 'vpn.log.10'].map((name) => join(logs, name)),
  )
  expect(problems).toEqual([])
  expect(skipped.map(({ message }) => message)).toEqual([
    expect.stringContaining('empty is empty: nothing to read'),
  ])
})

test('what can not be read says why and what to do, and does not hide the rest', async () => {
  const good = await file('good.log', 'x\n')
  const missing = join(root, 'missing.log')
  const { sources, problems } = await listSources([missing, good])
  expect(sources.map(({ path }) => path)).toEqual([good])
  expect(problems).toEqual([{ path: missing, message: `${missing} does not exist: check the spelling` }])
  expect(await problemOf(await file('nothing.log', ''))).toBe('is empty: nothing to read')
  expect(await problemOf(await file('nothing.gz', gzipSync('')))).toContain('nothing to read')
  await mkdir(join(root, 'bare'))
  expect(await problemOf(join(root, 'bare'))).toBe('holds no log files: name the folder they are in')
  expect(await problemOf(join(good, 'below'))).toContain('a part of the path is a file')
})

test.each([
  ['EACCES', 'may not be read by this user'],
  ['ELOOP', 'leads back to itself'],
  ['EIO', 'could not be read (disk failure)'],
])('%s is explained', (code, message) => {
  expect(explain(Object.assign(new Error('disk failure'), { code }))).toContain(message)
})

test.skipIf(process.getuid?.() === 0)('an unreadable file', async () => {
  const path = await file('secret.log', 'x\n')
  await chmod(path, 0)
  expect(await problemOf(path)).toContain('may not be read by this user')
})

test.each([
  ['zip', '504b030414000000'],
  ['SQLite', Buffer.from('SQLite format 3\0').toString('hex')],
  ['ELF', '7f454c4602010100'],
  ['PNG', '89504e470d0a1a0a'],
  ['JPEG', 'ffd8ffe000104a46'],
  ['binary', '410041004200430044004500'],
])('a %s file is named as what it is, also inside gzip', async (kind, hex) => {
  const bytes = Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(100)])
  expect(await problemOf(await file('odd', bytes))).toContain(kind)
  expect(await problemOf(await file('odd.gz', gzipSync(bytes)))).toContain(kind)
})

test('a log with a few NUL bytes, colours or Latin-1 is a log', async () => {
  const text = `${'Jan  1 00:00:00 host line caf\xe9 \x1b[31mred\x1b[0m\r\n'.repeat(50)}\0\0\0\n`
  const path = await file('scarred.log', Buffer.from(text, 'latin1'))
  expect((await listSources([path])).sources).toMatchObject([{ path, size: text.length }])
})
