import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { migrations } from './migrations.ts'
import { checkKind, openWritable, versionOf } from './open-writable.ts'
import { WorkspaceError } from './workspace-error.ts'

export interface OpenDatabase {
  connection: Database.Database
  /** Nothing can be changed: the file, its folder or its disk may only be read. */
  isReadOnly: boolean
  close(): void
}

/**
 * Opens a workspace that may only be read. SQLite cannot read a file in WAL mode where it may not make `-shm` beside it,
 * and an older schema cannot be brought up to date in place: then a copy in the temporary folder is read instead.
 * @throws WorkspaceError or what SQLite complains of
 */
export function openReadOnly(path: string): OpenDatabase {
  return openInPlace(path) ?? openCopy(path)
}

function openInPlace(path: string): OpenDatabase | undefined {
  let connection: Database.Database | undefined
  try {
    connection = new Database(path, { readonly: true })
    checkKind(connection, path)
    if (versionOf(connection) === migrations.length) return readOnly(connection)
    connection.close()
  } catch (error) {
    connection?.close()
    if (error instanceof WorkspaceError) throw error
    const code = error instanceof Database.SqliteError ? error.code : ''
    if (!/^SQLITE_(READONLY|CANTOPEN)/.test(code)) throw error
  }
  return undefined
}

function openCopy(path: string): OpenDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'sonic-read-only-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  const copy = join(folder, 'workspace.sqlite')
  try {
    for (const end of ['', '-wal']) {
      if (!existsSync(path + end)) continue
      copyFileSync(path + end, copy + end)
      chmodSync(copy + end, 0o600)
    }
    const migrated = openWritable(copy, path)
    migrated.pragma('journal_mode = DELETE')
    migrated.close()
    return readOnly(new Database(copy, { readonly: true }), remove)
  } catch (error) {
    remove()
    throw error
  }
}

function readOnly(connection: Database.Database, remove?: () => void): OpenDatabase {
  return {
    connection,
    isReadOnly: true,
    close: () => {
      connection.close()
      remove?.()
    },
  }
}
