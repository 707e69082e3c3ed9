import { mkdtemp, readFile, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Alert } from '../detect/alert.ts'
import { errorMessage } from '../event/error-message.ts'
import { evaluate as measure } from '../evaluate/evaluate.ts'
import type { MeasuredAlert } from '../evaluate/evaluate.ts'
import type { Evaluation } from '../evaluate/evaluation.ts'
import { AttackLines, labelsSchema } from '../evaluate/labels.ts'
import type { Labels } from '../evaluate/labels.ts'
import { evaluationPage } from '../evaluate/page.ts'
import { ScoredActs } from '../evaluate/scored-acts.ts'
import { resources } from '../host/resources.ts'
import { visibleJson } from '../event/visible.ts'
import { readVersion } from '../host/version.ts'
import type { ImportReport } from '../ingest/import-report.ts'
import { listSources } from '../ingest/sources/list-sources.ts'
import { runImport } from '../pipeline/import.ts'
import { formatDuration } from '../report/format.ts'
import { defaultSettings, type Settings } from '../settings/settings.ts'
import { replaceFiles } from '../settings/replace-file.ts'
import { Store } from '../store/store.ts'
import { onInterruption } from './interruption.ts'
import { prepareFolder } from './outputs.ts'
import { ProgressLine } from './progress-line.ts'
import { readBudget, readReading, type ReadingTexts } from './read-options.ts'
import { UsageError } from './usage-error.ts'
import { print, tell } from './print.ts'

export interface EvaluateOptions extends ReadingTexts {
  labels: string
  out?: string
  json?: boolean
  budget?: string
}

/**
 * `sonic evaluate`: labelled logs in; how much of the attacks was found, and how early, out. The labels are parsed only
 * after all is scored; a labels file that lies among the logs is not read as one.
 */
export async function evaluate(paths: string[], options: EvaluateOptions): Promise<number> {
  const reading = await readReading(options)
  const settings = { ...defaultSettings, ...readBudget(options.budget) }
  const labelsPath = await realpath(options.labels).catch(() => {
    throw new UsageError(`${options.labels} cannot be opened: --labels names the labels.json of the logs.`)
  })
  if (!(await stat(labelsPath)).isFile())
    throw new UsageError(`${options.labels} is no file: --labels names the labels.json of the logs.`)
  if (options.out !== undefined) await prepareFolder(options.out)
  const logs = await logsWithout(labelsPath, paths)
  const acts = new ScoredActs()
  const alerts: MeasuredAlert[] = []
  const report = await importLogs({ id: 'evaluate', paths: logs, ...reading }, settings, acts, alerts)
  if (report.state === 'cancelled') throw new Error('The evaluation was cancelled: nothing was written.')
  if (report.state !== 'done') throw new Error(report.error ?? 'The logs could not be read to their end.')

  const labels = await readLabels(labelsPath, logs)
  const evaluation = measure(acts, alerts, labels)
  const { generation } = report.models
  const learning = report.learning.explanation
  const json = `${visibleJson({ generation, learning, ...evaluation }, 2)}\n`
  if (options.out !== undefined) {
    const page = evaluationPage(evaluation, { version: readVersion(), generation, learning })
    await replaceFiles([
      [join(options.out, 'evaluation.json'), json],
      [join(options.out, 'evaluation.html'), page],
    ])
  }
  tellUnseen(evaluation)
  if (options.json) process.stdout.write(json)
  else print(summary(evaluation, options.out))
  return 0
}

async function importLogs(
  job: Parameters<typeof runImport>[0],
  settings: Settings,
  acts: ScoredActs,
  found: MeasuredAlert[],
): Promise<ImportReport> {
  const folder = await mkdtemp(join(tmpdir(), 'sonic-evaluate-'))
  const store = new Store(join(folder, 'workspace.sqlite'))
  const line = new ProgressLine(process.stderr)
  const cancel = new AbortController()
  const ignore = onInterruption(() => cancel.abort())
  try {
    return await runImport(job, {
      store,
      modelsDir: resources.models,
      keepsEvents: false,
      settings,
      signal: cancel.signal,
      onProgress: (progress) => line.show(progress),
      onCommit: () => {},
      onScored: (batch, scores, alerts) => {
        acts.add(batch, scores)
        found.push(...alerts.map(({ time, score, events }: Alert) => ({ time, score, events })))
      },
    })
  } finally {
    line.end()
    ignore()
    store.close()
    await rm(folder, { recursive: true })
  }
}

/** The files to read, without the labels. */
async function logsWithout(labels: string, paths: readonly string[]): Promise<string[]> {
  const { sources, problems } = await listSources(paths)
  const [problem] = problems
  if (problem) throw new Error(problem.message)
  const real = await Promise.all(sources.map(({ path }) => realpath(path)))
  return sources.flatMap(({ path }, i) => (real[i] === labels ? [] : path))
}

async function readLabels(path: string, logs: readonly string[]): Promise<Labels> {
  const { data, error } = labelsSchema.safeParse(parseJson(path, await readFile(path, 'utf8')))
  if (!data) {
    const [issue] = error.issues
    const where = issue?.path.join('.') || 'the whole'
    throw new Error(
      `${path} holds no labels as sonic simulate writes them: ${where}: ${issue?.message ?? 'unknown'}.`,
    )
  }
  const missing = new AttackLines(data).missing(logs)
  if (missing.length > 0) {
    throw new Error(`${path} labels ${missing.join(', ')}, which is not among the logs: name its folder too.`)
  }
  return data
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`${path} holds no labels: it is not valid JSON (${errorMessage(error)}).`, {
      cause: error,
    })
  }
}

/** An attack of whose lines nothing was made cannot be found: most often the labels are those of other logs. */
function tellUnseen({ attacks }: Evaluation): void {
  const unseen = attacks.filter(({ acts, alerts }) => acts === 0 && alerts === 0)
  if (unseen.length === 0) return
  tell(
    `note: no sign-in, session or connection was read from the labelled lines of ${unseen.length} of ${attacks.length} attacks, ` +
      `so they count as missed: ${unseen.map(({ id }) => id).join(', ')}. Are the labels those of these logs?`,
  )
}

function summary({ data, falseAlertsPerDay, scenarios, detectors }: Evaluation, out?: string): string[] {
  const percent = (share: number) => (Number.isNaN(share) ? '–' : `${(100 * share).toFixed(1)} %`)
  const found = scenarios.reduce((sum, { caught }) => sum + caught, 0)
  const lines = [
    `${found} of ${data.attacks} attacks found; ${falseAlertsPerDay.value.toFixed(1)} false alerts a day.`,
    ...scenarios.map(({ scenario, attacks, caught, caughtAt, medianDelay }) => {
      const delay = medianDelay === null ? '' : `, after ${formatDuration(medianDelay)}`
      return `  ${scenario.padEnd(24)} ${caught} of ${attacks}, ${caughtAt[10]} at 10 alerts a day${delay}`
    }),
    'Acts ranked by      AUC-ROC  AUC-PR  found at 1 % and 5 % false (every attack counts the same)',
    ...Object.entries(detectors).map(([name, { balanced }]) => {
      const [roc, pr, at1, at5] = [balanced.aucRoc, balanced.aucPr, balanced.tprAt1, balanced.tprAt5].map(
        ({ value }) => percent(value).padStart(7),
      )
      return `  ${name.padEnd(16)} ${roc} ${pr} ${at1} ${at5}`
    }),
    ...(out === undefined ? [] : [`Page: ${join(out, 'evaluation.html')}`]),
  ]
  return lines
}
