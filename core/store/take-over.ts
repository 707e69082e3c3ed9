import type { Connection, Opened } from './database.ts'
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
  { connection }: Opened,
  { from, replaced, finish }: { from: string; replaced: Replaced; finish: () => T },
): T {
  connection.prepare('ATTACH ? AS staged').run(from)
  try {
    return connection
      .transaction(() => {
        if (replaced === 'everything') {
          clearImports(connection)
          dropRules({ connection })
          for (const table of ruleTables) copy(connection, table)
        } else dropImports({ connection }, replaced)
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

export function dropImports({ connection }: Opened, ids: readonly string[]): void {
  connection
    .prepare('DELETE FROM imports WHERE id IN (SELECT value FROM json_each(?))')
    .run(JSON.stringify(ids))
}

/** What was learned beside the workspace takes the place of what was learned in it. */
function copyMemory(connection: Connection): void {
  for (const table of ['memory', 'ensemble'])
    connection.exec(`DELETE FROM main.${table}; INSERT INTO main.${table} SELECT * FROM staged.${table}`)
}

/** Segments and events get numbers of their own here. */
function copyEvents(connection: Connection): void {
  connection.exec(
    'INSERT INTO main.event_numbers (import, next) SELECT import, next FROM staged.event_numbers ORDER BY number',
  )
  // Not the greatest there is: what searches have in memory of segments that went is known by their ids.
  const last = connection
    .prepare<[], number>(
      "SELECT coalesce((SELECT seq FROM main.sqlite_sequence WHERE name = 'event_segments'), 0)",
    )
    .pluck()
    .get()
  connection
    .prepare(
      `INSERT INTO main.event_segments (id, import, start, rows, first, last, bytes, blocks)
       SELECT s.id + ?, s.import, s.start + (own.number - theirs.number) * 4294967296, s.rows, s.first, s.last, s.bytes, s.blocks
       FROM staged.event_segments s JOIN staged.event_numbers theirs ON theirs.import = s.import
         JOIN main.event_numbers own ON own.import = s.import ORDER BY s.id`,
    )
    .run(last)
  const copyParts = (table: string, columns: string): void => {
    connection
      .prepare(
        `INSERT INTO main.${table} (segment, ${columns}) SELECT segment + ?, ${columns} FROM staged.${table} ORDER BY 1`,
      )
      .run(last)
  }
  copyParts('event_columns', 'name, kind, low, high, data')
  copyParts('event_blocks', 'block, words, data')
}

/** Both files are of the same version. Rules look at alerts in the order in which they were found, which is that of rowid. */
function copy(connection: Connection, table: (typeof importTables | typeof ruleTables)[number]): void {
  const order = table === 'alerts' ? ' ORDER BY rowid' : ''
  connection.exec(`INSERT OR REPLACE INTO main.${table} SELECT * FROM staged.${table}${order}`)
}
