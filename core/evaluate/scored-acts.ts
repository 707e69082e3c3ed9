import type { FeatureBatch } from '../features/feature.ts'
import { fuse } from '../models/calibration.ts'
import { sequenceKey } from '../models/scorer.ts'
import { detectorNames } from '../models/score.ts'
import type { DetectorName, Scores } from '../models/score.ts'
import type { AttackLines } from './labels.ts'

/** What a ranking can be made of: each detector, and their fusion. */
export const rankedNames = [...detectorNames, 'fused'] as const
export type RankedName = (typeof rankedNames)[number]

/**
 * Acts with their scores as the import gave them, in columns. It is filled while the import runs and knows no labels;
 * `attacks` brings them in afterwards. Holds a few hundred bytes an act.
 */
export class ScoredActs {
  /** Epoch ms. */
  readonly times: number[] = []
  /** Number of the person (or address) whose act it is. */
  readonly owners: number[] = []
  /** z of each detector, NaN where it is silent; `fused` is the score that alerts are made of. */
  readonly scores: Record<RankedName, number[]> = { iforest: [], ocsvm: [], lof: [], lstm: [], fused: [] }
  readonly #places: { source: string; line: number }[][] = []
  readonly #numbers = new Map<string, number>()

  get count(): number {
    return this.times.length
  }

  get ownerCount(): number {
    return this.#numbers.size
  }

  add({ acts }: Pick<FeatureBatch, 'acts'>, { z, fused }: Pick<Scores, 'z' | 'fused'>): void {
    for (const [row, act] of acts.entries()) {
      if (act.kind === 'notice') continue
      this.times.push(act.time)
      this.owners.push(this.#numberOf(sequenceKey(act)))
      this.#places.push(act.places.map(({ source, line }) => ({ source, line })))
      detectorNames.forEach((name, i) => {
        this.scores[name].push(z[row * detectorNames.length + i] ?? Number.NaN)
      })
      this.scores.fused.push(fused[row] ?? Number.NaN)
    }
  }

  /** The attack of each act, an index into the labels; -1 for a normal one. */
  attacks(lines: AttackLines): Int32Array {
    return Int32Array.from(this.#places, (places) => lines.attackOf(places))
  }

  /** The fusion as it would be without one detector. */
  fusedWithout(left: DetectorName): Float64Array {
    const names = detectorNames.filter((name) => name !== left)
    return Float64Array.from(this.times, (_, row) =>
      fuse(Object.fromEntries(names.map((name) => [name, this.scores[name][row]]))),
    )
  }

  #numberOf(key: string): number {
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.#numbers.size)
    return this.#numbers.size - 1
  }
}
