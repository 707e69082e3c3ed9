import Database from 'better-sqlite3'
import { applicationId, migrations } from './migrations.ts'
import { WorkspaceError } from './workspace-error.ts'

/** @param shown path that messages name */
export function openWritable(path: string, shown: string): Database.Database {
  const connection = new Database(path)
  try {
    checkKind(connection, shown)
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = NORMAL')
    connection.pragma('foreign_keys = ON')
    connection.pragma('busy_timeout = 5000')
    migrate(connection)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

export function versionOf(connection: Database.Database): number {
  return Number(connection.pragma('user_version', { simple: true }))
}

/** Comes before anything that writes: what another program or a newer version wrote stays as it is. */
export function checkKind(connection: Database.Database, path: string): void {
  if (isForeign(connection))
    throw new WorkspaceError(
      `${path} is a SQLite database of another program. Nothing was changed: choose another file with --workspace.`,
    )
  const version = versionOf(connection)
  if (version <= migrations.length) return
  throw new WorkspaceError(
    `${path} was written by a newer version of Sonic (workspace version ${version}, this one reads up to ` +
      `${migrations.length}). Nothing was changed: update Sonic, or choose another file with --workspace.`,
  )
}

function isForeign(connection: Database.Database): boolean {
  const id = Number(connection.pragma('application_id', { simple: true }))
  if (id !== 0) return id !== applicationId
  // Workspaces of earlier versions carry no id.
  const tables = connection
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .pluck()
    .all()
  return tables.length > 0 && !['imports', 'incidents', 'alerts'].every((name) => tables.includes(name))
}

function migrate(connection: Database.Database): void {
  if (versionOf(connection) === migrations.length) return
  connection
    .transaction(() => {
      // Another process may have done it while this one waited.
      for (const step of migrations.slice(versionOf(connection))) connection.exec(step)
      connection.pragma(`user_version = ${migrations.length}`)
    })
    .immediate()
}
