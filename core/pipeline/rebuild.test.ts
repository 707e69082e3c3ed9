import { mkdtempSync, readdirSync, rmSync, writeFileSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deserialize } from 'node:v8'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resources } from '../host/resources.ts'
import { simulate } from '../simulate/simulate.ts'
import { readOverview } from '../store/overview.ts'
import { Store } from '../store/store.ts'
import { runImport } from './import.ts'
import { rebuild } from './rebuild.ts'

const trainingTime = 180_000

let folder: string
/** The two halves of a log, in order of time. */
let march: string
let april: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-rebuild-'))
  await simulate({ users: 20, days: 24, seed: 5, attacks: 'password-spray,impossible-travel', out: folder })
  const lines = readFileSync(join(folder, 'vpn-gw1.log'), 'utf8').split(/(?<=\n)/)
  const half = Math.floor(lines.length / 2)
  march = join(folder, 'march.log')
  april = join(folder, 'april.log')
  writeFileSync(march, lines.slice(0, half).join(''))
  writeFileSync(april, lines.slice(half).join(''))
})
afterAll(() => rmSync(folder, { recursive: true }))

const conditions = { modelsDir: resources.models, signal: new AbortController().signal }

async function open(store: Store, id: string, path: string) {
  return runImport({ id, paths: [path] }, { ...conditions, store, onProgress: () => {}, onCommit: () => {} })
}

const found = (store: Store) => ({
  incidents: store.incidents(),
  alerts: [...store.alerts()],
  overview: readOverview(store),
  memory: store.connection
    .prepare<[], { name: string; key: string | number; value: Buffer }>(
      `SELECT name, key, value FROM memory WHERE key NOT LIKE 'import.%' AND key <> 'pipeline.learned' ORDER BY name, key`,
    )
    .all()
    .map(({ value, ...entry }) => ({ ...entry, value: deserialize(value) as unknown })),
})

describe('rebuild', () => {
  it(
    'makes of April, then March, what both in order would have been',
    async () => {
      const inOrder = new Store(join(folder, 'in-order.sqlite'))
      await open(inOrder, 'march', march)
      const second = await open(inOrder, 'april', april)
      expect(second.learning.explanation).toMatch(/learned from logs that were opened before/)
      expect(second.totals.late).toBeUndefined()

      const store = new Store(join(folder, 'workspace.sqlite'))
      await open(store, 'april', april)
      const late = await open(store, 'march', march)
      expect(late.totals.late).toBeGreaterThan(1000)
      expect(late.notices?.join(' ')).toMatch(/older than what had been learned.*Rebuild the workspace/)
      expect(late.totals.alerts).toBe(0)
      const [incident] = store.incidents()
      store.setStatus(incident?.id ?? '', 'investigating')

      const steps: number[] = []
      await rebuild({ ...conditions, store, onProgress: (done) => steps.push(done) })
      expect(steps.at(-1)).toBe(late.totals.records + second.totals.records)
      const rebuilt = found(store)
      store.close()
      inOrder.setStatus(incident?.id ?? '', 'investigating')
      const { memory, ...results } = found(inOrder)
      expect(rebuilt).toMatchObject(results)
      expect(rebuilt.memory).toEqual(memory)
      expect(readdirSync(folder).filter((name) => name.includes('staging'))).toEqual([])
      inOrder.close()
    },
    trainingTime,
  )

  it(
    'leaves all as it was when it is cancelled',
    async () => {
      const store = new Store(join(folder, 'cancelled.sqlite'))
      await open(store, 'march', march)
      const before = found(store)
      const cancel = new AbortController()
      const work = rebuild({ ...conditions, store, signal: cancel.signal, onProgress: () => cancel.abort() })
      await expect(work).rejects.toThrow('abort')
      expect(found(store)).toEqual(before)
      store.close()
    },
    trainingTime,
  )

  it('says where there is nothing to rebuild from', async () => {
    const store = new Store(':memory:')
    await expect(rebuild({ ...conditions, store, onProgress: () => {} })).rejects.toThrow('import logs first')
  })
})
