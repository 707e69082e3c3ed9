import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { errorMessage } from '../event/error-message.ts'
import { personName } from '../host/person.ts'
import { dataFolder, resources } from '../host/resources.ts'
import type { ImportReport, QuarantineReport } from '../ingest/import-report.ts'
import { readConditions } from '../pipeline/choose-generation.ts'
import { runImport } from '../pipeline/import.ts'
import { readTopRisk } from '../store/risk.ts'
import type { Store } from '../store/store.ts'
import { addRules } from '../store/suppression.ts'
import { translateError } from '../store/workspace-error.ts'
import { onInterruption } from './interruption.ts'
import { prepareFolder } from './outputs.ts'
import type { Kept, Results } from './kept-results.ts'
import { openResults } from './results.ts'
import { describeGroup, describeSource } from './describe-source.ts'
import { ProgressLine } from './progress-line.ts'
import { readBudget, readMoment, readReading } from './read-options.ts'
import { readRulesFile } from './rules-file.ts'
import { print, printJson, tell } from './print.ts'

const optionsSchema = z.object({
  out: z.string(),
  format: z.string().optional(),
  map: z.string().optional(),
  zone: z.string().optional(),
  year: z.string().optional(),
  workspace: z.string().optional(),
  rules: z.string().optional(),
  json: z.boolean().optional(),
  budget: z.string().optional(),
  asOf: z.string().optional(),
})

/**
 * `sonic analyze`: captured input in, incidents.json, alerts.ndjson, import.json and report.html out.
 * @returns 0 when all input was read, 1 when something failed; what was analysed before is written all the same
 */
export async function analyze(paths: string[], given: unknown): Promise<number> {
  const cancel = new AbortController()
  // Before anything is made that an early end would leave half done.
  const ignore = onInterruption(() => cancel.abort())
  return run(paths, optionsSchema.parse(given), cancel.signal).finally(ignore)
}

async function run(
  paths: string[],
  options: z.infer<typeof optionsSchema>,
  signal: AbortSignal,
): Promise<number> {
  const reading = await readReading(options)
  const budget = readBudget(options.budget)
  const asOf = options.asOf === undefined ? undefined : readMoment(options.asOf)
  const rules = options.rules === undefined ? [] : readRulesFile(options.rules)
  await prepareFolder(options.out)
  const conditions = await readConditions(dataFolder(), resources.models)
  const results = openResults(options.out, options.workspace && resolve(options.workspace))
  try {
    if (results.hasEarlier) refuseMissing(paths, options.out)
    const { store } = results
    const taken = addRules(store, rules, { who: personName(), now: Date.now() })
    for (const { reason } of taken.expired)
      tell(`A rule of ${options.rules} has expired and hides nothing: ${reason}`)
    const line = new ProgressLine(process.stderr)
    const report = await runImport(
      { id: randomUUID(), paths, ...reading },
      {
        store,
        ...conditions,
        settings: { ...conditions.settings, ...budget },
        modelsDir: resources.models,
        asOf,
        isAlone: options.workspace === undefined,
        signal,
        onProgress: (progress) => line.show(progress),
        onCommit: () => {},
      },
    )
    line.end()
    tellReading(report)
    const kept = await keep(results, report, options.out)
    if (kept) tellFindings(kept, { json: options.json ?? false, store: results.store })
    if (kept === undefined || resolve(kept.folder) !== resolve(options.out)) tell(earlierStays(options.out))
    return report.state === 'done' &&
      report.sources.every((source) => source.error === undefined || source.skipped)
      ? 0
      : 1
  } catch (error) {
    throw translateError(error, results.store.path)
  } finally {
    results.close()
  }
}

/** Before hours of work rather than after them. @throws Error */
function refuseMissing(paths: readonly string[], out: string): void {
  const missing = paths.find((path) => path !== '-' && !existsSync(path))
  if (missing === undefined) return
  throw new Error(
    `${missing} does not exist: check the spelling. The earlier results in ${out} stay as they were.`,
  )
}

/** @throws Error that says what is kept, and where, when the outputs could not be written */
async function keep(results: Results, report: ImportReport, out: string): Promise<Kept | undefined> {
  try {
    return await results.keep(report)
  } catch (error) {
    const { path } = results.store
    const what = report.state === 'done' ? 'The results are' : 'What was committed until then is'
    const isBeside = results.hasEarlier && resolve(dirname(path)) !== resolve(out)
    throw new Error(
      `${errorMessage(error)} Free some space or choose another folder with --out. ${what} kept in ${path}: ` +
        `sonic serve --workspace ${path}${isBeside ? `. ${earlierStays(out)}` : ''}`,
      { cause: error },
    )
  }
}

function earlierStays(out: string): string {
  return `The earlier results in ${out} stay as they were.`
}

function tellReading(report: ImportReport): void {
  for (const source of report.sources) tell(describeSource(source))
  for (const group of report.otherSources ?? []) tell(describeGroup(group))
  if (report.error) tell(`sonic: ${report.error}`)
  for (const { started } of report.replaced)
    tell(`Opened before on ${new Date(started).toISOString()}: that import was replaced.`)
  for (const notice of report.notices ?? []) tell(notice)
  tell(report.learning.explanation)
  const { suppressed = 0 } = report.totals
  if (suppressed > 0) tell(`Rules hide ${suppressed} alerts: they are marked in alerts.ndjson.`)
}

function tellFindings({ report, folder }: Kept, { json, store }: { json: boolean; store: Store }): void {
  if (report.quarantine) tell(describeQuarantine(report.quarantine))
  if (report.state !== 'done' && report.totals.lines > 0) tell(`What was found until then is in ${folder}.`)
  const incidents = store.incidents()
  if (json) {
    const { id, state, totals, timeRange, speed } = report
    printJson({ id, state, totals, timeRange, speed, out: folder }, 0)
    return
  }
  for (const incident of incidents.slice(0, 20)) {
    print(`${incident.severity.padEnd(8)} ${incident.score.toFixed(0).padStart(3)}  ${incident.title}`)
  }
  const risks = readTopRisk(store).slice(0, 5)
  if (risks.length > 0)
    print(`Highest risk: ${risks.map(({ entity, score }) => `${entity} ${score.toFixed(0)}`).join(', ')}.`)
  const { totals, speed, coverage } = report
  const count = (state: string): number => coverage.filter((scenario) => scenario.state === state).length
  print(
    `Of ${coverage.length} attack scenarios this data shows ${count('seen')}, ${count('partly')} in part, and ` +
      `${count('blind')} not; import.json says why.`,
  )
  print(
    `${incidents.length} incidents from ${totals.alerts} alerts${totals.repeats ? ` and ${totals.repeats.toLocaleString('en-US')} more like them` : ''} in ${totals.lines.toLocaleString('en-US')} lines ` +
      `(${speed.seconds.toFixed(1)} s, ${Math.round(speed.linesPerSecond).toLocaleString('en-US')} lines/s). ` +
      `Report: ${join(folder, 'report.html')}`,
  )
}

function describeQuarantine({ path, records, left, error }: QuarantineReport): string {
  if (left === 0) return `All ${records} rejected lines: ${path}`
  return `${records} of ${records + left} rejected lines: ${path} (${error ?? 'there is no room for more in it'})`
}
