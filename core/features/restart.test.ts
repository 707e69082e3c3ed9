import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Act } from '../event/act.ts'
import { HeapBacking } from '../memory/heap-backing.fixture.ts'
import { Memory } from '../memory/memory.ts'
import { month } from './catalogue-peer-cases.fixture.ts'
import type { FeatureBatch, Teaching } from './feature.ts'
import { Featuriser } from './featuriser.ts'
import { weeks } from './weeks.fixture.ts'

const holdMs = 3_600_000
const verdicts: readonly Teaching[] = ['all', 'all', 'all', 'values', 'nothing']

/** A batch, judged after so many further batches, and whether the process dies after it. */
interface Step {
  size: number
  delay: number
  dies: boolean
}

const steps = fc.array(
  fc.record({
    size: fc.integer({ min: 1, max: 40 }),
    delay: fc.integer({ min: 0, max: 3 }),
    dies: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
)

/** What comes of the acts, batch by batch; where the process `dies` everything is built anew over what was written. */
function run(
  acts: readonly Act[],
  choices: readonly Step[],
  maxUsers?: number,
  resident?: number,
): unknown[] {
  const backing = new HeapBacking()
  const open = (): [Memory, Featuriser] => {
    const memory = resident === undefined ? new Memory() : new Memory(backing, resident)
    return [memory, new Featuriser({ memory, holdMs, ...(maxUsers && { maxUsers }) })]
  }
  let [memory, featuriser] = open()
  const results: unknown[] = []
  const waiting: FeatureBatch[] = []
  const judge = (): void =>
    featuriser.judge(
      (waiting.shift()?.acts ?? []).map(({ time }) => verdicts[Math.floor(time / 60_000) % 5] ?? 'all'),
    )
  for (let from = 0, turn = 0; from < acts.length; turn++) {
    const { size = 1, delay = 0, dies = false } = choices[turn % choices.length] ?? {}
    const wanted = acts.slice(from, from + size)
    while (featuriser.reach(wanted) === 0) judge()
    const batch = featuriser.featurise(wanted.slice(0, featuriser.reach(wanted)))
    results.push({ ...batch, counts: featuriser.counts })
    from += batch.acts.length
    waiting.push(batch)
    while (waiting.length > delay) judge()
    if (resident === undefined) continue
    if (dies || turn % 3 === 0) backing.write(memory)
    if (dies) [memory, featuriser] = open()
  }
  return results
}

describe('a featuriser over a memory', () => {
  it.each([
    ['few people', weeks(500), undefined],
    ['more people than there is room for', weeks(500), 4],
    ['peer groups', month, undefined],
  ] as const)('goes on after a restart as if there had been none: %s', (_, acts, maxUsers) => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 5 }), (choices, resident) => {
        expect(run(acts, choices, maxUsers, resident)).toEqual(run(acts, choices, maxUsers))
      }),
      { numRuns: 15 },
    )
  })
})
