import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Store } from '../store/store.ts'

const sonic = resolve(import.meta.dirname, 'sonic.ts')
const importSchema = z.object({
  state: z.string(),
  sources: z.array(z.object({ path: z.string(), records: z.number(), error: z.string().optional() })),
  totals: z.object({ lines: z.number(), records: z.number(), rejected: z.number() }),
})

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-bad-input-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A minute of rejected logins, two lines each, as an ASA writes them. */
function goodLines(count: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    const time = new Date(Date.UTC(2026, 2, 2, 8, 0, n)).toISOString()
    const [date, clock] = [`Mar 02 2026`, time.slice(11, 19)]
    return `<166>${date} ${clock} gw1 : %ASA-6-113005: AAA user authentication Rejected : reason = AAA failure : server = 10.1.1.5 : user = user${n} : user IP = 198.51.100.7`
  })
}

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

let runs = 0
function analyze(paths: string[], more: string[] = [], out = join(folder, `out-${runs++}`)) {
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [sonic, 'analyze', ...paths, '--out', out, ...more],
    { encoding: 'utf8' },
  )
  const path = join(out, 'import.json')
  const report = existsSync(path) ? importSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined
  return { status, stderr, stdout, out, report }
}

describe('sonic analyze, given what it cannot read', () => {
  it('names an empty file', () => {
    const path = put('empty.log', '')
    const { status, stderr } = analyze([path])
    expect(status).toBe(1)
    expect(stderr).toContain(`${path} is empty`)
  })

  it('names a binary file and what it is, and analyses its neighbour', () => {
    const binary = put(
      'disk.img',
      Buffer.concat([Buffer.from('\u007fELF\u0002\u0001\u0001\0', 'latin1'), Buffer.alloc(4096)]),
    )
    const good = put('good.log', goodLines(20).join('\n'))
    const { status, stderr, report } = analyze([binary, good])
    expect(status).toBe(1)
    expect(stderr).toMatch(/disk\.img is .*(ELF|program|binary)/)
    expect(report?.totals.records).toBe(20)
  })

  it('names a folder without logs', () => {
    const path = join(folder, 'nothing-here')
    mkdirSync(path)
    const { status, stderr } = analyze([path])
    expect(status).toBe(1)
    expect(stderr).toMatch(/nothing-here holds no log files/)
  })

  it('keeps what a gzip held before it was cut short', () => {
    const whole = gzipSync(goodLines(5000).join('\n'))
    const path = put('cut.log.gz', whole.subarray(0, whole.length / 2))
    const { status, stderr, report } = analyze([path])
    expect(status).toBe(1)
    expect(stderr).toMatch(/cut\.log\.gz.*cut short/)
    expect(report?.totals.records).toBeGreaterThan(1000)
  })

  it('steps over a line of 50 MB', () => {
    const [first = '', second = ''] = goodLines(2)
    const path = put('long.log', `${first}\n${'x'.repeat(50 * 2 ** 20)}\n${second}\n`)
    const { status, stderr, report } = analyze([path])
    expect(status).toBe(0)
    expect(stderr).toMatch(/rejected 1: .*longer/)
    expect(report?.totals).toMatchObject({ lines: 3, records: 2, rejected: 1 })
  })

  it('reads lines with invalid UTF-8 and says so', () => {
    const [first = '', second = ''] = goodLines(2)
    const path = put(
      'latin1.log',
      Buffer.from(`${first.replace('user0', 'jos\u00e9')}\n${second}\n`, 'latin1'),
    )
    const { status, stderr, report } = analyze([path])
    expect(status).toBe(0)
    expect(stderr).toMatch(/not UTF-8/)
    expect(report?.totals.records).toBe(2)
  })

  it('names a file that is not there', () => {
    const { status, stderr } = analyze([join(folder, 'gone.log')])
    expect(status).toBe(1)
    expect(stderr).toMatch(/gone\.log does not exist: check the spelling/)
  })

  it('lists the formats for a format that there is not, and for a file in none', () => {
    const good = put('good.log', goodLines(5).join('\n'))
    const wrong = analyze([good], ['--format', 'asaa'])
    expect(wrong.status).toBe(2)
    expect(wrong.stderr).toMatch(/no format "asaa".*cisco-asa/)
    const prose = analyze([put('novel.txt', 'It was a dark and stormy night;\n'.repeat(50))])
    expect(prose.status).toBe(1)
    expect(prose.stderr).toMatch(/novel\.txt is in no format.*--format.*--map/)
  })

  it('refuses wrong usage with status 2', () => {
    const { status, stderr } = spawnSync(process.execPath, [sonic, 'analyze', 'x.log'], { encoding: 'utf8' })
    expect(status).toBe(2)
    expect(stderr).toContain('--out')
  })
})

describe('sonic analyze, given a place it cannot write to', () => {
  it('refuses an output folder before it begins', () => {
    const { status, stderr } = analyze(
      [put('good.log', goodLines(5).join('\n'))],
      [],
      join(put('file', ''), 'out'),
    )
    expect(status).toBe(1)
    expect(stderr).toMatch(/cannot be written to .*file.*--out/)
  })

  it('keeps the results when one of the outputs cannot be put in its place', () => {
    const out = join(folder, 'blocked')
    mkdirSync(join(out, 'incidents.json', 'in-the-way'), { recursive: true })
    const { status, stderr } = analyze([put('good.log', goodLines(30).join('\n'))], [], out)
    expect(status).toBe(1)
    expect(stderr).toMatch(/incidents\.json could not be written/)
    expect(stderr).toMatch(/sonic serve --workspace .*workspace\.sqlite/)
    expect(readdirSync(out).filter((name) => name.endsWith('.partial'))).toEqual([])
    const store = new Store(join(out, 'workspace.sqlite'))
    expect(store.imports()).toMatchObject([{ state: 'done', totals: { records: 30 } }])
    store.close()
  })

  it('leaves a workspace of a newer version alone', () => {
    const path = join(folder, 'newer.sqlite')
    const newer = new Database(path)
    newer.pragma('user_version = 99')
    newer.close()
    const before = readFileSync(path)
    const { status, stderr } = analyze([put('good.log', goodLines(5).join('\n'))], ['--workspace', path])
    expect(status).toBe(1)
    expect(stderr).toMatch(/newer\.sqlite was written by a newer version of Sonic.*update Sonic/)
    expect(readFileSync(path).equals(before)).toBe(true)
  })
})
