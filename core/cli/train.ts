import { resolve } from 'node:path'
import { dataFolder, defaultWorkspace, resources } from '../host/resources.ts'
import { writeGeneration } from '../models/registry.ts'
import { openShelf } from '../pipeline/choose-generation.ts'
import { maxActs, trainGeneration, type TrainedGeneration } from '../pipeline/train-generation.ts'
import { trainOnHistory } from '../pipeline/train-on-history.ts'
import { onInterruption } from './interruption.ts'
import { assertWorkspace, withWorkspace } from './open-workspace.ts'
import { prepareFolder } from './outputs.ts'
import { readReading, type ReadingTexts } from './read-options.ts'
import { UsageError } from './usage-error.ts'
import { print, printJson, tell } from './print.ts'

export interface TrainOptions extends ReadingTexts {
  out?: string
  activate?: boolean
  json?: boolean
  seed: number
  workspace?: string
}

/**
 * `sonic train`: logs of normal traffic in, a generation (models, manifest, model card) out; without logs, what the
 * workspace has imported teaches.
 */
export async function train(paths: string[], options: TrainOptions): Promise<number> {
  const reading = await readReading(options)
  const { out, seed } = options
  check(paths, options)
  const shelf = openShelf(dataFolder(), resources.models)
  if (out !== undefined) await prepareFolder(out)
  if (out === undefined || options.activate) await prepareFolder(shelf.dir)
  const begun = performance.now()
  const cancel = new AbortController()
  const ignore = onInterruption(() =>
    cancel.abort(new Error('The training was cancelled: nothing was written.')),
  )
  const common = { seed, created: Date.now(), signal: cancel.signal, onStep: say }
  const trained = await (
    paths.length > 0 ? trainGeneration([{ paths, ...reading }], common) : onWorkspace(options, common)
  ).finally(ignore)
  const name = trained.generation.manifest.generation
  const where = out ?? resolve(shelf.dir, name)
  if (out !== undefined) await writeGeneration(out, trained.generation)
  if (out === undefined || options.activate) await shelf.add(trained.generation)
  if (options.activate) await shelf.activate(name)
  const seconds = Number(((performance.now() - begun) / 1000).toFixed(1))
  if (options.json) {
    const { counts, unread } = trained
    const outcome = {
      generation: name,
      dir: where,
      active: options.activate ?? false,
      seconds,
      ...counts,
      unread,
    }
    printJson(outcome)
    return 0
  }
  tell(describe(trained))
  print([`Generation ${name} is in ${where} (${seconds.toFixed(1)} s).`, nextStep(name, options)])
  return 0
}

function check(paths: readonly string[], options: TrainOptions): void {
  const { out, workspace } = options
  if (out !== undefined && resolve(out) === resources.models)
    throw new UsageError(
      'The shipped models are made by: npm run train:shipped. Choose another folder with --out.',
    )
  if (paths.length > 0 && workspace !== undefined)
    throw new UsageError('Name files to train on or a --workspace whose history teaches, not both.')
  if (paths.length === 0) assertWorkspace(workspace ?? defaultWorkspace())
  const told = (['format', 'map', 'zone', 'year'] as const).find((name) => options[name] !== undefined)
  if (paths.length === 0 && told !== undefined)
    throw new UsageError(
      `--${told} tells how named files are read; the files of a workspace are read as they were then.`,
    )
}

function onWorkspace(
  { workspace = defaultWorkspace() }: TrainOptions,
  common: Parameters<typeof trainOnHistory>[1],
): Promise<TrainedGeneration> {
  return withWorkspace(workspace, (store) => trainOnHistory(store, common))
}

function say({ step, share }: { step: string; share: number | undefined }): void {
  if (share === undefined) tell(step)
}

function describe({ counts, unread }: TrainedGeneration): string[] {
  const number = (count: number) => count.toLocaleString('en-US')
  const lines = unread.map((sentence) => `left out: ${sentence}`)
  if (counts.withheld > 0)
    lines.push(`left out: ${number(counts.withheld)} acts behind alerts of medium or higher severity`)
  if (counts.cut) lines.push(`left out: what came after the first ${number(maxActs)} acts`)
  lines.push(
    `learned from ${number(counts.teaching)} of ${number(counts.acts)} acts (not from the first fifth, nor from bursts of failures)`,
  )
  return lines
}

function nextStep(name: string, { out, activate }: TrainOptions): string {
  if (activate) return 'Imports use it from now on.'
  return `To use it: sonic models ${out === undefined ? `activate ${name}` : `add ${out}`}`
}
