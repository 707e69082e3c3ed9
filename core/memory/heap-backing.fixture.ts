import { deserialize, serialize } from 'node:v8'
import type { Memory, MemoryBacking, MemoryEntry } from './memory.ts'
import type { Key } from './table.ts'

/** A backing for tests: what a memory wrote, as bytes, so that nothing is shared with it. */
export class HeapBacking implements MemoryBacking {
  readonly #entries = new Map<string, Map<Key, { generation: number; bytes: Buffer }>>()

  read(table: string, key: Key): unknown {
    const entry = this.#entries.get(table)?.get(key)
    // A copy, since arrays that are read may be views of what they are read from.
    return entry && deserialize(Buffer.from(entry.bytes))
  }

  *keys(table: string): Generator<{ key: Key; generation: number }> {
    for (const [key, { generation }] of this.#entries.get(table) ?? []) yield { key, generation }
  }

  /** As a commit does. */
  write(memory: Memory): void {
    this.put(memory.touched())
    memory.settle()
  }

  put(entries: Iterable<MemoryEntry>): void {
    for (const { table, key, generation, value } of entries) {
      const entries = this.#entries.get(table) ?? new Map<Key, { generation: number; bytes: Buffer }>()
      this.#entries.set(table, entries)
      if (value === undefined) entries.delete(key)
      else entries.set(key, { generation, bytes: serialize(value) })
    }
  }
}
