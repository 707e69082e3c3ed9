import { actKinds } from '../event/act.ts'
import type { ActKind } from '../event/act.ts'
import { TOLERANCE } from './calibration.ts'
import type { Calibrator, RawScores } from './calibration.ts'
import { createRng, sample } from './rng.ts'
import type { Contribution } from './score.ts'

/** One row to explain. */
export interface ExplanationRequest {
  row: Float32Array
  /** NaN where nothing is usual for the user yet: the training median stands in. */
  usual: Float32Array
  kind: ActKind
  /** The row's fused score, which the contributions add up to. */
  fused: number
  /** The row's z of the LSTM, which no feature changes; absent or NaN where it was silent. */
  lstm?: number
}

interface Explained {
  calibrator: Calibrator
  /** Training medians, one a feature. */
  medians: ArrayLike<number>
  /** Raw scores of the detectors that see one row at a time, of row-major rows. */
  scoreStatic: (rows: Float32Array) => Promise<Omit<RawScores, 'lstm'>>
}

/** Features that share the score as players of their own; the others are one player together. */
const PLAYERS = 10
/** Random orders, each walked forwards and backwards. */
const ORDERS = 4
/** Features that are set to their usual values together, to see how many it takes to make the row normal. */
const JOINED = 6

/**
 * How much each feature explains of a row's fused score, heaviest first.
 *
 * The measure is the mean z of the static detectors. First each feature alone takes its usual value; the ten whose change
 * lowers the measure most become players, the rest one player together. Their shares are sampled Shapley values (Castro
 * et al. 2009, "Polynomial calculation of the Shapley value based on sampling"): in a random order the players take their
 * usual values one after the other, and a player's share is the mean of the drops it causes; every order is also walked
 * backwards (antithetic sampling, Mitchell et al., JMLR 2022). So features that say the same thing divide what it weighs,
 * and the shares add up to the score of the row less that of a usual one. What the rest explains is divided by the
 * drops of its features. Features that would not lower the score are left out; the others are scaled to add up to
 * `fused`. Orders come from a fixed seed: the same row, the same shares.
 */
export async function explainRow(request: ExplanationRequest, using: Explained): Promise<Contribution[]> {
  const { row, usual, fused } = request
  const values = Array.from({ length: row.length }, (_, feature) => {
    const value = usual[feature] ?? Number.NaN
    return Number.isNaN(value) ? (using.medians[feature] ?? Number.NaN) : value
  })
  const measure = (changes: readonly number[][]) => measureRows(request, using, changes)
  const changed = Array.from(row, (_, feature) => feature).filter((f) => !Object.is(row[f], usual[f]))
  const [original = 0, ...alone] = (await measure([[], ...changed.map((feature) => [feature])])).levels
  const drops = changed
    .map((feature, i) => ({ feature, drop: original - (alone[i] ?? 0) }))
    .sort((a, b) => b.drop - a.drop)
  const rest = drops.slice(PLAYERS)
  const players = drops.slice(0, PLAYERS).map(({ feature }) => [feature])
  const groups = rest.length > 0 ? [...players, rest.map(({ feature }) => feature)] : players
  const shares = await sampleShapley(groups, async (changes) => (await measure(changes)).levels)

  const lowering = rest.reduce((sum, { drop }) => sum + Math.max(0, drop), 0)
  const parts = drops
    .map(({ feature, drop }, i) => {
      const ofRest = lowering > 0 ? ((shares[PLAYERS] ?? 0) * Math.max(0, drop)) / lowering : 0
      return { feature, share: i < PLAYERS ? (shares[i] ?? 0) : ofRest }
    })
    .filter(({ share }) => share > TOLERANCE)
    .sort((a, b) => b.share - a.share)
  const total = parts.reduce((sum, { share }) => sum + share, 0)
  const heaviest = parts.slice(0, JOINED).map(({ feature }) => feature)
  const { pValues } = await measure(heaviest.map((_, i) => heaviest.slice(0, i + 1)))
  return parts.map(({ feature, share }, i) => ({
    feature,
    usual: values[feature] ?? Number.NaN,
    contribution: (share / total) * Math.max(0, fused),
    without: pValues[i],
  }))
}

/** Mean drop that each group of features causes when it takes its usual values, over orders and their reverses. */
async function sampleShapley(
  groups: readonly number[][],
  measure: (changes: readonly number[][]) => Promise<number[]>,
): Promise<number[]> {
  const shares = groups.map(() => 0)
  if (groups.length === 0) return shares
  const random = createRng(1)
  const players = Int32Array.from(groups.keys())
  const walks = Array.from({ length: ORDERS }, () => [...sample(random, players, players.length)]).flatMap(
    (order) => [order, order.toReversed()],
  )
  const steps = walks.flatMap((walk) =>
    Array.from({ length: walk.length + 1 }, (_, count) =>
      walk.slice(0, count).flatMap((player) => groups[player] ?? []),
    ),
  )
  const levels = await measure(steps)
  walks.forEach((walk, w) => {
    walk.forEach((player, i) => {
      const at = w * (walk.length + 1) + i
      const drop = (levels[at] ?? 0) - (levels[at + 1] ?? 0)
      shares[player] = (shares[player] ?? 0) + drop / walks.length
    })
  })
  return shares
}

/** Measures the row with each set of features at their usual values: mean z of the static detectors, and p-value. */
async function measureRows(
  { row, usual, kind, lstm = Number.NaN }: ExplanationRequest,
  { calibrator, scoreStatic }: Explained,
  changes: readonly number[][],
): Promise<{ levels: number[]; pValues: number[] }> {
  const variants = new Float32Array(changes.length * row.length)
  changes.forEach((features, i) => {
    variants.set(row, i * row.length)
    for (const feature of features) variants[i * row.length + feature] = usual[feature] ?? Number.NaN
  })
  const silent = new Float32Array(changes.length).fill(Number.NaN)
  const raw: RawScores = { ...(await scoreStatic(variants)), lstm: silent }
  const stratum = actKinds.indexOf(kind)
  const z = changes.map((_, i) => calibrator.standardise(raw, i, stratum))
  return {
    levels: z.map((each) => {
      const known = Object.values(each)
      return known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length)
    }),
    pValues: z.map((each) => calibrator.pValue({ ...each, lstm }, stratum)),
  }
}
