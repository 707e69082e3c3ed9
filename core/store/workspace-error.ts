import { statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { errorMessage } from '../event/error-message.ts'

/** A workspace that cannot be used, or not for this; the message says what to do. */
export class WorkspaceError extends Error {
  override name = 'WorkspaceError'
}

/** Somebody else imports into the workspace or changes its rules; the message says who. */
export class HeldError extends WorkspaceError {
  override name = 'HeldError'
}

/** What a workspace holds is not what Sonic wrote. */
export class DamagedError extends Error {
  override name = 'DamagedError'
}

/** Whatever stood in the way of opening a workspace, as a sentence that names the file and says what to do. */
export function asWorkspaceError(error: unknown, path: string): WorkspaceError {
  if (error instanceof WorkspaceError) return error
  return new WorkspaceError(explain(error, path), { cause: error })
}

/** What went wrong while a workspace was used: SQLite's complaints as such a sentence, all else as it is. */
export function translateError(error: unknown, path: string): unknown {
  const isOurs = error instanceof Database.SqliteError || error instanceof DamagedError
  return isOurs ? asWorkspaceError(error, path) : error
}

/** Runs `work` on a workspace. @throws WorkspaceError in place of what SQLite complains of */
export function translating<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw translateError(error, path)
  }
}

function explain(error: unknown, path: string): string {
  if (error instanceof DamagedError) return damaged(path, error.message)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  // SQLite tells the family first: SQLITE_IOERR_SHMSIZE is a kind of SQLITE_IOERR.
  switch (code === 'SQLITE_IOERR_SHMSIZE' ? 'SQLITE_FULL' : code.split('_').slice(0, 2).join('_')) {
    case 'SQLITE_NOTADB':
      return `${path} is not a Sonic workspace: choose another file with --workspace.`
    case 'SQLITE_FULL':
    case 'ENOSPC':
      return `The disk that holds ${path} is full: free some space and start again. What was committed before is kept.`
    case 'SQLITE_CORRUPT':
    case 'SQLITE_ERROR':
    case 'SQLITE_MISMATCH':
      return damaged(path, errorMessage(error))
    case 'SQLITE_CONSTRAINT':
      return `${path} was changed by another program meanwhile: start again. What was committed before is kept.`
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return `${path} is in use by another Sonic: wait for it, or choose another file with --workspace.`
    case 'SQLITE_READONLY':
      return `${path} may only be read: nothing can be changed in it. Copy it to a folder that you may write to, and use the copy.`
    case 'SQLITE_IOERR':
      return `The disk that holds ${path} failed (${code}): check the disk. What was committed before is kept.`
    case 'SQLITE_CANTOPEN':
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
        return `${path} is a folder: name the workspace's file in it, such as ${join(path, 'workspace.sqlite')}.`
      return `The workspace ${path} cannot be opened. Check that the folder exists and can be written.`
    default:
      return `The workspace ${path} cannot be used: ${errorMessage(error)}. Check that the folder exists and can be written.`
  }
}

function damaged(path: string, what: string): string {
  return `${path} is damaged (${what}): restore a copy, or choose another file with --workspace.`
}
