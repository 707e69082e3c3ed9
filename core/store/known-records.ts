import Database from 'better-sqlite3'
import { LRUCache } from 'lru-cache'
import type { Connection, Opened } from './database.ts'

/** Lists of keys that stay in memory: some 16 MB. */
const mostLists = 32

/** Keys of records that were taken in, and the span of their times (epoch ms). */
export interface RecordKeys {
  first: number
  last: number
  /** Ascending. */
  keys: Float64Array
}

/** Gathers the keys of records (`recordKey`) until they are committed. */
export class RecordKeyList {
  #keys: number[] = []
  #first = Infinity
  #last = -Infinity

  add(key: number, time: number): void {
    this.#keys.push(key)
    if (Number.isNaN(time)) return
    if (time < this.#first) this.#first = time
    if (time > this.#last) this.#last = time
  }

  /** Those since the last call; undefined for none. */
  take(): RecordKeys | undefined {
    if (this.#keys.length === 0) return undefined
    const keys = Float64Array.from(this.#keys).sort()
    // Records without a time are looked for at any: see `KnownRecords.has`.
    const [first, last] = this.#first <= this.#last ? [this.#first, this.#last] : [0, 0]
    this.#keys = []
    this.#first = Infinity
    this.#last = -Infinity
    return { first, last, keys }
  }
}

export function writeRecordKeys(
  connection: Connection,
  importId: string,
  { first, last, keys }: RecordKeys,
): void {
  connection
    .prepare('INSERT INTO known_records (import, first, last, keys) VALUES (?, ?, ?, ?)')
    .run(importId, first, last, Buffer.from(keys.buffer, keys.byteOffset, keys.byteLength))
}

interface Listed {
  id: number
  first: number
  last: number
}

/** The records that a workspace has taken in, but for those of one import: they are not taken in twice, whatever their file is called now. */
export class KnownRecords {
  readonly #connection: Connection
  /** By their first time. */
  readonly #lists: readonly Listed[]
  readonly #cache = new LRUCache<number, Float64Array>({ max: mostLists })

  /** For a thread that has no connection of its own; to be closed. */
  static open(path: string, but: string): KnownRecords {
    return new KnownRecords({ connection: new Database(path, { readonly: true }) }, but)
  }

  close(): void {
    this.#connection.close()
  }

  /** @param but the import that is being read */
  constructor({ connection }: Opened, but: string) {
    this.#connection = connection
    this.#lists = connection
      .prepare<[string], Listed>(
        'SELECT rowid AS id, first, last FROM known_records WHERE import <> ? ORDER BY first',
      )
      .all(but)
  }

  has(key: number, time: number): boolean {
    for (const { id, first, last } of this.#lists) {
      if (first > time) return false
      // NaN, a record without a time, is within every span.
      if (last < time) continue
      if (includes(this.#keysOf(id), key)) return true
    }
    return false
  }

  #keysOf(id: number): Float64Array {
    const known = this.#cache.get(id)
    if (known) return known
    const bytes = this.#connection
      .prepare<[number], Buffer>('SELECT keys FROM known_records WHERE rowid = ?')
      .pluck()
      .get(id)
    const keys = new Float64Array(new Uint8Array(bytes ?? []).buffer)
    this.#cache.set(id, keys)
    return keys
  }
}

function includes(sorted: Float64Array, key: number): boolean {
  let low = 0
  let high = sorted.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const value = sorted[middle] ?? 0
    if (value === key) return true
    if (value < key) low = middle + 1
    else high = middle - 1
  }
  return false
}
