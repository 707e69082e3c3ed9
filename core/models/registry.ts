import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { errorMessage } from '../event/error-message.ts'
import { replaceFiles } from '../settings/replace-file.ts'
import { FORMAT_VERSION, manifestSchema, modelFiles } from './manifest.ts'
import type { Catalogue, Generation, Manifest, ModelFile } from './manifest.ts'
import { modelCard } from './model-card.ts'

/** A generation folder that must not be used. The message says what is wrong, why that matters and what to do. */
export class GenerationError extends Error {
  override readonly name = 'GenerationError'
}

const RETRAIN = 'Train a new generation with this version of Sonic.'
const RESTORE = 'Restore the folder from where it came from, or train a new generation.'

/**
 * Writes `ensemble.onnx`, the model card `README.md` and, last, `manifest.json` into `dir`, which is made where needed. Where one of them cannot be written, all are as they were before. A crash in between leaves a folder that `loadGeneration` refuses.
 */
export async function writeGeneration(dir: string, { manifest, files }: Generation): Promise<void> {
  await replaceFiles([
    ...modelFiles.map((name) => [join(dir, name), files[name]] as const),
    [join(dir, 'README.md'), modelCard(manifest)],
    [join(dir, 'manifest.json'), `${JSON.stringify(manifest)}\n`],
  ])
}

/**
 * Reads a generation folder and checks it against its own hashes and against what this program computes.
 *
 * @throws GenerationError when a file is missing or altered, the manifest is unreadable or of another format version, or
 * features or vocabulary differ.
 */
export async function loadGeneration(dir: string, catalogue: Catalogue): Promise<Generation> {
  const manifest = await readManifest(dir)
  checkFeatures(dir, manifest, catalogue)
  checkVocabulary(dir, manifest, catalogue)
  return { manifest, files: { 'ensemble.onnx': await readChecked(dir, 'ensemble.onnx', manifest) } }
}

/**
 * Reads a generation that is kept elsewhere than in a folder, with the same checks.
 * @param name says where it is, for messages
 * @throws GenerationError
 */
export function parseGeneration(
  name: string,
  { manifest: text, model }: { manifest: string; model: Uint8Array },
  catalogue: Catalogue,
): Generation {
  const manifest = parseManifest(name, text)
  checkFeatures(name, manifest, catalogue)
  checkVocabulary(name, manifest, catalogue)
  return { manifest, files: { 'ensemble.onnx': checked(name, 'ensemble.onnx', { manifest, bytes: model }) } }
}

/**
 * What a generation says of itself; neither its files nor its features are checked.
 * @throws GenerationError when the manifest is missing, unreadable or newer than this program
 */
export async function readManifest(dir: string): Promise<Manifest> {
  return parseManifest(dir, (await read(dir, 'manifest.json')).toString('utf8'))
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function parseManifest(dir: string, text: string): Manifest {
  const path = join(dir, 'manifest.json')
  const json = parseJson(path, text)
  const version = z.object({ formatVersion: z.number() }).safeParse(json)
  if (version.success && version.data.formatVersion > FORMAT_VERSION) {
    throw new GenerationError(
      `${path} has format version ${version.data.formatVersion}; this version of Sonic reads ${FORMAT_VERSION}. ` +
        'It was written by a newer Sonic. Update Sonic, or train a new generation with this one.',
    )
  }
  if (version.success && version.data.formatVersion < FORMAT_VERSION) {
    throw new GenerationError(
      `${path} has format version ${version.data.formatVersion}, from before all four detectors shared one model file; this ` +
        `version of Sonic reads ${FORMAT_VERSION}. ${RETRAIN}`,
    )
  }
  const manifest = manifestSchema.safeParse(json)
  if (manifest.success) return manifest.data
  const issue = manifest.error.issues[0]
  throw new GenerationError(
    `${path} is not a valid manifest: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}. ` +
      `Scores could not be trusted. ${RESTORE}`,
  )
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new GenerationError(
      `${path} is not valid JSON, so the model cannot be identified. It may have been cut off while copying. ${RESTORE}`,
      { cause: error },
    )
  }
}

function checkFeatures(dir: string, manifest: Manifest, { features }: Catalogue): void {
  const describe = (feature: { name: string; unit: string } | undefined) =>
    feature ? `${feature.name} (${feature.unit})` : 'nothing'
  for (let i = 0; i < Math.max(manifest.features.length, features.length); i++) {
    const trained = describe(manifest.features[i])
    const computed = describe(features[i])
    if (trained === computed) continue
    throw new GenerationError(
      `The model in ${dir} was trained on other features: column ${i + 1} is ${trained} in the model and ${computed} ` +
        `here. Its scores would be meaningless. ${RETRAIN}`,
    )
  }
  if (manifest.medians.length !== manifest.features.length) {
    throw new GenerationError(
      `${join(dir, 'manifest.json')} has ${manifest.medians.length} medians for ${manifest.features.length} features, ` +
        `so explanations would be wrong. ${RESTORE}`,
    )
  }
}

function checkVocabulary(dir: string, manifest: Manifest, { vocabulary }: Catalogue): void {
  const trained = manifest.vocabulary
  const same = trained.length === vocabulary.length && trained.every((word, i) => word === vocabulary[i])
  if (same) return
  const index = trained.findIndex((word, i) => word !== vocabulary[i])
  const where = index < 0 ? trained.length : index
  throw new GenerationError(
    `The model in ${dir} was trained on another vocabulary: token ${where} is ${trained[where] ?? 'nothing'} in the model ` +
      `and ${vocabulary[where] ?? 'nothing'} here (${trained.length} and ${vocabulary.length} tokens). ` +
      `Sequences would be misread. ${RETRAIN}`,
  )
}

async function readChecked(dir: string, name: ModelFile, manifest: Manifest): Promise<Uint8Array> {
  return checked(dir, name, { manifest, bytes: await read(dir, name) })
}

function checked(
  dir: string,
  name: ModelFile,
  { manifest, bytes }: { manifest: Manifest; bytes: Uint8Array },
): Uint8Array {
  const { sha256: expected } = manifest.files[name]
  const actual = sha256(bytes)
  if (actual === expected) return bytes
  throw new GenerationError(
    `${join(dir, name)} is not the file the manifest describes (SHA-256 ${actual.slice(0, 12)}…, expected ` +
      `${expected.slice(0, 12)}…). It was altered or belongs to another generation. ${RESTORE}`,
  )
}

async function read(dir: string, name: string): Promise<Buffer> {
  try {
    return await readFile(join(dir, name))
  } catch (error) {
    throw new GenerationError(
      `${join(dir, name)} cannot be read (${errorMessage(error)}). ` +
        `A generation needs manifest.json, ${modelFiles.join(' and ')}. ${RESTORE}`,
      { cause: error },
    )
  }
}
