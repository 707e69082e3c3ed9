import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Generation, Manifest } from './manifest.ts'
import { GenerationError, loadGeneration, writeGeneration } from './registry.ts'
import { features, syntheticData, VOCABULARY } from './synthetic.fixture.ts'
import { trainEnsemble } from './train.ts'

const catalogue = { features, vocabulary: VOCABULARY }
let generation: Generation
let dir = ''

beforeAll(async () => {
  generation = await trainEnsemble(syntheticData(600, 1), {
    seed: 1,
    created: 0,
    description: 'Synthetic rows.',
  })
})
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sonic-generation-'))
  await writeGeneration(dir, generation)
})
afterEach(() => rm(dir, { recursive: true }))

test('a generation comes back as it was written, also over an older one', async () => {
  await writeGeneration(dir, generation)
  const loaded = await loadGeneration(dir, catalogue)
  expect(loaded.manifest).toEqual(generation.manifest)
  expect(Buffer.compare(loaded.files['ensemble.onnx'], generation.files['ensemble.onnx'])).toBe(0)
})

test('the model card carries the measured figures and the hashes', async () => {
  const card = await readFile(join(dir, 'README.md'), 'utf8')
  const { manifest } = generation
  expect(card).toContain(manifest.generation)
  expect(card).toContain(manifest.files['ensemble.onnx'].sha256)
  expect(card).toContain(
    `| flow | ${manifest.measured.trainingRows.flow} | ${manifest.measured.heldOutRows.flow} |`,
  )
})

describe('loading refuses', () => {
  async function rewrite(change: (manifest: Manifest) => unknown): Promise<void> {
    await writeFile(join(dir, 'manifest.json'), JSON.stringify(change(structuredClone(generation.manifest))))
  }
  async function refusal(used = catalogue): Promise<string> {
    const error: unknown = await loadGeneration(dir, used).catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(GenerationError)
    return error instanceof Error ? error.message : ''
  }

  test('an altered file', async () => {
    const bytes = Buffer.from(generation.files['ensemble.onnx'])
    bytes[1000] = (bytes[1000] ?? 0) ^ 1
    await writeFile(join(dir, 'ensemble.onnx'), bytes)
    expect(await refusal()).toMatch(/ensemble\.onnx is not the file the manifest describes .* Restore/)
  })

  test.each(['manifest.json', 'ensemble.onnx'])('a missing %s', async (name) => {
    await rm(join(dir, name))
    const message = await refusal()
    expect(message).toContain(`${name} cannot be read`)
    expect(message).toContain('Restore')
  })

  test('a manifest that is not JSON', async () => {
    await writeFile(join(dir, 'manifest.json'), '{"formatVersion": 2,')
    expect(await refusal()).toMatch(/not valid JSON/)
  })

  test('a manifest with a field missing', async () => {
    await rewrite(({ seed: _seed, ...rest }) => rest)
    expect(await refusal()).toMatch(/not a valid manifest: seed/)
  })

  test('a newer manifest', async () => {
    await rewrite((manifest) => ({ ...manifest, formatVersion: 3, calibration: 'different' }))
    expect(await refusal()).toMatch(/format version 3; .* reads 2.*Update Sonic/)
  })

  test('an older manifest, of the time of two model files', async () => {
    await rewrite((manifest) => ({ ...manifest, formatVersion: 1 }))
    expect(await refusal()).toMatch(/format version 1, from before .* reads 2. Train a new generation/)
  })

  test('other features, units or order', async () => {
    const renamed = features.map((feature, i) => (i === 3 ? { ...feature, name: 'other' } : feature))
    const message = await refusal({ ...catalogue, features: renamed })
    expect(message).toContain('column 4 is feature_3 (count) in the model and other (count) here')
    expect(message).toContain('Train a new generation')
    const rescaled = features.map((feature, i) => (i === 0 ? { ...feature, unit: 'ms' } : feature))
    expect(await refusal({ ...catalogue, features: rescaled })).toContain('feature_0 (ms) here')
    expect(await refusal({ ...catalogue, features: features.slice(1) })).toContain('column 1')
    const longer = [...features, ...features.slice(0, 1)]
    expect(await refusal({ ...catalogue, features: longer })).toContain('column 55 is nothing in the model')
  })

  test('another vocabulary', async () => {
    const message = await refusal({ ...catalogue, vocabulary: [...VOCABULARY.slice(0, 39), 'else'] })
    expect(message).toContain('token 39 is token-39 in the model and else here')
    expect(await refusal({ ...catalogue, vocabulary: [...VOCABULARY, 'more'] })).toContain(
      '(40 and 41 tokens)',
    )
  })

  test('medians that do not fit the features', async () => {
    await rewrite((manifest) => ({ ...manifest, medians: [1] }))
    expect(await refusal()).toContain('1 medians for 54 features')
  })
})
