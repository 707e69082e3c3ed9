import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { asWorkspaceError, HeldError } from './workspace-error.ts'

/** Who writes to a workspace. */
interface Holder {
  pid: number
  /** For a person: `sonic analyze`. */
  command: string
  /** Epoch ms. */
  since: number
  /** Id of the import that is written. */
  import: string | null
}

export interface Hold {
  release(): void
}

/** The open locks: one that nothing refers to would be closed, and so given back, by the garbage collector. */
const held = new Set<Database.Database>()

/** Long enough for most changes of rules, short enough for a person who is told who imports. */
const patienceMs = 1000

/**
 * Makes this the only one that imports into a workspace or changes its rules; reading stays possible. The lock is a
 * transaction that stays open in `<workspace>.lock`, so the operating system frees it however the process ends.
 * @throws HeldError that says who else holds it, WorkspaceError where it cannot be had
 */
export function holdWorkspace(path: string, command: string, importId: string | null = null): Hold {
  if (path === ':memory:') return { release: () => {} }
  const lock = openLock(path)
  const me = randomUUID()
  try {
    lock.exec(
      'CREATE TABLE IF NOT EXISTS holder (token TEXT, pid INTEGER, command TEXT, since INTEGER, import TEXT)',
    )
    const isMine = lock.prepare<[string], number>('SELECT 1 FROM holder WHERE token = ?').pluck()
    const write = lock.prepare('INSERT INTO holder VALUES (?, ?, ?, ?, ?)')
    // The row is seen by others only once it is committed; whoever takes the lock in between writes another.
    for (;;) {
      lock.exec('BEGIN IMMEDIATE')
      if (isMine.get(me)) break
      lock.exec('DELETE FROM holder')
      write.run(me, process.pid, command, Date.now(), importId)
      lock.exec('COMMIT')
    }
    held.add(lock)
    return { release: () => release(lock) }
  } catch (error) {
    const holder = isBusy(error) ? readHolder(lock) : undefined
    lock.close()
    if (holder === undefined) throw asWorkspaceError(error, path)
    throw new HeldError(heldSentence(path, holder), { cause: error })
  }
}

/** Who imports into a workspace or changes its rules now. */
export function workspaceHolder(path: string): Holder | undefined {
  if (path === ':memory:' || !existsSync(lockPath(path))) return undefined
  let lock: Database.Database | undefined
  try {
    lock = new Database(lockPath(path), { timeout: 0 })
    lock.exec('BEGIN IMMEDIATE; ROLLBACK')
    return undefined
  } catch (error) {
    const holder = lock && readHolder(lock)
    // Where the lock may only be read it cannot be tried.
    return holder && (isBusy(error) || isAlive(holder.pid)) ? holder : undefined
  } finally {
    lock?.close()
  }
}

function openLock(path: string): Database.Database {
  try {
    mkdirSync(dirname(path), { recursive: true })
    const lock = new Database(lockPath(path), { timeout: patienceMs })
    // It need not outlive a crash of the machine.
    lock.pragma('synchronous = OFF')
    return lock
  } catch (error) {
    throw asWorkspaceError(error, path)
  }
}

function release(lock: Database.Database): void {
  held.delete(lock)
  try {
    lock.exec('DELETE FROM holder; COMMIT')
  } catch {
    // Closing frees it all the same; the row only names who was.
  } finally {
    lock.close()
  }
}

function readHolder(lock: Database.Database): Holder | undefined {
  try {
    return lock.prepare<[], Holder>('SELECT pid, command, since, import FROM holder').get()
  } catch {
    return undefined
  }
}

function heldSentence(path: string, { command, pid, since }: Holder): string {
  const when = new Date(since).toISOString()
  return (
    `The workspace ${path} is being written by ${command} (process ${pid}, since ${when}): wait for it, or choose ` +
    'another with --workspace.'
  )
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function lockPath(workspace: string): string {
  return `${workspace}.lock`
}
