import { describe, expect, it } from 'vitest'
import { actOf } from '../features/act.fixture.ts'
import { Memory } from '../memory/memory.ts'
import { ActQueue, batchRows } from './act-queue.ts'
import { holdMs } from './hold.ts'

const acts = (count: number, stepMs: number) =>
  Array.from({ length: count }, (_, i) => actOf({ id: `log#${i}`, time: 1000 + i * stepMs }))
const all = (candidates: readonly unknown[]) => candidates.length

describe('ActQueue', () => {
  it('leaves a batch that could still grow, unless all are wanted', () => {
    const queue = new ActQueue(new Memory())
    queue.add(acts(5, 1))
    expect(queue.next(false, all)).toEqual([])
    expect(queue.next(true, all)).toHaveLength(5)
    expect(queue.length).toBe(0)
  })

  it('cuts at the row limit and at half of the hold', () => {
    const queue = new ActQueue(new Memory())
    queue.add(acts(batchRows + 3, 1))
    expect(queue.next(false, all)).toHaveLength(batchRows)
    expect(queue.next(true, all)).toHaveLength(3)
    queue.add(acts(6, holdMs / 4))
    expect(queue.next(false, all)).toHaveLength(2)
  })

  it('takes what may be taken now and keeps the order', () => {
    const queue = new ActQueue(new Memory())
    const given = acts(4000, 1)
    queue.add(given)
    const taken: string[] = []
    for (let size = 1; queue.length > 0; size = (size % 300) + 7)
      taken.push(...queue.next(true, () => Math.min(size, queue.length)).map(({ id }) => id))
    expect(taken).toEqual(given.map(({ id }) => id))
    expect(queue.next(true, all)).toEqual([])
  })
})
