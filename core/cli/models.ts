import { statSync } from 'node:fs'
import { catalogue } from '../features/catalogue.ts'
import { vocabulary } from '../features/tokens.ts'
import { dataFolder, resources } from '../host/resources.ts'
import { UnknownGenerationError } from '../models/generation-shelf.ts'
import type { GenerationShelf, ShelvedGeneration } from '../models/generation-shelf.ts'
import type { Manifest } from '../models/manifest.ts'
import { GenerationError, loadGeneration, readManifest } from '../models/registry.ts'
import { verifyGeneration } from '../models/verify-generation.ts'
import { openShelf } from '../pipeline/choose-generation.ts'
import { UsageError } from './usage-error.ts'
import { print, printJson, tell } from './print.ts'

interface Output {
  json?: boolean
}

const program = { features: catalogue, vocabulary }
const actions = ['list', 'show', 'verify', 'add', 'activate', 'rollback', 'remove'] as const

/**
 * `sonic models [ACTION] [NAME]`. Without an action all generations are listed; a folder in its place is shown.
 * @returns 1 where something that was to be verified cannot be used
 * @throws UsageError for an action or a generation there is not, or a name that is missing; GenerationError for what cannot
 * be done
 */
export async function models(
  given: string | undefined,
  name: string | undefined,
  output: Output,
): Promise<number> {
  try {
    return await perform(given, name, output)
  } catch (error) {
    throw error instanceof UnknownGenerationError ? new UsageError(error.message) : error
  }
}

async function perform(given: string | undefined, name: string | undefined, output: Output): Promise<number> {
  const shelf = openShelf(dataFolder(), resources.models)
  const action = given === undefined ? 'list' : actions.find((candidate) => candidate === given)
  if (name !== undefined && (action === 'list' || action === 'rollback'))
    throw new UsageError(
      `sonic models ${action} takes no name${action === 'rollback' ? ': to use one, sonic models activate NAME' : ''}.`,
    )
  switch (action) {
    case 'list':
      return list(shelf, output)
    case 'show':
      return show(shelf, needed(name, 'show'), output)
    case 'verify':
      return verify(shelf, name, output)
    case 'add': {
      const added = await add(shelf, needed(name, 'add'))
      return done({ added }, `${added} is on the shelf. To use it: sonic models activate ${added}`, output)
    }
    case 'activate':
      await shelf.activate(needed(name, 'activate'))
      return done({ active: name }, `Imports use ${name} from now on.`, output)
    case 'rollback': {
      const active = await shelf.rollBack()
      return done({ active }, `Back to ${active}: imports use it from now on.`, output)
    }
    case 'remove':
      await shelf.remove(needed(name, 'remove'))
      return done({ removed: name }, `${name} was deleted.`, output)
    case undefined:
      if (given !== undefined && isFolder(given)) return show(shelf, given, output)
      throw new UsageError(
        `"${given}" is neither a folder nor one of ${actions.join(', ')}: sonic models lists what there is.`,
      )
  }
}

async function list(shelf: GenerationShelf, { json }: Output): Promise<number> {
  const { generations, previous, notice } = await shelf.list()
  if (json) return asJson({ dir: shelf.dir, previous, notice, generations: generations.map(summary) })
  if (notice !== undefined) tell(notice)
  for (const generation of generations) print(describeListed(generation))
  tell(`* is active. Your own are kept in ${shelf.dir}.`)
  return 0
}

async function show(shelf: GenerationShelf, nameOrFolder: string, { json }: Output): Promise<number> {
  const found = isFolder(nameOrFolder) ? undefined : await shelf.find(nameOrFolder)
  if (found?.problem !== undefined) throw new Error(found.problem)
  const { manifest } = await load(found?.dir ?? nameOrFolder)
  if (json) return asJson(manifest)
  print(describe(manifest))
  return 0
}

/** One generation, by its name or its folder, or all: also whether their models open, which takes a moment each. */
async function verify(shelf: GenerationShelf, name: string | undefined, { json }: Output): Promise<number> {
  const checked: ShelvedGeneration[] = []
  for (const generation of await named(shelf, name))
    checked.push({ ...generation, problem: await verifyGeneration(generation.dir, program) })
  if (json) asJson(checked.map(summary))
  else
    for (const { name: each, problem } of checked)
      print(`${each}: ${problem ?? 'hashes and features are right, and the model opens'}`)
  return checked.some(({ problem }) => problem !== undefined) ? 1 : 0
}

async function named(shelf: GenerationShelf, name: string | undefined): Promise<ShelvedGeneration[]> {
  if (name === undefined) return (await shelf.list()).generations
  if (!isFolder(name)) return [await shelf.find(name)]
  const manifest = await readManifest(name).catch(() => undefined)
  return [{ name, dir: name, isActive: false, manifest, problem: undefined }]
}

/** @throws GenerationError for a folder that holds no generation, or one that cannot be used */
async function add(shelf: GenerationShelf, dir: string): Promise<string> {
  const problem = await verifyGeneration(dir, program)
  if (problem !== undefined) throw new GenerationError(problem)
  return shelf.add(await load(dir))
}

function load(dir: string) {
  return loadGeneration(dir, program)
}

function summary({ name, dir, isActive, manifest, problem }: ShelvedGeneration): object {
  const { generation, created, seed, description, files } = manifest ?? {}
  return {
    name,
    active: isActive,
    usable: problem === undefined,
    problem,
    generation,
    created,
    seed,
    description,
    files,
    dir,
  }
}

function describeListed({ name, isActive, manifest, problem }: ShelvedGeneration): string[] {
  const made = manifest ? `made ${manifest.created.slice(0, 10)}  ${manifest.description}` : ''
  const trouble = problem === undefined ? [] : [`    cannot be used: ${problem}`]
  return [`${isActive ? '*' : ' '} ${name.padEnd(20)} ${made}`, ...trouble]
}

function describe({ generation, created, seed, description, features, files }: Manifest): string[] {
  return [
    `${generation}, made ${created} with seed ${seed}: ${description}`,
    `${features.length} features`,
    ...Object.entries(files).map(
      ([name, { bytes, sha256 }]) => `${name}  ${bytes} bytes  SHA-256 ${sha256}  verified`,
    ),
  ]
}

function needed(name: string | undefined, action: string): string {
  if (name !== undefined) return name
  throw new UsageError(`sonic models ${action} needs the name of a generation: sonic models lists them.`)
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function done(result: object, sentence: string, { json }: Output): number {
  if (json) return asJson(result)
  print(sentence)
  return 0
}

function asJson(value: unknown): number {
  printJson(value)
  return 0
}
