import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyReport } from '../ingest/empty-report.ts'
import { renderReport } from '../report/html.ts'
import { applicationId, migrations } from './migrations.ts'
import { readOverview } from './overview.ts'
import { Store } from './store.ts'
import { readRules } from './suppression.ts'
import { translating } from './workspace-error.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-database-'))
  path = join(folder, 'workspace.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true }))

function makeWorkspace(file = path): void {
  const store = new Store(file)
  store.beginImport('import', 1, { fingerprint: 'files' })
  store.finishImport('import', emptyReport('import', 'done', 1))
  store.close()
}

describe('a SQLite file of another program', () => {
  it.each([
    ['by its tables', 'CREATE TABLE moz_places (id)'],
    ['by its tables and a version like ours', 'CREATE TABLE imports (id); PRAGMA user_version = 3'],
    ['by its id', 'PRAGMA application_id = 42; CREATE TABLE imports (id)'],
  ])('is refused untouched, told %s', (_, sql) => {
    const foreign = new Database(path)
    foreign.exec(sql)
    foreign.close()
    const before = readFileSync(path)
    expect(() => new Store(path)).toThrow(/workspace\.sqlite is a SQLite database of another program/)
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(['workspace.sqlite'])
  })
})

it('marks workspaces, new ones and those of earlier versions', () => {
  const older = new Database(path)
  for (const step of migrations.slice(0, 5)) older.exec(step)
  older.pragma('user_version = 5')
  older.exec("INSERT INTO imports VALUES ('old', 'files', 1, NULL, NULL)")
  older.close()
  for (const file of [path, join(folder, 'new.sqlite')]) {
    const store = new Store(file)
    expect(store.connection.pragma('application_id', { simple: true })).toBe(applicationId)
    store.close()
  }
})

describe('a damaged workspace', () => {
  const damages: [string, string][] = [
    ['a table is gone', 'DROP TABLE tallies'],
    ['a view is gone', 'DROP VIEW shown_incidents'],
    ['a column is gone', 'ALTER TABLE imports DROP COLUMN report'],
    ['a report is no JSON', "UPDATE imports SET report = '{'"],
    ['a report is something else', "UPDATE imports SET report = '[]'"],
    ['an incident is no JSON', "INSERT INTO incidents VALUES ('i', 'import', 1, 'x')"],
    ['an incident is something else', "INSERT INTO incidents VALUES ('i', 'import', 1, '{}')"],
    ['an alert is something else', "INSERT INTO alerts VALUES ('a', 'import', NULL, 1, 1, '{\"id\":1}')"],
    ['a rule is something else', "INSERT INTO rules VALUES ('r', 1, 'null')"],
  ]
  it.each(damages)('is told with a sentence where %s', (_, sql) => {
    makeWorkspace()
    const store = new Store(path)
    store.connection.exec(sql)
    const readAll = (): void =>
      translating(path, () => {
        store.imports()
        readOverview(store)
        renderReport(store, { version: '' })
        readRules(store, 0)
        for (const _alert of store.alerts());
      })
    expect(readAll).toThrow(/workspace\.sqlite is damaged \(.*\): restore a copy/)
    store.close()
  })
})

const isRoot = process.platform !== 'win32' && process.getuid?.() === 0

/** What a process without this user's rights does with the workspace. */
function asNobody(code: string): string {
  const store = join(import.meta.dirname, 'store.ts')
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { Store } = await import(${JSON.stringify(store)})
       const store = new Store(${JSON.stringify(path)})
       ${code}`,
    ],
    { encoding: 'utf8', ...(isRoot ? { uid: 65534, gid: 65534 } : {}) },
  )
  return stdout + stderr
}

describe('a workspace that may only be read', () => {
  const readAndWrite = `
    console.log(store.isReadOnly, store.imports().length, store.incidents().length)
    try { store.setStatus('i', 'closed') } catch (error) { console.log(error.message) }
    try { store.hold('sonic rules') } catch (error) { console.log(error.message) }
    store.close()`

  it.each([
    ['the file', 0o444, 0o777],
    ['its folder', 0o644, 0o555],
    ['both', 0o444, 0o555],
  ])('is opened for reading: %s', (_, mode, folderMode) => {
    makeWorkspace()
    chmodSync(path, mode)
    chmodSync(folder, folderMode)
    const said = asNobody(readAndWrite)
    chmodSync(folder, 0o755)
    expect(said).toMatch(
      /^true 1 0\n(.*workspace\.sqlite may only be read: nothing can be changed in it.*\n){2}$/,
    )
    expect(existsSync(`${path}.lock`)).toBe(false)
  })

  it('is read in a copy where it is of an earlier version, and stays as it is', () => {
    const older = new Database(path)
    for (const step of migrations.slice(0, 5)) older.exec(step)
    older.pragma('user_version = 5')
    older.close()
    chmodSync(path, 0o444)
    chmodSync(folder, 0o555)
    const before = readFileSync(path)
    const said = asNobody(readAndWrite)
    chmodSync(folder, 0o755)
    expect(said).toMatch(/^true 0 0\n/)
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it.skipIf(!isRoot)('is opened on a disk that is mounted read-only', () => {
    const disk = join(folder, 'disk')
    mkdirSync(disk)
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]).status !== 0) return
    try {
      const file = join(disk, 'workspace.sqlite')
      makeWorkspace(file)
      if (spawnSync('mount', ['-o', 'remount,ro', disk]).status !== 0) return
      const store = new Store(file)
      expect(store.isReadOnly).toBe(true)
      expect(store.imports()).toMatchObject([{ state: 'done' }])
      expect(() => store.clear()).toThrow(/may only be read/)
      store.close()
    } finally {
      spawnSync('umount', [disk])
    }
  })
})
