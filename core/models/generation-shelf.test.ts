import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { GenerationShelf } from './generation-shelf.ts'
import type { Generation } from './manifest.ts'
import { sha256, writeGeneration } from './registry.ts'
import { features, syntheticData, VOCABULARY } from './synthetic.fixture.ts'
import { trainEnsemble } from './train.ts'

const catalogue = { features, vocabulary: VOCABULARY }
let trained: Generation
let folder = ''
let shelf: GenerationShelf

/** The same ensemble under another name and day, as if trained again. */
function generation(day: number): Generation {
  const name = `2026-01-0${day}-0000000${day}`
  const created = new Date(Date.UTC(2026, 0, day)).toISOString()
  return { ...trained, manifest: { ...trained.manifest, generation: name, created } }
}
const [one, two] = ['2026-01-01-00000001', '2026-01-02-00000002'] as const

beforeAll(async () => {
  trained = await trainEnsemble(syntheticData(600, 1), { seed: 1, created: 0, description: 'Synthetic rows.' })
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sonic-shelf-'))
  await writeGeneration(join(folder, 'shipped'), trained)
  shelf = new GenerationShelf({ dir: join(folder, 'models'), shippedDir: join(folder, 'shipped'), catalogue })
})
afterEach(() => rm(folder, { recursive: true }))

test('an empty shelf has the shipped generation, and that is active', async () => {
  const { generations, ...rest } = await shelf.list()
  expect(generations).toMatchObject([{ name: 'shipped', isActive: true, problem: undefined }])
  expect(rest).toEqual({ previous: undefined, notice: undefined })
  expect(await shelf.active()).toEqual({ name: 'shipped', dir: join(folder, 'shipped'), notice: undefined })
  await expect(shelf.rollBack()).rejects.toThrow(/nothing to go back to/)
})

test('what is added can be activated, and gone back from step by step', async () => {
  expect(await shelf.add(generation(1))).toBe(one)
  expect(await shelf.add(generation(2))).toBe(two)
  expect((await shelf.list()).generations.map(({ name }) => name)).toEqual(['shipped', two, one])
  await shelf.activate(one)
  await shelf.activate(two)
  await shelf.activate(two)
  expect(await shelf.active()).toMatchObject({ name: two, dir: join(folder, 'models', two) })
  expect((await shelf.list()).previous).toBe(one)
  expect(await shelf.rollBack()).toBe(one)
  expect(await shelf.rollBack()).toBe('shipped')
  await expect(shelf.rollBack()).rejects.toThrow(/nothing to go back to/)
})

test('a damaged generation is listed with what is wrong, and is neither activated nor gone back to', async () => {
  await shelf.add(generation(1))
  await shelf.activate(one)
  await shelf.activate('shipped')
  await appendFile(join(folder, 'models', one, 'ensemble.onnx'), 'x')
  const damaged = (await shelf.list()).generations.find(({ name }) => name === one)
  expect(damaged?.problem).toMatch(/ensemble\.onnx is not the file/)
  expect(damaged?.manifest?.description).toBe('Synthetic rows.')
  await expect(shelf.activate(one)).rejects.toThrow(/ensemble\.onnx is not the file/)
  await expect(shelf.rollBack()).rejects.toThrow(/Activate another/)
  await shelf.add(generation(1))
  expect(await shelf.rollBack()).toBe(one)
})

test('a generation whose model does not open is not activated', async () => {
  const bytes = Buffer.from('no model')
  const files = { 'ensemble.onnx': { bytes: bytes.length, sha256: sha256(bytes) } }
  const { manifest } = generation(1)
  await shelf.add({ manifest: { ...manifest, files }, files: { 'ensemble.onnx': bytes } })
  await expect(shelf.activate(one)).rejects.toThrow(/ONNX Runtime cannot open it/)
  expect((await shelf.active()).name).toBe('shipped')
})

test('a generation of other features is listed as such', async () => {
  await shelf.add(generation(1))
  const other = new GenerationShelf({
    dir: shelf.dir,
    shippedDir: join(folder, 'shipped'),
    catalogue: { features: features.slice(1), vocabulary: VOCABULARY },
  })
  expect((await other.list()).generations.map(({ problem }) => problem)).toEqual([
    expect.stringContaining('trained on other features'),
    expect.stringContaining('trained on other features'),
  ])
})

test('only what is not active is removed, and it leaves the history', async () => {
  await shelf.add(generation(1))
  await shelf.add(generation(2))
  for (const name of ['shipped', one, two, one]) await shelf.activate(name)
  await expect(shelf.remove(one)).rejects.toThrow(/is active/)
  await expect(shelf.remove('shipped')).rejects.toThrow(/part of Sonic/)
  await shelf.remove(two)
  expect((await shelf.list()).generations.map(({ name }) => name)).toEqual(['shipped', one])
  expect(await shelf.rollBack()).toBe('shipped')
})

test('a name that leads elsewhere is no generation', async () => {
  for (const name of ['../shipped', 'shelf.json', '', '.', two])
    await expect(shelf.remove(name)).rejects.toThrow(/There is no generation/)
  const wild = { ...trained, manifest: { ...trained.manifest, generation: '../elsewhere' } }
  await expect(shelf.add(wild)).rejects.toThrow(/cannot be the name/)
  await mkdir(shelf.dir, { recursive: true })
  const history = [{ name: '../elsewhere', activated: '2026-01-01T00:00:00.000Z' }]
  await writeFile(join(shelf.dir, 'shelf.json'), JSON.stringify({ version: 1, history }))
  const { name, notice } = await shelf.active()
  expect(name).toBe('shipped')
  expect(notice).toContain('shelf.json')
})

test('a damaged record of activations is told, kept aside, and replaced by the next activation', async () => {
  await shelf.add(generation(1))
  await writeFile(join(shelf.dir, 'shelf.json'), '{"version":1,')
  expect((await shelf.list()).notice).toMatch(/shelf\.json cannot be read .* Activate it again/)
  expect((await shelf.active()).name).toBe('shipped')
  await shelf.activate(one)
  expect((await shelf.list()).notice).toBeUndefined()
  expect(await readFile(join(shelf.dir, 'shelf.json.damaged'), 'utf8')).toBe('{"version":1,')
})

test('an active generation that is gone is told', async () => {
  await shelf.add(generation(1))
  await shelf.activate(one)
  await rm(join(shelf.dir, one), { recursive: true })
  expect((await shelf.list()).notice).toMatch(/no longer in .*models: the shipped one is used/)
  await shelf.activate('shipped')
  expect((await shelf.list()).notice).toBeUndefined()
})
