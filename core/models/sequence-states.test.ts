import { describe, expect, it } from 'vitest'
import { HeapBacking } from '../memory/heap-backing.fixture.ts'
import { HIDDEN } from './lstm.ts'
import { createRng, randomInt } from './rng.ts'
import { readSequences, sequenceEntries } from './sequence-columns.ts'
import { SequenceStates } from './sequence-states.ts'

/** Adds one to the state of each key, as a round would change it; returns what the states were before. */
function step(states: SequenceStates, keys: readonly string[]): number[] {
  const seen = keys.map((key) => {
    const slot = states.touch(key)
    const [h, c] = [new Float32Array(HIDDEN), new Float32Array(HIDDEN)]
    states.read(slot, h, c, 0)
    states.write(slot, h.map((one) => one + 1), c.map((one) => one + 2), 0)
    return h[HIDDEN - 1] ?? NaN
  })
  states.forgetOldest()
  return seen
}

describe('SequenceStates', () => {
  it('go on after restarts as if there had been none, those that are forgotten included', () => {
    const rng = createRng(7)
    const backing = new HeapBacking()
    const undisturbed = new SequenceStates()
    let states = new SequenceStates()
    for (let turn = 0; turn < 6; turn++) {
      const keys = Array.from({ length: 14_000 }, () => `user-${12_000 * turn + randomInt(rng, 24_000) - randomInt(rng, 12_000)}`)
      expect(step(states, keys)).toEqual(step(undisturbed, keys))
      if (turn % 2 === 1) backing.put(sequenceEntries(states.take(), 'one'))
      if (turn !== 3) continue
      states = new SequenceStates()
      states.restore(readSequences(backing, 'one'))
    }
    expect(readSequences(backing, 'one').keys.length).toBe(50_000)
  })

  it('are taken once, as long as they do not change', () => {
    const states = new SequenceStates()
    step(states, ['ada', 'bob'])
    expect(states.take().keys).toEqual(['ada', 'bob'])
    step(states, ['ada'])
    expect(states.take()).toMatchObject({ keys: ['ada'], forgotten: [] })
    expect(states.take().keys).toEqual([])
  })

  it('of another generation are forgotten where they are kept', () => {
    const backing = new HeapBacking()
    const states = new SequenceStates()
    step(states, ['ada', 'bob'])
    backing.put(sequenceEntries(states.take(), 'one'))
    const next = new SequenceStates()
    next.restore(readSequences(backing, 'two'))
    expect(step(next, ['ada'])).toEqual([0])
    backing.put(sequenceEntries(next.take(), 'two'))
    expect(readSequences(backing, 'two').keys).toEqual(['ada'])
  })
})
