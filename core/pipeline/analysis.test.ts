import { describe, expect, it } from 'vitest'
import { Correlator } from '../correlate/correlator.ts'
import { createDetector, scoresOf } from '../detect/detect.fixture.ts'
import { actOf } from '../features/act.fixture.ts'
import { Memory } from '../memory/memory.ts'
import { Analysis } from './analysis.ts'
import { holdMs } from './hold.ts'
import { StageClock } from './stage-clock.ts'

const start = Date.UTC(2026, 2, 2, 8)
/** Sign-ins so far apart that each is a batch. */
const signIns = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) =>
    actOf({ id: `log#${from + i}`, kind: 'start', time: start + ((from + i) * holdMs) / 2 }),
  )

/** An analysis whose scoring dies after some batches. */
function analyse(batches: number) {
  let scored = 0
  const analysis = new Analysis({
    memory: new Memory(),
    clock: new StageClock(),
    score: async ({ acts }) => {
      if (++scored > batches) throw new Error('the scoring worker ended (exit status 134)')
      return scoresOf(acts.map(() => 0.5))
    },
    explain: async () => [],
    detector: createDetector(),
    correlator: new Correlator(),
    onSettled: () => {},
  })
  const starts = () => [...analysis.take().tally.buckets.values()].reduce((sum, { start: n }) => sum + n, 0)
  return { analysis, starts }
}

describe('Analysis', () => {
  it('settles all that waits, and gives each result once', async () => {
    const { analysis, starts } = analyse(100)
    analysis.add(signIns(50))
    expect(await analysis.settle()).toBe(true)
    expect(starts()).toBe(50)
    expect(starts()).toBe(0)
  })

  it('says so when scoring dies', async () => {
    const { analysis } = analyse(3)
    analysis.add(signIns(50))
    await expect(analysis.settle()).rejects.toThrow('the scoring worker ended')
  })

  it('takes no more acts once scoring has died, so that the import ends at once', async () => {
    const { analysis } = analyse(0)
    analysis.add(signIns(2))
    await new Promise((resolve) => setImmediate(resolve))
    analysis.add(signIns(2, 2))
    expect(analysis.isFull).toBe(true)
    await expect(analysis.turn()).rejects.toThrow('the scoring worker ended')
  })
})
