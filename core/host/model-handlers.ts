import type { AppInfo, GenerationSummary, ModelShelf } from '../contract/index.ts'
import type { ShelvedGeneration } from '../models/generation-shelf.ts'
import { testProviders } from '../models/providers.ts'
import { readManifest } from '../models/registry.ts'
import { chooseGeneration, openShelf, readConditions } from '../pipeline/choose-generation.ts'
import type { TrainingRunner } from '../pipeline/training-runner.ts'
import { readSettings, writeSettings } from '../settings/settings-file.ts'
import type { Handlers } from './handlers.ts'

export interface ModelPlaces {
  /** Folder of the analyst's own generations and settings. */
  dataDir: string
  /** Folder of the shipped generation. */
  modelsDir: string
}

type ModelRequest = Extract<keyof Handlers, `${'models' | 'training' | 'settings' | 'providers'}.${string}`>

/** The part of the contract that is about generations, training and settings. */
export function modelHandlers(
  { dataDir, modelsDir }: ModelPlaces,
  training: TrainingRunner,
  onChange: (table: 'models' | 'settings') => Promise<void>,
): Pick<Handlers, ModelRequest> {
  const shelf = openShelf(dataDir, modelsDir)
  return {
    'models.list': () => listModels(shelf),
    'models.activate': async ({ name }) => {
      await shelf.activate(name)
      await onChange('models')
    },
    'models.rollBack': async () => {
      await shelf.rollBack()
      await onChange('models')
    },
    'models.remove': async ({ name }) => {
      await shelf.remove(name)
      await onChange('models')
    },
    'training.start': () => ({ id: training.start() }),
    'training.cancel': ({ id }) => training.cancel(id),
    'training.status': () => training.status(),
    'settings.get': () => readSettings(dataDir),
    'settings.set': async (change) => {
      await writeSettings(dataDir, change)
      await onChange('settings')
    },
    'providers.test': async () => {
      const { generation } = await chooseGeneration(modelsDir, await readConditions(dataDir, modelsDir))
      return testProviders(generation)
    },
  }
}

/** What the active generation says of itself; whether it can be trusted is checked when it is loaded for scoring. */
export async function describeActive({ dataDir, modelsDir }: ModelPlaces): Promise<AppInfo['model']> {
  const { dir } = await openShelf(dataDir, modelsDir).active()
  const manifest = await readManifest(dir).catch(() => readManifest(modelsDir).catch(() => undefined))
  if (!manifest) return undefined
  const { generation, created, features } = manifest
  return { generation, created, features: features.length }
}

async function listModels(shelf: ReturnType<typeof openShelf>): Promise<ModelShelf> {
  const { generations, previous, notice } = await shelf.list()
  return { dir: shelf.dir, generations: generations.map(summarise), previous, notice }
}

function summarise({ name, isActive, problem, manifest }: ShelvedGeneration): GenerationSummary {
  if (!manifest) return { name, isActive, problem, about: undefined }
  const { generation, created, seed, description, features, measured, files } = manifest
  return {
    name,
    isActive,
    problem,
    about: {
      generation,
      created: Date.parse(created),
      seed,
      description,
      features: features.length,
      trainingRows: measured.trainingRows,
      heldOutRows: measured.heldOutRows,
      falseAlarmsAt1Percent: measured.falseAlarms.at1Percent,
      files: Object.entries(files).map(([file, { bytes, sha256 }]) => ({ name: file, bytes, sha256 })),
    },
  }
}
