import type { Connection } from './database.ts'
import { dropRules } from './rules.ts'
import { forgetMemory } from './stored-memory.ts'

/** In the order in which they refer to one another. */
const importTables = [
  'imports',
  'sources',
  'incidents',
  'alerts',
  'alert_entities',
  'buckets',
  'tallies',
  'positions',
  'known_records',
] as const
const ruleTables = ['rules', 'rule_log'] as const

/** What goes when the staged is taken over: earlier imports by their ids, or everything, with statuses and rules. */
type Replaced = readonly string[] | 'everything'

/**
 * Puts what another workspace file holds in the place of `replaced`; `finish` completes it. One transaction: whatever
 * ends it early, the workspace holds all of the earlier or all of the new.
 */
export function takeOver<T>(
  connection: Connection,
  { from, replaced, finish }: { from: string; replaced: Replaced; finish: () => T },
): T {
  connection.prepare('ATTACH ? AS staged').run(from)
  try {
    return connection
      .transaction(() => {
        if (replaced === 'everything') {
          clearImports(connection)
          dropRules(connection)
          for (const table of ruleTables) copy(connection, table)
        } else dropImports(connection, replaced)
        for (const table of importTables) copy(connection, table)
        copyEvents(connection)
        copyMemory(connection)
        return finish()
      })
      .immediate()
  } finally {
    connection.exec('DETACH staged')
  }
}

/** Forgets everything but rules, mappings and the files opened before. */
export function clearImports(connection: Connection): void {
  connection.exec('DELETE FROM imports; DELETE FROM verdicts; DELETE FROM rule_verdicts; DELETE FROM cleared')
  forgetMemory(connection)
}

export function dropImports(connection: Connection, ids: readonly string[]): void {
  connection
    .prepare('DELETE FROM imports WHERE id IN (SELECT value FROM json_each(?))')
    .run(JSON.stringify(ids))
}

/** What was learned beside the workspace takes the place of what was learned in it. */
function copyMemory(connection: Connection): void {
  for (const table of ['memory', 'ensemble'])
    connection.exec(`DELETE FROM main.${table}; INSERT INTO main.${table} SELECT * FROM staged.${table}`)
}

/** Segments get numbers of their own here. */
function copyEvents(connection: Connection): void {
  const last = connection
    .prepare<[], number>('SELECT coalesce(max(id), 0) FROM main.event_segments')
    .pluck()
    .get()
  const copyOf = (table: string, columns: string): void => {
    const [first = '', ...rest] = columns.split(', ')
    connection
      .prepare(
        `INSERT INTO main.${table} (${columns}) SELECT ${[`${first} + ?`, ...rest].join(', ')} FROM staged.${table} ORDER BY 1`,
      )
      .run(last)
  }
  copyOf('event_segments', 'id, import, rows, first, last')
  copyOf('event_columns', 'segment, name, kind, low, high, data')
  copyOf('event_blocks', 'segment, block, words, data')
}

/** Both files are of the same version. Rules look at alerts in the order in which they were found, which is that of rowid. */
function copy(connection: Connection, table: (typeof importTables | typeof ruleTables)[number]): void {
  const order = table === 'alerts' ? ' ORDER BY rowid' : ''
  connection.exec(`INSERT OR REPLACE INTO main.${table} SELECT * FROM staged.${table}${order}`)
}
