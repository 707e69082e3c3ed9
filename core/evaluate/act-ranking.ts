import { createRng } from '../models/rng.ts'
import { drawUnits, percentileInterval } from './bootstrap.ts'
import type { RankingEstimates } from './evaluation.ts'
import { Ranking } from './ranking.ts'
import type { RankingFigures } from './ranking.ts'

const replicates = 200
const seed = 1

/** Whose each act is. */
interface ActOwners {
  /** Per act an index of an attack, -1 for a normal act. */
  attacks: Int32Array
  attackCount: number
  /** Per act the number of its person. */
  owners: readonly number[]
  ownerCount: number
}

/**
 * How well one score ranks the acts of attacks before normal ones. Intervals are a cluster bootstrap: acts of one attack,
 * and normal acts of one person, are drawn together, since they are not independent.
 */
export class ActRanking {
  readonly #ranking: Ranking
  readonly #owners: ActOwners
  /** Per attack 1 / its number of acts. */
  readonly #shares: Float64Array

  constructor(scores: ArrayLike<number>, owners: ActOwners) {
    this.#owners = owners
    this.#ranking = new Ranking(
      scores,
      Uint8Array.from(owners.attacks, (attack) => (attack >= 0 ? 1 : 0)),
    )
    const acts = new Float64Array(owners.attackCount)
    for (const attack of owners.attacks) if (attack >= 0) acts[attack] = (acts[attack] ?? 0) + 1
    this.#shares = acts.map((count) => (count > 0 ? 1 / count : 0))
  }

  /** Every act counts the same. */
  byAct(): RankingEstimates {
    return this.#estimates(() => 1)
  }

  /** Every attack counts the same, however many acts it has. */
  byAttack(): RankingEstimates {
    return this.#estimates((attack) => this.#shares[attack] ?? 0)
  }

  /** Every attack counts the same; without intervals. */
  figuresByAttack(): RankingFigures {
    const { attacks } = this.#owners
    return this.#ranking.figures((row) => {
      const attack = attacks[row] ?? -1
      return attack < 0 ? 1 : (this.#shares[attack] ?? 0)
    })
  }

  /** Area under the ROC curve of the acts of some attacks against all normal ones. */
  aucRocOf(included: (attack: number) => boolean): number {
    const { attacks } = this.#owners
    return this.#ranking.figures((row) => {
      const attack = attacks[row] ?? -1
      return attack < 0 || included(attack) ? 1 : 0
    }).aucRoc
  }

  #estimates(share: (attack: number) => number): RankingEstimates {
    const { attacks, attackCount, owners, ownerCount } = this.#owners
    const rng = createRng(seed)
    const figures = (ofAttack: (attack: number) => number, ofOwner: (owner: number) => number) =>
      this.#ranking.figures((row) => {
        const attack = attacks[row] ?? -1
        return attack >= 0 ? share(attack) * ofAttack(attack) : ofOwner(owners[row] ?? -1)
      })
    const values = figures(
      () => 1,
      () => 1,
    )
    const drawn = Array.from({ length: replicates }, () => {
      const attackTimes = drawUnits(attackCount, rng)
      const ownerTimes = drawUnits(ownerCount, rng)
      return figures(
        (attack) => attackTimes[attack] ?? 0,
        (owner) => ownerTimes[owner] ?? 0,
      )
    })
    const estimate = (name: keyof RankingFigures) => ({
      value: values[name],
      ...percentileInterval(drawn.map((one) => one[name])),
    })
    return {
      aucRoc: estimate('aucRoc'),
      aucPr: estimate('aucPr'),
      tprAt1: estimate('tprAt1'),
      tprAt5: estimate('tprAt5'),
    }
  }
}
