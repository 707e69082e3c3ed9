import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { resources } from '../host/resources.ts'
import { simulate } from '../simulate/simulate.ts'
import { readEnsemble } from '../store/ensemble.ts'
import { Store } from '../store/store.ts'
import { follow } from './follow.ts'

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-adopt-'))
  await simulate({ users: 12, days: 32, seed: 3, attacks: 'none', out: folder })
})
afterAll(() => rmSync(folder, { recursive: true }))

it(
  'a live stream goes over to an ensemble of its own, and loses no record',
  { timeout: 180_000 },
  async () => {
    const store = new Store(join(folder, 'workspace.sqlite'))
    const end = new AbortController()
    const running = follow(
      { id: 'live', paths: [join(folder, 'vpn-gw1.log')] },
      { store, modelsDir: resources.models, signal: end.signal, onCommit: () => {} },
    )
    await vi.waitFor(() => expect(readEnsemble(store)).toBeDefined(), {
      timeout: 150_000,
      interval: 50,
    })
    end.abort()
    const report = await running
    expect(report).toMatchObject({ state: 'done', learning: { from: 'log' } })
    expect(report.models.generation).not.toBe('')
    expect(report.totals.rejected).toBe(0)
    expect(await store.events.count('')).toBe(report.totals.records)
    store.close()
  },
)
