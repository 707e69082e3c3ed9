import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { visibleJson } from '../event/visible.ts'
import { defaultWorkspace } from '../host/resources.ts'
import { readVersion } from '../host/version.ts'
import { renderReport } from '../report/html.ts'
import { exportIncident } from '../report/json.ts'
import { readIncidentRisk } from '../store/risk.ts'
import type { Store } from '../store/store.ts'
import { replaceFile } from '../settings/replace-file.ts'
import { withWorkspace } from './open-workspace.ts'
import { UsageError } from './usage-error.ts'

export interface ReportOptions {
  /** `html` or `json`. */
  as: string
  out?: string
  workspace?: string
}

/** https://sqlite.org/fileformat.html#the_database_header */
const sqliteHeader = 'SQLite format 3\0'

/**
 * `sonic report INCIDENT`: one incident of a workspace, by its id or the beginning of it, to a file or standard output.
 * @throws UsageError for a file that is a database, an unknown form, an id that no incident has, or one that several begin with
 */
export async function report(
  id: string,
  { as, out, workspace = defaultWorkspace() }: ReportOptions,
): Promise<number> {
  if (out !== undefined) refuseDatabase(out)
  const text = await withWorkspace(workspace, (store) => write(store, findIncident(store, id), as))
  if (out === undefined) process.stdout.write(text)
  else await replaceFile(out, text)
  return 0
}

/** @throws UsageError where a workspace would be replaced */
function refuseDatabase(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return
  const file = openSync(path, 'r')
  try {
    const head = Buffer.alloc(sqliteHeader.length)
    readSync(file, head)
    if (head.toString('latin1') !== sqliteHeader) return
  } finally {
    closeSync(file)
  }
  throw new UsageError(`${path} is a database: choose another file with --out.`)
}

function findIncident(store: Store, id: string): string {
  const ids = store.incidents().map((incident) => incident.id)
  const fitting = ids.includes(id) ? [id] : ids.filter((candidate) => candidate.startsWith(id))
  const [only, another] = fitting
  if (only !== undefined && another === undefined) return only
  const problem = only === undefined ? 'No incident' : `${fitting.length} incidents`
  throw new UsageError(
    `${problem} of ${store.path} ${only === undefined ? 'begins' : 'begin'} with "${id}": ids are in incidents.json.`,
  )
}

function write(store: Store, id: string, as: string): string {
  switch (as) {
    case 'html':
      return renderReport(store, { version: readVersion(), incident: id }).html
    case 'json': {
      const incident = store.incident(id)
      const risk = readIncidentRisk(store, id)
      return `${visibleJson(incident && exportIncident(incident, risk), 2)}\n`
    }
    default:
      throw new UsageError(`A report can be written as html or json, not as "${as}".`)
  }
}
