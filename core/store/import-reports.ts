import { z } from 'zod'
import type { ImportReport } from '../ingest/import-report.ts'
import type { Connection } from './database.ts'
import { interruptedImport } from './interrupted-import.ts'
import { pageOf, readKey, type Page, type PageRequest } from './page.ts'
import { parseReport } from './stored-json.ts'
import { workspaceHolder } from './workspace-lock.ts'

/** When it began, and its id. */
const keySchema = z.tuple([z.number(), z.string()])

/**
 * Reports of imports, newest first; of one whose process died, what is known. The one that runs is left out.
 * @param workspace path of the workspace, whose holder runs it
 */
export function readImportPage(
  connection: Connection,
  workspace: string,
  { after, limit }: PageRequest,
): Page<ImportReport> {
  const [started, id] = readKey(keySchema, after) ?? [Number.MAX_VALUE, '']
  const rows = connection
    .prepare<object, { id: string; started: number; report: string | null }>(
      `SELECT id, started, report FROM imports WHERE started <= :started AND (started < :started OR id > :id)
       ORDER BY started DESC, id LIMIT :most`,
    )
    .all({ started, id, most: limit + 1 })
  const page = pageOf(
    rows,
    limit,
    (row) => [row.started, row.id],
    (row) =>
      row.report === null ? interruptedImport(connection, row.id, row.started) : parseReport(row.report),
  )
  if (!page.items.some(({ state }) => state === 'interrupted')) return page
  const running = workspaceHolder(workspace)
  return { ...page, items: page.items.filter((report) => report.id !== running?.import) }
}
