import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { personName } from '../host/person.ts'
import { readVersion } from '../host/version.ts'
import { dataFolder, resources } from '../host/resources.ts'
import type { ImportReport } from '../ingest/import-report.ts'
import { clearQuarantine } from '../pipeline/quarantine.ts'
import { readConditions } from '../pipeline/choose-generation.ts'
import { runImport } from '../pipeline/run-import.ts'
import { readTopRisk } from '../store/risk.ts'
import { dropRules } from '../store/rules.ts'
import { Store } from '../store/store.ts'
import { addRules } from '../store/suppression.ts'
import { prepareFolder, writeOutputs } from './outputs.ts'
import { describeGroup, describeSource } from './describe-source.ts'
import { ProgressLine } from './progress-line.ts'
import { readBudget, readReading } from './read-options.ts'
import { readRulesFile } from './rules-file.ts'

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
})

/**
 * `sonic analyze`: captured input in, incidents.json, alerts.ndjson, import.json and report.html out.
 * @returns 0 when all input was read, 1 when something failed; what was analysed before is written all the same
 */
export async function analyze(paths: string[], given: unknown): Promise<number> {
  const options = optionsSchema.parse(given)
  const reading = await readReading(options)
  const budget = readBudget(options.budget)
  const rules = options.rules === undefined ? [] : readRulesFile(options.rules)
  await prepareFolder(options.out)
  const conditions = await readConditions(dataFolder(), resources.models)
  const store = new Store(resolve(options.workspace ?? join(options.out, 'workspace.sqlite')))
  const cancel = new AbortController()
  const stop = (): void => cancel.abort()
  process.once('SIGINT', stop)
  try {
    // A folder of results tells of one analysis; a workspace that was named collects.
    if (options.workspace === undefined) {
      store.clear()
      dropRules(store.connection)
      await clearQuarantine(store.path)
    }
    const taken = addRules(store.connection, rules, { who: personName(), now: Date.now() })
    for (const { reason } of taken.expired)
      process.stderr.write(`A rule of ${options.rules} has expired and hides nothing: ${reason}\n`)
    const line = new ProgressLine(process.stderr)
    const report = await runImport(
      { id: randomUUID(), paths, ...reading },
      {
        store,
        ...conditions,
        settings: { ...conditions.settings, ...budget },
        modelsDir: resources.models,
        signal: cancel.signal,
        onProgress: (progress) => line.show(progress),
        onCommit: () => {},
      },
    )
    line.end()
    await writeOutputs(options.out, store, report, readVersion())
    summarise(report, options.out, options.json ?? false, store)
    return report.state === 'done' &&
      report.sources.every((source) => source.error === undefined || source.skipped)
      ? 0
      : 1
  } finally {
    process.off('SIGINT', stop)
    store.close()
  }
}

function summarise(report: ImportReport, out: string, json: boolean, store: Store): void {
  for (const source of report.sources) process.stderr.write(describeSource(source))
  for (const group of report.otherSources ?? []) process.stderr.write(describeGroup(group))
  if (report.error) process.stderr.write(`sonic: ${report.error}\n`)
  for (const { started } of report.replaced)
    process.stderr.write(`Opened before on ${new Date(started).toISOString()}: that import was replaced.\n`)
  if (report.quarantine)
    process.stderr.write(`All ${report.quarantine.records} rejected lines: ${report.quarantine.path}\n`)
  for (const notice of report.notices ?? []) process.stderr.write(`${notice}\n`)
  process.stderr.write(`${report.learning.explanation}\n`)
  const { suppressed = 0 } = report.totals
  if (suppressed > 0)
    process.stderr.write(`Rules hide ${suppressed} alerts: they are marked in alerts.ndjson.\n`)
  const incidents = store.incidents()
  if (json) {
    const { id, state, totals, timeRange, speed } = report
    process.stdout.write(`${JSON.stringify({ id, state, totals, timeRange, speed, out })}\n`)
    return
  }
  for (const incident of incidents.slice(0, 20)) {
    process.stdout.write(
      `${incident.severity.padEnd(8)} ${incident.score.toFixed(0).padStart(3)}  ${incident.title}\n`,
    )
  }
  const risks = readTopRisk(store.connection).slice(0, 5)
  if (risks.length > 0)
    process.stdout.write(
      `Highest risk: ${risks.map(({ entity, score }) => `${entity} ${score.toFixed(0)}`).join(', ')}.\n`,
    )
  const { totals, speed, coverage } = report
  const count = (state: string): number => coverage.filter((scenario) => scenario.state === state).length
  process.stdout.write(
    `Of ${coverage.length} attack scenarios this data shows ${count('seen')}, ${count('partly')} in part, and ` +
      `${count('blind')} not; import.json says why.\n`,
  )
  process.stdout.write(
    `${incidents.length} incidents from ${totals.alerts} alerts${totals.repeats ? ` and ${totals.repeats.toLocaleString('en-US')} more like them` : ''} in ${totals.lines.toLocaleString('en-US')} lines ` +
      `(${speed.seconds.toFixed(1)} s, ${Math.round(speed.linesPerSecond).toLocaleString('en-US')} lines/s). ` +
      `Report: ${join(out, 'report.html')}\n`,
  )
}
