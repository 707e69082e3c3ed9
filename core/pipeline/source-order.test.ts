import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { resources } from '../host/resources.ts'
import { exportIncident } from '../report/json.ts'
import { Store } from '../store/store.ts'
import { floodLines } from './flood.fixture.ts'
import { runImport } from './import.ts'

/** More than the merge keeps open at once. */
const files = 70
let folder: string
let paths: string[]

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-order-'))
  mkdirSync(join(folder, 'logs'))
  // Two sign-ins a second: the times in the log are the same in several files.
  const lines = [...floodLines('crowd', 1400, 500)]
  const parts = Map.groupBy(lines.entries(), ([i]) => Math.floor(i / 2) % files)
  paths = [...parts].map(([part, of]) => {
    const path = join(folder, 'logs', `gateway.${part}.log`)
    writeFileSync(path, of.map(([, line]) => line).join(''))
    return path
  })
  const [first = '', second = ''] = paths
  copyFileSync(first, join(folder, 'logs', 'a-copy.log'))
  symlinkSync(second, join(folder, 'logs', 'link.log'))
  paths.push(join(folder, 'logs', 'a-copy.log'), join(folder, 'logs', 'link.log'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The incidents as `incidents.json` has them, but for the folders that their files lie in. */
async function incidentsOf(given: string[]): Promise<string> {
  const store = new Store(':memory:')
  const { signal } = new AbortController()
  const nothing = () => {}
  await runImport(
    { id: 'import', paths: given },
    { store, modelsDir: resources.models, signal, onProgress: nothing, onCommit: nothing },
  )
  const incidents = store.incidents().map(({ id }) => {
    const incident = store.incident(id)
    return incident && exportIncident(incident)
  })
  store.close()
  return JSON.stringify(incidents, (key, value: unknown) =>
    key === 'file' && typeof value === 'string' ? basename(value) : value,
  )
}

it('finds the same whatever the order of the files, and however they are named', async () => {
  const expected = await incidentsOf([join(folder, 'logs')])
  expect(expected.length).toBeGreaterThan(10_000)
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(paths, { minLength: paths.length, maxLength: paths.length }),
      fc.array(fc.boolean(), { minLength: paths.length, maxLength: paths.length }),
      async (order, relatives) => {
        const given = order.map((path, i) => (relatives[i] ? relative(process.cwd(), path) : path))
        expect(await incidentsOf(given)).toBe(expected)
      },
    ),
    { numRuns: 3 },
  )
}, 180_000)
