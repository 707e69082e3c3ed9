import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fields, listOf, mapOf, plain } from './codec.ts'
import { HeapBacking } from './heap-backing.fixture.ts'
import { Memory } from './memory.ts'
import type { Table } from './table.ts'

const steps = fc.array(
  fc.oneof(
    fc.record({ does: fc.constantFrom('get', 'peek', 'amend', 'set', 'demand', 'delete'), key: fc.nat(12) }),
    fc.record({ does: fc.constant('pass'), key: fc.nat(40) }),
    fc.record({ does: fc.constant('restart'), key: fc.constant(0) }),
  ),
  { maxLength: 80 },
)

interface Count {
  n: number
}

function run(table: Table<number, Count>, does: string, key: number): unknown {
  switch (does) {
    case 'get': {
      const count = table.get(key)
      if (count) count.n += 1
      return count?.n
    }
    case 'amend': {
      const count = table.amend(key)
      if (count) count.n += 10
      return count?.n
    }
    case 'peek':
      return table.peek(key)?.n
    case 'set':
      return table.set(key, { n: 100 })
    case 'demand':
      return (table.demand(key, () => ({ n: 0 })).n += 1)
    case 'delete':
      return table.delete(key)
    default:
      return table.pass(key)
  }
}

describe('Memory', () => {
  it('goes on after a restart as if there had been none, whatever has left memory', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 10 }), fc.nat(4), (all, bound, resident) => {
        const options = { bound, memoryMs: 15, codec: plain<Count>() }
        const undisturbed = new Memory().table<number, Count>('counts', options)
        const backing = new HeapBacking()
        let memory = new Memory(backing, resident)
        let table = memory.table<number, Count>('counts', options)
        let time = 0
        for (const { does, key } of all) {
          if (does === 'restart') {
            backing.write(memory)
            memory = new Memory(backing, resident)
            table = memory.table<number, Count>('counts', options)
            continue
          }
          if (does === 'pass') time += key
          const at = does === 'pass' ? time : key
          expect(run(table, does, at)).toEqual(run(undisturbed, does, at))
          expect([table.size, table.evicted]).toEqual([undisturbed.size, undisturbed.evicted])
        }
      }),
    )
  })

  it('holds no more than its bound and counts what it forgets', () => {
    const table = new Memory().table<number, Count>('counts', { bound: 10, codec: plain() })
    table.set(0, { n: 0 })
    for (let key = 1; key < 100; key++) {
      table.set(key, { n: key })
      expect(table.get(0)).toEqual({ n: 0 })
      expect(table.size).toBeLessThanOrEqual(10)
    }
    expect(table.size + table.evicted).toBe(100)
    expect(table.peek(99)).toEqual({ n: 99 })
  })

  it('forgets by time what was not used, though not to make room', () => {
    const table = new Memory().table<number, Count>('counts', { bound: 10, memoryMs: 100, codec: plain() })
    table.set(1, { n: 1 })
    table.set(2, { n: 2 })
    for (let time = 1000; time <= 1400; time += 50) {
      table.pass(time)
      expect(table.get(1)).toEqual({ n: 1 })
      if (time < 1100) expect(table.peek(2)).toEqual({ n: 2 })
    }
    expect(table.peek(2)).toBeUndefined()
    expect(table.evicted).toBe(0)
  })

  it('releases each value that leaves, however it does', () => {
    const open = new Set<Count>()
    const make = (): Count => {
      const count = { n: 0 }
      open.add(count)
      return count
    }
    const codec = { encode: () => 0, decode: make }
    const release = (count: Count): boolean => open.delete(count)
    const backing = new HeapBacking()
    const memory = new Memory(backing, 2)
    const table = memory.table<number, Count>('counts', { bound: 8, codec, release })
    for (let key = 0; key < 40; key++) {
      table.demand(key % 11, make)
      if (key % 5 === 0) table.set(key % 11, make())
      if (key % 7 === 0) backing.write(memory)
      expect(open.size).toBeLessThanOrEqual(table.size)
    }
    for (const key of table.keys()) table.delete(key)
    expect(open.size).toBe(0)
  })

  it('writes nothing of what came and went between two commits', () => {
    const memory = new Memory(new HeapBacking())
    const table = memory.table<number, Count>('counts', { bound: 8, codec: plain() })
    table.set(1, { n: 1 })
    table.delete(1)
    expect([...memory.touched()].filter((entry) => entry.table === 'counts')).toEqual([])
  })

  it('keeps the order of ordered tables over restarts', () => {
    const choice = fc.record({
      does: fc.constantFrom('append', 'append', 'change', 'delete', 'shift', 'restart', 'write'),
      key: fc.nat(6),
    })
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 60 }), (choices) => {
        const backing = new HeapBacking()
        const open = () => new Memory(backing)
        let memory = open()
        let table = memory.ordered<number, Count>('line', plain())
        const expected = new Map<number, Count>()
        for (const [n, { does, key }] of choices.entries()) {
          const first = table.first()?.[0] ?? -1
          const count = table.get(key)
          if (does === 'append') table.append(key, { n })
          if (does === 'change' && count) count.n = n
          if (does === 'delete') table.delete(key)
          if (does === 'shift') table.delete(first)
          if (does === 'append' || does === 'delete') expected.delete(key)
          if (does === 'append' || (does === 'change' && expected.has(key))) expected.set(key, { n })
          if (does === 'shift') expected.delete(first)
          if (does === 'write' || does === 'restart') backing.write(memory)
          if (does === 'restart') {
            memory = open()
            table = memory.ordered('line', plain())
          }
          expect([...table.entries()]).toEqual([...expected])
        }
      }),
    )
  })

  it('restores single values', () => {
    const backing = new HeapBacking()
    const memory = new Memory(backing)
    memory.cell('latest', { save: () => new Float32Array([1, NaN]), restore: () => {} })
    backing.write(memory)
    let restored: unknown
    new Memory(backing).cell('latest', { save: () => 0, restore: (stored) => (restored = stored) })
    expect(restored).toEqual(new Float32Array([1, NaN]))
  })

  it('refuses two tables of one name', () => {
    const memory = new Memory()
    memory.table('one', { bound: 1, codec: plain() })
    expect(() => memory.table('one', { bound: 1, codec: plain() })).toThrow('two tables')
  })
})

describe('codecs', () => {
  const text = {
    encode: (date: Date) => date.getTime(),
    decode: (stored: unknown) => new Date(Number(stored)),
  }

  it('reach into objects, lists and maps', () => {
    const codec = fields<{ at: Date; all: Date[]; by: Map<string, Date>; name: string }>({
      at: text,
      all: listOf(text),
      by: mapOf(text),
    })
    const value = { at: new Date(1), all: [new Date(2)], by: new Map([['a', new Date(3)]]), name: 'n' }
    expect(codec.encode(value)).toEqual({ at: 1, all: [2], by: new Map([['a', 3]]), name: 'n' })
    expect(codec.decode(codec.encode(value))).toEqual(value)
  })
})
