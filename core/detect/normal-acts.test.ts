import { describe, expect, it } from 'vitest'
import { features } from './detect.fixture.ts'
import { NormalActs } from './normal-acts.ts'
import { flow, home, login, monday, munich } from './signals/signals.fixture.ts'
import { minute } from '../event/time-units.ts'
import { createRng } from '../models/rng.ts'

describe('NormalActs', () => {
  it('finds the nearest by spread, not by unit, and says where they differ', () => {
    const normal = new NormalActs(features)
    // The hour is the same within one, the bytes (log) range over 4: an hour off is further than 0.1 of bytes.
    for (let i = 0; i < 40; i++)
      normal.learn(
        login(monday + i * minute, `user${i}`, home, { place: munich }),
        Float32Array.of(9 + (i % 3), 7 + 0.1 * i, 5),
      )
    const [first, ...more] = normal.nearest(login(monday, 'eve'), Float32Array.of(9, 9.12, 5))
    expect(more).toHaveLength(2)
    expect(first).toMatchObject({
      text: `user21 signed in from ${home} (Munich, DE)`,
      time: monday + 21 * minute,
    })
    expect(first?.distance).toBeLessThan(0.2)
    const [far] = normal.nearest(login(monday, 'eve'), Float32Array.of(9, 22, 5))
    expect(far?.differs[0]).toMatch(/^uploaded .*; there /)
  })
  it('knows only acts of the same kind', () => {
    const normal = new NormalActs(features)
    normal.learn(login(monday, 'alice'), Float32Array.of(1, 2, 3))
    expect(normal.nearest(flow(monday, 'alice', '10.1.1.1', 445), Float32Array.of(1, 2, 3))).toEqual([])
  })
  it('keeps mostly recent acts, the same in every run, and copes with unknown values', () => {
    const run = () => {
      const normal = new NormalActs(features)
      const random = createRng(5)
      for (let i = 0; i < 20_000; i++)
        normal.learn(login(monday + i * minute, `user${i}`), Float32Array.of(random(), NaN, random()))
      return normal.nearest(login(monday, 'eve'), Float32Array.of(0.5, 1, NaN))
    }
    const found = run()
    expect(run()).toEqual(found)
    expect(found).toHaveLength(3)
    for (const { time, distance } of found) {
      expect((time - monday) / minute).toBeGreaterThan(8000)
      expect(distance).toBeGreaterThan(0.7)
      expect(distance).toBeLessThan(3)
    }
  })
})
