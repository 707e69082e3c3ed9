import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Store } from '../store/store.ts'
import { main } from './main.ts'

let folder: string
let workspace: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-rebuild-cli-'))
  workspace = join(folder, 'site.sqlite')
  vi.stubEnv('SONIC_DATA', folder)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

function log(day: number): string {
  const path = join(folder, `day${day}.log`)
  const line = (n: number) =>
    `<166>Mar 0${day} 2026 08:${String(n).padStart(2, '0')}:00 gw1 : %ASA-6-113005: AAA user authentication Rejected : reason = AAA failure : server = 10.1.1.5 : user = user${n} : user IP = 198.51.100.7\n`
  writeFileSync(path, Array.from({ length: 40 }, (_, n) => line(n)).join(''))
  return path
}

const open = (day: number) =>
  main(['node', 'sonic', 'analyze', log(day), '--out', join(folder, `out${day}`), '--workspace', workspace])

test('an older log is stored, and analysed by a rebuild', async () => {
  expect(await open(4)).toBe(0)
  expect(await open(2)).toBe(0)
  const attempts = () => {
    const store = new Store(workspace)
    try {
      return store.imports().map(({ totals }) => [totals.acts['attempt'], totals.late ?? 0])
    } finally {
      store.close()
    }
  }
  expect(attempts()).toEqual([
    [0, 40],
    [40, 0],
  ])
  expect(await main(['node', 'sonic', 'rebuild', '--workspace', workspace])).toBe(0)
  expect(attempts()).toEqual([
    [40, 0],
    [40, 0],
  ])
})

test('a workspace that is not there is not made', async () => {
  expect(await main(['node', 'sonic', 'rebuild', '--workspace', workspace])).toBe(2)
})

test('what happened after a moment is as if it were not there', async () => {
  const out = join(folder, 'as-of')
  const until = ['--as-of', '2026-03-02T08:19:30Z']
  expect(await main(['node', 'sonic', 'analyze', log(2), '--out', out, ...until])).toBe(0)
  const store = new Store(join(out, 'workspace.sqlite'))
  expect(store.imports()[0]?.totals.acts).toMatchObject({ attempt: 20 })
  expect(await store.events.count('')).toBe(20)
  store.close()
  expect(await main(['node', 'sonic', 'analyze', log(2), '--out', out, '--as-of', 'noon'])).toBe(2)
})
