import { catalogue } from '../features/catalogue.ts'
import { vocabulary } from '../features/tokens.ts'
import { resources } from '../host/resources.ts'
import { loadGeneration } from '../models/registry.ts'

/** `sonic models`: what a generation is, after its hashes and its feature list were checked. */
export async function showModels(
  dir: string = resources.models,
  options: { json?: boolean },
): Promise<number> {
  const { manifest } = await loadGeneration(dir, { features: catalogue, vocabulary })
  if (options.json) {
    process.stdout.write(`${JSON.stringify(manifest, undefined, 2)}\n`)
    return 0
  }
  const { generation, created, seed, description, features, files } = manifest
  process.stdout.write(
    `${generation}, made ${created} with seed ${seed}: ${description}\n${features.length} features\n` +
      Object.entries(files)
        .map(([name, { bytes, sha256 }]) => `${name}  ${bytes} bytes  SHA-256 ${sha256}  verified\n`)
        .join(''),
  )
  return 0
}
