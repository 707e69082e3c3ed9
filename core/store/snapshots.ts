import Database from 'better-sqlite3'
import type { Connection } from './database.ts'

/**
 * Connections on which long reads see the workspace as it was when they began, whatever is committed, merged or dropped
 * meanwhile. A workspace in memory has one connection only: what is read there is what is there now.
 */
export class Snapshots {
  readonly #own: Connection
  readonly #idle: Connection[] = []
  #isClosed = false

  constructor(own: Connection) {
    this.#own = own
  }

  async read<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    if (this.#own.memory) return work(this.#own)
    const connection = this.#idle.pop() ?? new Database(this.#own.name, { readonly: true })
    try {
      connection.exec('BEGIN')
      return await work(connection)
    } finally {
      if (connection.inTransaction) connection.exec('ROLLBACK')
      if (this.#isClosed) connection.close()
      else this.#idle.push(connection)
    }
  }

  /** What is being read is read to its end. */
  close(): void {
    this.#isClosed = true
    for (const connection of this.#idle.splice(0)) connection.close()
  }
}
