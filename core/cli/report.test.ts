import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Store } from '../store/store.ts'
import { createBatch } from '../store/batch.fixture.ts'

const sonic = resolve(import.meta.dirname, 'sonic.ts')
let folder: string
let workspace: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-report-'))
  workspace = join(folder, 'workspace.sqlite')
  const store = new Store(workspace)
  store.beginImport('import', 0, { fingerprint: 'files' })
  const entities = {
    users: ['ada'],
    sourceIps: [],
    assignedIps: [],
    destinations: [],
    devices: [],
    countries: [],
  }
  const incidents = ['abc1', 'abd2'].map((id) => ({
    id,
    title: `Incident ${id}`,
    severity: 'high' as const,
    score: 80,
    confidence: 0.9,
    start: 0,
    end: 1000,
    status: 'open' as const,
    entities,
    techniques: [],
    stages: [],
    alerts: [],
  }))
  store.write('import', createBatch({ incidents }))
  store.close()
})
afterAll(() => rmSync(folder, { recursive: true }))

function run(...args: string[]) {
  return spawnSync(process.execPath, [sonic, ...args], { encoding: 'utf8' })
}

describe('sonic report', () => {
  it('writes one incident, found by the beginning of its id', () => {
    const out = join(folder, 'report.html')
    expect(run('report', 'abc', '--workspace', workspace, '--out', out).status).toBe(0)
    expect(readFileSync(out, 'utf8')).toContain('Incident abc1')
    const { stdout } = run('report', 'abd2', '--as', 'json', '--workspace', workspace)
    expect(JSON.parse(stdout)).toMatchObject({ id: 'abd2', start: '1970-01-01T00:00:00.000Z' })
  })

  it('says what is wrong with an id or a form', () => {
    for (const [args, message] of [
      [['ab'], /2 incidents of .*workspace\.sqlite begin with "ab"/],
      [['x'], /No incident of .* begins with "x"/],
      [['abc1', '--as', 'docx'], /html or json, not as "docx"/],
    ] as const) {
      const { status, stderr } = run('report', ...args, '--workspace', workspace)
      expect(status).toBe(2)
      expect(stderr).toMatch(message)
    }
  })

  it('is not written over a workspace', () => {
    const before = readFileSync(workspace)
    const { status, stderr } = run('report', 'abc1', '--workspace', workspace, '--out', workspace)
    expect(status).toBe(2)
    expect(stderr).toMatch(/workspace\.sqlite is a database: choose another file with --out/)
    expect(readFileSync(workspace).equals(before)).toBe(true)
  })

  it.each(['report abc1', 'rules list', 'analyze x --out y', 'serve', 'train'])(
    'sonic %s names no workspace with an empty name',
    (command) => {
      const { status, stderr } = run(...command.split(' '), '--workspace', '')
      expect(status).toBe(2)
      expect(stderr).toContain('a file name is needed')
    },
  )

  it('names a command that there is not', () => {
    const { status, stderr } = run('frobnicate')
    expect(status).toBe(2)
    expect(stderr).toContain('There is no command "frobnicate"')
  })
})
