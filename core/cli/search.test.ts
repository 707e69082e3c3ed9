import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { resources } from '../host/resources.ts'

const folder = mkdtempSync(join(tmpdir(), 'sonic-search-'))
const out = join(folder, 'out')
const workspace = join(out, 'workspace.sqlite')

function run(...args: string[]): { stdout: string; stderr: string; status: number | null } {
  return spawnSync(process.execPath, [join(resources.root, 'core', 'cli', 'sonic.ts'), ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    env: { ...process.env, SONIC_DATA: join(folder, 'data') },
  })
}
const search = (...args: string[]) => run('search', ...args, '--workspace', workspace)

let parsed: { user?: { name?: string }; event?: { outcome?: string } }[] = []
beforeAll(() => {
  run('simulate', '--users', '8', '--days', '4', '--seed', '2', '--out', join(folder, 'logs'))
  expect(run('analyze', join(folder, 'logs', 'vpn-gw1.log'), '--out', out).status).toBe(0)
  parsed = run('parse', join(folder, 'logs', 'vpn-gw1.log'))
    .stdout.trim()
    .split('\n')
    .map((line) => JSON.parse(line) as (typeof parsed)[number])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('every event that parse prints is stored, and found again', () => {
  expect(Number(search('--count').stdout)).toBe(parsed.length)
  const failures = parsed.filter(({ event }) => event?.outcome === 'failure').length
  expect(Number(search('event.outcome:failure', '--count').stdout)).toBe(failures)
  const rows = search('event.outcome:failure', '--as', 'json', '--limit', '100000').stdout.trim().split('\n')
  expect(rows).toHaveLength(failures)
  expect(rows.every((row) => (JSON.parse(row) as (typeof parsed)[number]).event?.outcome === 'failure')).toBe(
    true,
  )
})

test('analysing the same log again stores its events once', () => {
  expect(run('analyze', join(folder, 'logs', 'vpn-gw1.log'), '--out', out).status).toBe(0)
  expect(Number(search('--count').stdout)).toBe(parsed.length)
})

test('tables, CSV, top values and histograms', () => {
  const [head, line, ...rest] = search('user.name:*', '--limit', '5').stdout.trim().split('\n')
  expect(line).toMatch(/^20\d\d-\d\d-\d\dT/)
  expect(head).toContain('user.name')
  expect(rest).toHaveLength(4)
  expect(search('--as', 'csv', '--limit', '2', '--fields', 'user,source.ip').stdout).toMatch(
    /^@timestamp,user\.name,source\.ip\n/,
  )
  const usage = search('--usage', '--as', 'json').stdout
  expect(JSON.parse(usage)).toMatchObject({
    events: parsed.length,
    first: expect.stringMatching(/^20/) as string,
  })
  expect(search('--usage').stdout).toContain(`events      ${parsed.length}`)
  const [most = ''] = search('--top', 'user.name').stdout.split('\n')
  const name = most.trim().split(/\s+/)[1] ?? ''
  const count = parsed.filter(({ user }) => user?.name === name).length
  expect(most.trim()).toBe(`${count}  ${name}`)
  const sum = search('--histogram')
    .stdout.trim()
    .split('\n')
    .reduce((total, row) => total + Number(row.split(/\s+/)[1]), 0)
  expect(sum).toBe(parsed.length)
})

test('what is wrong is said, and where', () => {
  const unknown = search('colour:red')
  expect(unknown).toMatchObject({ status: 2, stdout: '' })
  expect(unknown.stderr).toContain('There is no field "colour"')
  expect(search('source.port>many').stderr).toContain('(at character 13: many)')
  expect(search('--as', 'xml').stderr).toContain('table, json or csv')
  expect(search('--limit', 'x').stderr).toContain('--limit')
  expect(run('search', '--workspace', join(folder, 'none.sqlite'))).toMatchObject({ status: 2 })
})
