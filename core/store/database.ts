import { accessSync, constants, existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type Database from 'better-sqlite3'
import { openReadOnly, type OpenDatabase } from './open-read-only.ts'
import { openWritable } from './open-writable.ts'
import { asWorkspaceError } from './workspace-error.ts'

export type Connection = Database.Database

/** A workspace, to functions of this room: none outside looks at its connection. */
export interface Opened {
  readonly connection: Connection
}

/**
 * Opens (or makes) a workspace and brings its schema up to date; one that may only be read is opened for reading.
 * @throws WorkspaceError for a file that is no workspace or of a newer version, and for one that cannot be opened
 */
export function openDatabase(path: string): OpenDatabase {
  const isNew = path !== ':memory:' && !existsSync(path)
  try {
    if (path !== ':memory:' && !isNew && !isWritable(path)) return openReadOnly(path)
    if (isNew) mkdirSync(dirname(path), { recursive: true })
    const connection = openWritable(path, path)
    return { connection, isReadOnly: false, close: () => connection.close() }
  } catch (error) {
    if (isNew && existsSync(path)) removeDatabase(path)
    throw asWorkspaceError(error, path)
  }
}

/** Removes a SQLite file that nobody has open, with what belongs to it. */
export function removeDatabase(path: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(path + end, { force: true })
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    accessSync(dirname(path), constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}
