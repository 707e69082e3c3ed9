import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { catalogue } from '../features/catalogue.ts'
import { vocabulary } from '../features/tokens.ts'
import { resources } from '../host/resources.ts'
import type { GenerationShelf } from '../models/generation-shelf.ts'
import { loadGeneration } from '../models/registry.ts'
import { settingsPath, writeSettings } from '../settings/settings-file.ts'
import { simulate } from '../simulate/simulate.ts'
import { Store } from '../store/store.ts'
import { openShelf, readConditions } from './choose-generation.ts'
import { runImport } from './run-import.ts'

/** A copy of the shipped generation under a name of the analyst's. */
const own = '2026-01-01-00000001'
let folder: string
let shelf: GenerationShelf

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-choose-'))
  await simulate({ users: 10, days: 12, seed: 3, attacks: 'none', out: folder })
  shelf = openShelf(folder, resources.models)
  const shipped = await loadGeneration(resources.models, { features: catalogue, vocabulary })
  await shelf.add({ ...shipped, manifest: { ...shipped.manifest, generation: own } })
  await shelf.activate(own)
})
afterEach(() => rmSync(folder, { recursive: true }))

async function importLog() {
  const store = new Store(':memory:')
  const report = await runImport(
    { id: 'import', paths: [join(folder, 'vpn-gw1.log')] },
    {
      ...(await readConditions(folder, resources.models)),
      store,
      modelsDir: resources.models,
      signal: new AbortController().signal,
      onProgress: () => {},
      onCommit: () => {},
    },
  )
  store.close()
  return report
}

test('an import uses the active generation and the settings, and says so', async () => {
  await writeSettings(folder, { alertBudgetPerDay: 3 })
  const report = await importLog()
  expect(report).toMatchObject({
    state: 'done',
    models: { generation: own },
    learning: { from: 'own' },
    settings: { alertBudgetPerDay: 3 },
    notices: [],
  })
  expect(report.learning.explanation).toContain(`${own}, which is active, was used`)
})

test('a damaged generation or settings file is told, and the shipped one and the defaults step in', async () => {
  appendFileSync(join(shelf.dir, own, 'ensemble.onnx'), 'x')
  writeFileSync(settingsPath(folder), 'not JSON')
  const report = await importLog()
  const { generation } = await shelf
    .find('shipped')
    .then(({ manifest }) => ({ generation: manifest?.generation }))
  expect(report).toMatchObject({ state: 'done', settings: { alertBudgetPerDay: 10 } })
  expect(report.learning.from).not.toBe('own')
  if (report.learning.from === 'shipped') expect(report.models.generation).toBe(generation)
  expect(report.notices).toEqual([
    expect.stringMatching(/settings\.json cannot be read/),
    expect.stringMatching(
      /active generation .* cannot be used, so the shipped one was: .*ensemble\.onnx is not the file/,
    ),
  ])
  expect(await readFile(settingsPath(folder), 'utf8')).toBe('not JSON')
})
