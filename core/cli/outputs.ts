import { createWriteStream } from 'node:fs'
import { access, constants, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { errorMessage } from '../event/error-message.ts'
import type { ImportReport } from '../ingest/import-report.ts'
import { renderReport } from '../report/html.ts'
import { exportAlert, exportImport, exportIncident } from '../report/json.ts'
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

/** Writes the four results of an analysis. Each file is tried, so that one that fails does not take the others along. */
export async function writeOutputs(
  folder: string,
  store: Store,
  report: ImportReport,
  version: string,
): Promise<void> {
  const failures: string[] = []
  const write = async (name: string, parts: Iterable<string>): Promise<void> => {
    const path = join(folder, name)
    try {
      await pipeline(parts, createWriteStream(path))
    } catch (error) {
      failures.push(`${path} could not be written (${reasonOf(error)})`)
    }
  }
  await write('import.json', [`${JSON.stringify(exportImport(report), undefined, 2)}\n`])
  await write('incidents.json', incidentsJson(store))
  await write('alerts.ndjson', alertLines(store))
  await write('report.html', reportHtml(store, version))
  if (failures.length > 0) {
    throw new Error(
      `${failures.join('; ')}. Free some space or choose another folder with --out. ` +
        `The results are kept in ${store.path}: sonic serve --workspace ${store.path}`,
    )
  }
}

function* incidentsJson(store: Store): Generator<string> {
  yield '['
  let separator = '\n'
  for (const { id } of store.incidents()) {
    const incident = store.incident(id)
    if (!incident) continue
    yield `${separator}${JSON.stringify(exportIncident(incident, readIncidentRisk(store.connection, id)))}`
    separator = ',\n'
  }
  yield '\n]\n'
}

function* alertLines(store: Store): Generator<string> {
  const groups = readAlikeGroups(store.connection)
  const alike = new Map(groups.flatMap(({ alerts, strongest }) => alerts.map((id) => [id, strongest])))
  for (const alert of store.alerts()) yield `${JSON.stringify(exportAlert(alert, alike.get(alert.id)))}\n`
}

function* reportHtml(store: Store, version: string): Generator<string> {
  yield renderReport(store, { version }).html
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'ENOSPC':
      return 'the disk is full'
    case 'EACCES':
    case 'EPERM':
      return 'this user may not write there'
    case 'EROFS':
      return 'the disk is read-only'
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a part of the path is a file'
    default:
      return errorMessage(error)
  }
}
