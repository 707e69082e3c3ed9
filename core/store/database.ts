import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { errorMessage } from '../event/error-message.ts'
import { migrations } from './migrations.ts'

export type Connection = Database.Database

/** A workspace that this version of Sonic cannot open; the message says what to do. */
export class WorkspaceError extends Error {
  override name = 'WorkspaceError'
}

/**
 * Opens (or makes) a workspace and brings its schema up to date.
 * @throws WorkspaceError for a file that is no workspace, is of a newer version, or cannot be written.
 */
export function openDatabase(path: string): Connection {
  let connection: Connection | undefined
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
    connection = new Database(path)
    checkVersion(connection, path)
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = NORMAL')
    connection.pragma('foreign_keys = ON')
    connection.pragma('busy_timeout = 5000')
    migrate(connection)
    return connection
  } catch (error) {
    connection?.close()
    throw asWorkspaceError(error, path)
  }
}

function versionOf(connection: Connection): number {
  return Number(connection.pragma('user_version', { simple: true }))
}

/** Comes before anything that writes: what a newer version wrote stays as it is. */
function checkVersion(connection: Connection, path: string): void {
  const version = versionOf(connection)
  if (version <= migrations.length) return
  throw new WorkspaceError(
    `${path} was written by a newer version of Sonic (workspace version ${version}, this one reads up to ` +
      `${migrations.length}). Nothing was changed: update Sonic, or choose another file with --workspace.`,
  )
}

function migrate(connection: Connection): void {
  const version = versionOf(connection)
  if (version === migrations.length) return
  connection.transaction(() => {
    for (const step of migrations.slice(version)) connection.exec(step)
    connection.pragma(`user_version = ${migrations.length}`)
  })()
}

/** What SQLite complains of, as a sentence that names the file and says what to do. */
export function asWorkspaceError(error: unknown, path: string): WorkspaceError {
  return error instanceof WorkspaceError ? error : new WorkspaceError(explain(error, path), { cause: error })
}

function explain(error: unknown, path: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'SQLITE_NOTADB':
      return `${path} is not a Sonic workspace: choose another file with --workspace.`
    case 'SQLITE_FULL':
      return `The disk that holds ${path} is full: free some space and start again. What was committed before is kept.`
    case 'SQLITE_CORRUPT':
      return `${path} is damaged: restore a copy, or choose another file with --workspace.`
    case 'SQLITE_BUSY':
      return `${path} is in use by another Sonic: close it, or choose another file with --workspace.`
    default:
      return `The workspace ${path} cannot be used: ${errorMessage(error)}. Check that the folder exists and can be written.`
  }
}
