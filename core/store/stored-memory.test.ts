import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plain } from '../memory/codec.ts'
import { Memory } from '../memory/memory.ts'
import { Store } from './store.ts'
import { StoredMemory } from './stored-memory.ts'

const key = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\0', 'a\0b', '\ud800', 'x\udfffy', ''))
const keys = fc.uniqueArray(fc.oneof(key, fc.double({ noNaN: true })), { maxLength: 20, selector: String })

describe('StoredMemory', () => {
  it('brings back every entry under its key, whatever a record wrote into it', () => {
    fc.assert(
      fc.property(keys, (all) => {
        const { connection } = new Store(':memory:')
        const kept = new StoredMemory({ connection })
        const options = { bound: 100, codec: plain<{ of: string | number; nan: number }>() }
        const memory = new Memory(kept)
        const table = memory.table<string | number, { of: string | number; nan: number }>('all', options)
        for (const one of all) table.set(one, { of: one, nan: NaN })
        kept.write(memory.touched())
        const again = new Memory(kept).table<string | number, { of: string | number; nan: number }>(
          'all',
          options,
        )
        expect(again.size).toBe(all.length)
        for (const one of all) expect(again.get(one)).toEqual({ of: one, nan: NaN })
      }),
      { numRuns: 60 },
    )
  })

  it('says what to do where an entry is damaged', () => {
    const { connection } = new Store(':memory:')
    connection.prepare("INSERT INTO memory VALUES ('cell', 'one', 0, x'00ff')").run()
    const memory = new Memory(new StoredMemory({ connection }))
    expect(() => memory.cell('one', { save: () => 0, restore: () => {} })).toThrow(/is damaged .*rebuild it/)
  })
})
