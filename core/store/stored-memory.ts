import { deserialize, serialize } from 'node:v8'
import { errorMessage } from '../event/error-message.ts'
import type { MemoryBacking, MemoryEntry } from '../memory/memory.ts'
import type { Key } from '../memory/table.ts'
import type { Statement } from 'better-sqlite3'
import type { Connection, Opened } from './database.ts'
import { WorkspaceError } from './workspace-error.ts'

/** What the stages remember, kept in the workspace. */
export class StoredMemory implements MemoryBacking {
  readonly #connection: Connection
  /** Prepared once: entries come back one by one. */
  #get: Statement<[string, Key | Buffer], Buffer> | undefined

  constructor({ connection }: Opened) {
    this.#connection = connection
  }

  keys(table: string): Iterable<{ key: Key; generation: number }> {
    return this.#connection
      .prepare<[string], { key: Key | Buffer; generation: number }>(
        'SELECT key, generation FROM memory WHERE name = ? ORDER BY rowid',
      )
      .all(table)
      .map(({ key, generation }) => ({ key: fromColumn(key), generation }))
  }

  /** @throws WorkspaceError where what is kept cannot be read */
  read(table: string, key: Key): unknown {
    this.#get ??= this.#connection
      .prepare<[string, Key | Buffer], Buffer>('SELECT value FROM memory WHERE name = ? AND key = ?')
      .pluck()
    const value = this.#get.get(table, toColumn(key))
    if (value === undefined) return undefined
    try {
      return deserialize(value)
    } catch (error) {
      throw new WorkspaceError(
        `What ${this.#connection.name} has learned is damaged (${errorMessage(error)}): rebuild it from its stored events.`,
      )
    }
  }

  /** Writes what was touched; in the transaction of the results. Whoever commits settles the memory afterwards. */
  write(entries: Iterable<MemoryEntry>): void {
    const put = this.#connection.prepare(
      `INSERT INTO memory (name, key, generation, value) VALUES (?, ?, ?, ?)
       ON CONFLICT (name, key) DO UPDATE SET generation = excluded.generation, value = excluded.value`,
    )
    const forget = this.#connection.prepare('DELETE FROM memory WHERE name = ? AND key = ?')
    for (const { table, key, generation, value } of entries) {
      if (value === undefined) forget.run(table, toColumn(key))
      else put.run(table, toColumn(key), generation, serialize(value))
    }
  }
}

/** Names come from records: text that has no UTF-8 is kept as its UTF-16 bytes. */
function toColumn(key: Key): Key | Buffer {
  return typeof key === 'number' || key.isWellFormed() ? key : Buffer.from(key, 'utf16le')
}

function fromColumn(key: Key | Buffer): Key {
  return Buffer.isBuffer(key) ? key.toString('utf16le') : key
}

export function forgetMemory(connection: Connection): void {
  connection.exec('DELETE FROM memory; DELETE FROM ensemble')
}
