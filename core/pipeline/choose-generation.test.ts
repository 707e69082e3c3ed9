import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { catalogue } from '../features/catalogue.ts'
import { vocabulary } from '../features/tokens.ts'
import { resources } from '../host/resources.ts'
import type { GenerationShelf } from '../models/generation-shelf.ts'
import type { Generation } from '../models/manifest.ts'
import { loadGeneration, sha256, writeGeneration } from '../models/registry.ts'
import { settingsPath, writeSettings } from '../settings/settings-file.ts'
import { simulate } from '../simulate/simulate.ts'
import { Store } from '../store/store.ts'
import { openShelf, readConditions } from './choose-generation.ts'
import { runImport } from './import.ts'

/** A copy of the shipped generation under a name of the analyst's. */
const own = '2026-01-01-00000001'
const program = { features: catalogue, vocabulary }
let folder: string
let shelf: GenerationShelf

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sonic-choose-'))
  await simulate({ users: 10, days: 12, seed: 3, attacks: 'none', out: folder })
  shelf = openShelf(folder, resources.models)
  const shipped = await loadGeneration(resources.models, program)
  await shelf.add({ ...shipped, manifest: { ...shipped.manifest, generation: own } })
  await shelf.activate(own)
})
afterEach(() => rmSync(folder, { recursive: true }))

async function importLog(store = new Store(':memory:'), modelsDir = resources.models) {
  return runImport(
    { id: `import ${store.imports().length}`, paths: [join(folder, 'vpn-gw1.log')] },
    {
      ...(await readConditions(folder, modelsDir)),
      store,
      modelsDir,
      signal: new AbortController().signal,
      onProgress: () => {},
      onCommit: () => {},
    },
  )
}

/** Its hash is right, but the file is no model. */
function unopenable(generation: Generation): Generation {
  const bytes = Buffer.from('no model')
  const file = { bytes: bytes.length, sha256: sha256(bytes) }
  return {
    manifest: { ...generation.manifest, generation: own, files: { 'ensemble.onnx': file } },
    files: { 'ensemble.onnx': bytes },
  }
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

test('where ONNX Runtime cannot open the active generation the shipped one steps in', async () => {
  await shelf.add(unopenable(await loadGeneration(resources.models, program)))
  const report = await importLog()
  expect(report.state).toBe('done')
  expect(report.learning.from).not.toBe('own')
  expect(report.notices).toEqual([
    expect.stringMatching(
      /active generation .* cannot be used, so the shipped one was: ONNX Runtime cannot open it/,
    ),
  ])
})

test('where no generation can be opened, what was imported before stays', async () => {
  const store = new Store(':memory:')
  await importLog(store)
  const before = store.imports()
  const broken = join(folder, 'broken')
  await writeGeneration(broken, unopenable(await loadGeneration(resources.models, program)))
  await shelf.activate('shipped')
  await expect(importLog(store, broken)).rejects.toThrow(/model/)
  expect(store.imports()).toEqual(before)
  expect(before).toHaveLength(1)
})
