import { describe, expect, it } from 'vitest'
import { Correlator } from '../correlate/correlator.ts'
import { createDetector, scoresOf } from '../detect/detect.fixture.ts'
import { actOf } from '../features/act.fixture.ts'
import { readOverview } from '../store/overview.ts'
import { Store } from '../store/store.ts'
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
  const store = new Store(':memory:')
  store.beginImport('import', 0, { fingerprint: '', contents: [], reading: { folder: '' } })
  let scored = 0
  const analysis = new Analysis({
    importId: 'import',
    store,
    clock: new StageClock(),
    score: async ({ acts }) => {
      if (++scored > batches) throw new Error('the scoring worker ended (exit status 134)')
      return scoresOf(acts.map(() => 0.5))
    },
    explain: async () => [],
    detector: createDetector(),
    correlator: new Correlator(),
    onSettled: () => {},
    onCommit: () => {},
  })
  return { analysis, starts: () => readOverview(store).totals.acts.start }
}

describe('Analysis', () => {
  it('settles what waits when it finishes', async () => {
    const { analysis, starts } = analyse(100)
    await analysis.push(signIns(50))
    await analysis.finish()
    expect(starts()).toBe(50)
  })

  it('commits what was settled before scoring died', async () => {
    const { analysis, starts } = analyse(3)
    await analysis.push(signIns(50))
    await expect(analysis.finish()).rejects.toThrow('the scoring worker ended')
    expect(starts()).toBe(3)
  })

  it('takes no more acts once scoring has died, so that the import ends at once', async () => {
    const { analysis } = analyse(0)
    await analysis.push(signIns(2))
    await new Promise((resolve) => setImmediate(resolve))
    await expect(analysis.push(signIns(2, 2))).rejects.toThrow('the scoring worker ended')
  })
})
