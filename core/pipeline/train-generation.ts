import { ActAssembler } from '../enrich/act-assembler.ts'
import { openAsn } from '../enrich/asn.ts'
import { openGeo } from '../enrich/geo.ts'
import type { Act } from '../event/act.ts'
import { Featuriser } from '../features/featuriser.ts'
import type { FeatureBatch } from '../features/feature.ts'
import type { Generation } from '../models/manifest.ts'
import { trainOnWorker } from '../models/train-on-worker.ts'
import { InputFiles } from './input-files.ts'
import { holdMs } from './hold.ts'
import type { ImportJob } from './messages.ts'
import { readActs } from './read-acts.ts'
import { LocalReading } from './reading/local-reading.ts'
import { readFiles } from './reading/read-files.ts'
import { createTrainingSet } from './training-set.ts'

/** The logs of one organisation. */
type TrainingLogs = Omit<ImportJob, 'id'>

export interface TrainGenerationOptions {
  seed: number
  /** Epoch ms, part of the generation's name. */
  created: number
  /** What the logs are, for the model card; by default it is told from their extent. */
  description?: string
  /** What the logs are called in that telling, instead of their paths. */
  called?: string
  /** Acts for which it is false teach neither the baselines nor the models. */
  teaches?: (act: Act) => boolean
  signal?: AbortSignal
  onStep: (step: TrainingStep) => void
}

interface TrainingStep {
  /** What is being done now, for a person. */
  step: string
  /** 0..1, by whole percents; undefined when the step begins, and where nobody knows how far it is. */
  share: number | undefined
}

export interface TrainedGeneration {
  generation: Generation
  counts: TrainingCounts
  /** Files that could not be read, or not to their end, each a sentence that begins with the path. */
  unread: string[]
}

export interface TrainingCounts {
  acts: number
  /** Acts that the models learned from: all but the first fifth, bursts of failures and what was withheld. */
  teaching: number
  /** Acts that `teaches` was false for. */
  withheld: number
  /** Whether there were more acts than are read. */
  cut: boolean
}

/** Acts that are kept at most; what comes after them does not teach. Bounds memory. */
export const maxActs = 300_000

interface History {
  batches: FeatureBatch[]
  acts: number
  withheld: number
  cut: boolean
  unread: string[]
}

/**
 * Trains an ensemble on captured logs of normal traffic, of one or several organisations.
 * @throws Error when nothing can be read or the signal aborts, RangeError when there is too little to learn from
 */
export async function trainGeneration(
  organisations: readonly TrainingLogs[],
  options: TrainGenerationOptions,
): Promise<TrainedGeneration> {
  const { seed, created, signal, teaches, onStep } = options
  const histories: History[] = []
  for (const organisation of organisations)
    histories.push(await readHistory(organisation, Math.floor(maxActs / organisations.length), options))
  const acts = histories.reduce((sum, history) => sum + history.acts, 0)
  const data = createTrainingSet(
    histories.map(({ batches }) => batches),
    teaches,
  )
  onStep({ step: `training on ${data.count} of ${acts} acts`, share: undefined })
  const paths = organisations.flatMap((organisation) => organisation.paths)
  const description = options.description ?? `${acts} acts of ${options.called ?? paths.join(', ')}`
  return {
    generation: await trainOnWorker(data, { seed, created, description }, signal),
    counts: {
      acts,
      teaching: data.count,
      withheld: histories.reduce((sum, { withheld }) => sum + withheld, 0),
      cut: histories.some(({ cut }) => cut),
    },
    unread: histories.flatMap(({ unread }) => unread),
  }
}

async function readHistory(
  logs: TrainingLogs,
  most: number,
  { onStep, teaches = () => true, signal = new AbortController().signal }: TrainGenerationOptions,
): Promise<History> {
  const [geo, asn, files] = await Promise.all([
    openGeo(),
    openAsn(),
    InputFiles.open({ id: 'train', ...logs }),
  ])
  if (files.problem !== undefined) throw new Error(files.problem)
  const step =
    logs.paths.length === 1 ? `reading ${logs.paths[0] ?? ''}` : `reading ${logs.paths.length} files`
  onStep({ step, share: undefined })
  let percent = 0
  const featuriser = new Featuriser({ holdMs })
  const history: History = { batches: [], acts: 0, withheld: 0, cut: false, unread: [] }
  const { batches, reports } = readFiles(files.sources, logs, signal)
  const reading = new LocalReading({ batches })
  for await (const { acts, counts } of readActs(reading, new ActAssembler({ geo, asn }))) {
    signal.throwIfAborted()
    if (history.acts >= most && acts.length > 0) {
      history.cut = true
      break
    }
    history.acts += acts.length
    history.withheld += acts.filter((act) => !teaches(act)).length
    for (let from = 0; from < acts.length;) {
      const part = acts.slice(from, from + featuriser.reach(acts.slice(from)))
      history.batches.push(featuriser.featurise(part))
      const lessons = part.filter(({ kind }) => kind !== 'notice')
      featuriser.judge(lessons.map((act) => (teaches(act) ? 'all' : 'nothing')))
      from += part.length
    }
    const read = Math.floor((100 * counts.bytesRead) / Math.max(1, files.bytesTotal))
    if (read <= percent) continue
    percent = read
    onStep({ step, share: Math.min(1, percent / 100) })
  }
  signal.throwIfAborted()
  history.unread = files.reports(reports()).flatMap(({ error }) => error ?? [])
  if (history.acts === 0) {
    const reasons = history.unread.join('; ') || 'their records tell of no sign-ins, sessions or connections'
    throw new Error(`Nothing to learn from in ${logs.paths.join(', ')}: ${reasons}.`)
  }
  return history
}
