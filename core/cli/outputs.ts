import { access, constants, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { visibleJson } from '../event/visible.ts'
import { readVersion } from '../host/version.ts'
import type { ImportReport } from '../ingest/import-report.ts'
import { renderReport } from '../report/html.ts'
import { exportAlert, exportImport, exportIncident } from '../report/json.ts'
import { reasonOf, replaceFiles } from '../settings/replace-file.ts'
import { readAlikeGroups } from '../store/alike.ts'
import { readIncidentRisk } from '../store/risk.ts'
import type { Store } from '../store/store.ts'

/** @throws Error naming the folder when results could not be written to it later: better known before hours of work. */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new Error(
      `Results cannot be written to ${folder} (${reasonOf(error)}): choose another folder with --out.`,
    )
  }
}

/**
 * Writes the four results of an analysis, each beside what was there before: none takes its place before all are written
 * and `before` is done.
 */
export async function writeOutputs(
  folder: string,
  { store, report, before }: { store: Store; report: ImportReport; before?: () => void | Promise<void> },
): Promise<void> {
  await replaceFiles(
    [
      [join(folder, 'import.json'), `${visibleJson(exportImport(report), 2)}\n`],
      [join(folder, 'incidents.json'), incidentsJson(store)],
      [join(folder, 'alerts.ndjson'), alertLines(store)],
      [join(folder, 'report.html'), reportHtml(store, readVersion())],
    ],
    before,
  )
}

function* incidentsJson(store: Store): Generator<string> {
  yield '['
  let separator = '\n'
  for (const { id } of store.incidents()) {
    const incident = store.incident(id)
    if (!incident) continue
    yield `${separator}${visibleJson(exportIncident(incident, readIncidentRisk(store, id)))}`
    separator = ',\n'
  }
  yield '\n]\n'
}

function* alertLines(store: Store): Generator<string> {
  const groups = readAlikeGroups(store)
  const alike = new Map(groups.flatMap(({ alerts, strongest }) => alerts.map((id) => [id, strongest])))
  for (const alert of store.alerts()) yield `${visibleJson(exportAlert(alert, alike.get(alert.id)))}\n`
}

function* reportHtml(store: Store, version: string): Generator<string> {
  yield renderReport(store, { version }).html
}
