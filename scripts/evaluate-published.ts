/**
 * Runs the import on the inputs of published detection tests (CrowdSec's hub, Slips) and compares what each expects with
 * the alerts raised; writes the table into docs/detections.md. `npm run evaluate:published`. Does nothing where the
 * public samples are absent.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Alert } from '../core/detect/alert.ts'
import { resources } from '../core/host/resources.ts'
import type { ImportReport } from '../core/ingest/import-report.ts'
import { runImport } from '../core/pipeline/import.ts'
import { Store } from '../core/store/store.ts'
import { detectionsPath, markdownTable, writeSection } from './lib/markdown.ts'
import { crowdsecTests, slipsTests, suricataTests } from './lib/published-tests.ts'
import type { PublishedTest } from './lib/published-tests.ts'
import { hasSamples } from './lib/samples.ts'

interface Raised {
  report: ImportReport
  alerts: Alert[]
}

if (hasSamples('crowdsec') && hasSamples('slips') && hasSamples('suricata-verify')) await evaluate()
else console.log('evaluate:published: skipped, the public samples do not lie beside the project.')

async function evaluate(): Promise<void> {
  const tests = [...crowdsecTests(), ...slipsTests()]
  const raised = new Map<string, Raised>()
  for (const { name, paths } of tests) {
    if (raised.has(name)) continue
    process.stderr.write(`${name}\n`)
    raised.set(name, await alertsOf(paths))
  }
  const rows = tests.map((test) => row(test, raised.get(test.name)))
  const found = rows.filter(([, , , answer]) => answer === 'yes').length
  const ours = tests.filter(({ signals }) => signals.length > 0).length
  const { all, withAlerts } = suricataTests()
  const section = [
    `${found} of ${tests.length} expectations are found, of ${ours} that concern a scenario of Sonic’s. A test is found when an alert of a signal that says the same names the source address. Most inputs are a few lines of one attack: there is no history to compare with, and counts stay below the thresholds here.`,
    markdownTable(['test', 'expects', 'source', 'found', 'raised, or why not'], rows, 5),
    `None of the ${all} tests of suricata-verify in the samples concerns behaviour: ${withAlerts} expect alerts of rules that lie beside the test, the others fields of protocols.`,
  ].join('\n\n')
  console.log(section)
  await writeSection(detectionsPath, 'published', section)
}

async function alertsOf(paths: string[]): Promise<Raised> {
  const folder = mkdtempSync(join(tmpdir(), 'sonic-published-'))
  const store = new Store(join(folder, 'workspace.sqlite'))
  try {
    const report = await runImport(
      { id: 'published', paths },
      {
        store,
        modelsDir: resources.models,
        keepsEvents: false,
        signal: new AbortController().signal,
        onProgress: () => {},
        onCommit: () => {},
      },
    )
    return { report, alerts: [...store.alerts()] }
  } finally {
    store.close()
    rmSync(folder, { recursive: true })
  }
}

function row(
  { name, expects, source, signals, whyNot }: PublishedTest,
  raised: Raised | undefined,
): string[] {
  const naming = (raised?.alerts ?? []).filter(
    ({ entities }) => source === '' || [...entities.sourceIps, ...entities.assignedIps].includes(source),
  )
  const same = naming.filter((alert) => alert.signals.some((signal) => signals.includes(signal)))
  const spoken = (alerts: readonly Alert[]) =>
    [...new Set(alerts.flatMap((alert) => alert.signals))].join(', ')
  if (same.length > 0) return [name, expects, source, 'yes', spoken(same)]
  const other = spoken(naming)
  const models = naming.length > 0 ? 'the models alone find it odd' : ''
  const beside = other === '' ? models : `raised as ${other}`
  return [name, expects, source, 'no', [whyNot, beside].filter((text) => text !== '').join('; ')]
}
