import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { Writable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from './parse.ts'
import { UsageError } from './usage-error.ts'
import type { ParseOptions } from './parse.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonic-parse-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

/** Takes a chunk only after a while, and remembers how much was pushed on it meanwhile. */
class SlowReader extends Writable {
  text = ''
  mostBuffered = 0
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += String(chunk)
    this.mostBuffered = Math.max(this.mostBuffered, this.writableLength)
    setImmediate(done)
  }
}

async function run(paths: string[], options: ParseOptions = {}) {
  const out = new SlowReader()
  const err = new SlowReader()
  const status = await parse(paths, options, out, err)
  await new Promise((done) => err.end(done))
  await new Promise((done) => out.end(done))
  return { status, records: out.text.split('\n').slice(0, -1), err: err.text, mostBuffered: out.mostBuffered }
}

const line = (i: number) => `{"ts":${1767323045 + i},"user":"user${i}","src":"192.0.2.1"}`

test('every record in input order, failures among them, and a summary', async () => {
  const a = await file('a.jsonl', [line(1), '{broken', line(0)].join('\n'))
  const b = await file('b.csv', 'time,user\n2026-01-02 03:04:05,ada\n')
  const { status, records, err } = await run([a, b], { zone: '+02:00' })
  expect(status).toBe(0)
  expect(records.map((record) => JSON.parse(record) as unknown)).toMatchObject([
    {
      '@timestamp': '2026-01-02T03:04:06.000Z',
      user: { name: 'user1' },
      log: { offset: 0, file: { path: a, line: 1 } },
    },
    {
      error: { message: 'this is not valid JSON' },
      event: { original: '{broken' },
      log: { file: { line: 2 } },
    },
    { '@timestamp': '2026-01-02T03:04:05.000Z', event: { original: line(0) } },
    { '@timestamp': '2026-01-02T01:04:05.000Z', user: { name: 'ada' } },
  ])
  expect(err).toContain(`${a}: JSON lines (ECS or generic) (json, 67 % of sampled lines)`)
  expect(err).toContain('2 records, 1 rejected, 0 ignored')
  expect(err).toContain('rejected 1: this is not valid JSON (line 2)')
})

test('a failing source gives status 1 and does not stop the others', async () => {
  const good = await file('good.jsonl', line(1))
  const odd = await file('odd.log', 'nothing anyone knows\n')
  const { status, records, err } = await run([join(folder, 'missing'), odd, good])
  expect(status).toBe(1)
  expect(records).toHaveLength(1)
  expect(err).toContain('missing does not exist')
  expect(err).toContain('odd.log is in no format that was recognised: choose one with --format (')
})

test('wrong usage is told before anything is read', async () => {
  const path = await file('x.jsonl', line(1))
  const map = await file('map.json', '{"columns":{"Who":"user.nam"}}')
  await expect(run([])).rejects.toThrow(UsageError)
  await expect(run([path], { format: 'nix' })).rejects.toThrow(/json.*csv/)
  await expect(run([path], { zone: 'Berlin' })).rejects.toThrow(UsageError)
  await expect(run([path], { map })).rejects.toThrow('column "Who" is mapped to "user.nam"')
  await expect(run([path], { map, format: 'cisco-asa' })).rejects.toThrow('A mapping describes csv or json')
})

test('a table of the analyst’s own through a mapping', async () => {
  const map = await file(
    'own.json',
    '{"columns":{"Who":"user.name","At":"@timestamp"},"time":{"format":"dd.MM.yyyy"}}',
  )
  const { records } = await run([await file('own.csv', 'At;Who\n02.01.2026;ada\n')], { map })
  expect(JSON.parse(records[0] ?? '')).toMatchObject({
    '@timestamp': '2026-01-02T00:00:00.000Z',
    user: { name: 'ada' },
  })
})

test('a slow reader is waited for: no more than a batch is pushed on it', async () => {
  const path = await file('many.jsonl', Array.from({ length: 50_000 }, (_, i) => line(i)).join('\n'))
  const { records, mostBuffered } = await run([path])
  expect(records).toHaveLength(50_000)
  expect(mostBuffered).toBeLessThan(3e6)
})

/** In a process of its own, since standard input and output are the subject. */
async function start(path: string) {
  const script = await file(
    'run.ts',
    `import { parse } from ${JSON.stringify(join(import.meta.dirname, 'parse.ts'))}
     process.exitCode = await parse([${JSON.stringify(path)}], {}, process.stdout, process.stderr)`,
  )
  const child = spawn(process.execPath, [script], { stdio: 'pipe' })
  const read = { errors: '', text: '' }
  child.stderr.on('data', (chunk: Buffer) => (read.errors += String(chunk)))
  return { child, read }
}

test('a reader that leaves (head) ends it quietly with status 0', async () => {
  const path = await file('head.jsonl', Array.from({ length: 50_000 }, (_, i) => line(i)).join('\n'))
  const { child, read } = await start(path)
  child.stdout.once('data', () => child.stdout.destroy())
  expect(await once(child, 'close')).toEqual([0, null])
  expect(read.errors).toBe('')
})

test('- is standard input, gzip or not', async () => {
  const { child, read } = await start('-')
  child.stdout.on('data', (chunk: Buffer) => (read.text += String(chunk)))
  child.stdin.end(gzipSync(`${line(1)}\n${line(2)}`))
  expect(await once(child, 'close')).toEqual([0, null])
  expect(read.text.split('\n')).toHaveLength(3)
  expect(read.errors).toContain('-: JSON lines (ECS or generic)')
})
