import { resources } from '../host/resources.ts'
import { writeGeneration } from '../models/registry.ts'
import { trainGeneration } from '../pipeline/train-generation.ts'
import { prepareFolder } from './outputs.ts'
import { readFormat } from './read-options.ts'
import { UsageError } from './usage-error.ts'

/** `sonic train`: logs of normal traffic in, a generation (models, manifest, model card) out. */
export async function train(
  paths: string[],
  options: { out: string; seed: number; format?: string },
): Promise<number> {
  const format = readFormat(options.format)
  if (options.out === resources.models) {
    throw new UsageError(
      'The shipped models are made by: npm run train:shipped. Choose another folder with --out.',
    )
  }
  await prepareFolder(options.out)
  const begun = performance.now()
  const generation = await trainGeneration([{ paths, format }], {
    seed: options.seed,
    created: Date.now(),
    onStep: (step) => process.stderr.write(`${step}\n`),
  })
  await writeGeneration(options.out, generation)
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  process.stdout.write(`Generation ${generation.manifest.generation} is in ${options.out} (${seconds} s).\n`)
  return 0
}
