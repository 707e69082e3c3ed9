import { ActAssembler } from '../enrich/act-assembler.ts'
import { openAsn } from '../enrich/asn.ts'
import { openGeo } from '../enrich/geo.ts'
import { Featuriser } from '../features/featuriser.ts'
import type { FeatureBatch } from '../features/feature.ts'
import type { Generation } from '../models/manifest.ts'
import { trainOnWorker } from '../models/train-on-worker.ts'
import { ActReader } from './act-reader.ts'
import { holdMs } from './hold.ts'
import type { ImportJob } from './messages.ts'
import { StageClock } from './stage-clock.ts'
import { createTrainingSet } from './training-set.ts'

export interface TrainGenerationOptions {
  seed: number
  /** Epoch ms, part of the generation's name. */
  created: number
  /** What the logs are, for the model card; by default it is told from their extent. */
  description?: string
  onStep: (step: string) => void
}

/** Acts that are kept at most; what comes after them does not teach. Bounds memory. */
const maxActs = 300_000

/**
 * Trains an ensemble on captured logs of normal traffic, of one or several organisations.
 * @throws Error when nothing can be read, RangeError when there is too little to learn from
 */
export async function trainGeneration(
  organisations: readonly Pick<ImportJob, 'paths' | 'format'>[],
  options: TrainGenerationOptions,
): Promise<Generation> {
  const histories: FeatureBatch[][] = []
  for (const organisation of organisations) {
    options.onStep(`reading ${organisation.paths.join(', ')}`)
    histories.push(await readHistory(organisation, Math.floor(maxActs / organisations.length)))
  }
  const count = histories.flat().reduce((sum, batch) => sum + batch.acts.length, 0)
  options.onStep(`training on ${count} acts`)
  return trainOnWorker(createTrainingSet(histories), {
    seed: options.seed,
    created: options.created,
    description:
      options.description ?? `${count} acts of ${organisations.flatMap(({ paths }) => paths).join(', ')}`,
  })
}

async function readHistory(
  organisation: Pick<ImportJob, 'paths' | 'format'>,
  most: number,
): Promise<FeatureBatch[]> {
  const [geo, asn, reader] = await Promise.all([
    openGeo(),
    openAsn(),
    ActReader.open({ id: 'train', ...organisation }, new AbortController().signal),
  ])
  if (reader.problem !== undefined) throw new Error(reader.problem)
  const featuriser = new Featuriser({ holdMs })
  const batches: FeatureBatch[] = []
  let count = 0
  for await (const acts of reader.acts(new ActAssembler({ geo, asn }), new StageClock())) {
    if (count >= most) break
    if (acts.length > 0) batches.push(featuriser.featurise(acts))
    count += acts.length
  }
  const [failed] = reader.reports().flatMap((source) => source.error ?? [])
  if (failed !== undefined) throw new Error(failed)
  return batches
}
