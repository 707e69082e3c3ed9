import { actKinds, type Act, type ActKind } from '../event/act.ts'
import { catalogue } from '../features/catalogue.ts'
import type { FeatureBatch } from '../features/feature.ts'
import { vocabulary } from '../features/tokens.ts'
import { sequenceKey } from '../models/scorer.ts'
import type { TrainingData } from '../models/train.ts'
import { hour } from '../event/time-units.ts'

/** Share of the acts at the beginning that do not teach: while baselines know nobody yet, all is new. */
const warmUp = 0.2
/** More failures than that of one address or person within an hour are a burst; bursts do not teach. */
const burstFailures = 5

/**
 * What histories teach an ensemble: their rows without the warm-up and without bursts of failures. Each history is
 * that of one organisation, featurised on its own, in the order of time. Acts for which `teaches` is false are left out
 * too.
 */
export function createTrainingSet(
  histories: readonly (readonly FeatureBatch[])[],
  teaches: (act: Act) => boolean = () => true,
): TrainingData {
  const width = catalogue.length
  const total = histories.flat().reduce((sum, batch) => sum + batch.acts.length, 0)
  const rows = new Float32Array(total * width)
  const kinds = new Uint8Array(total)
  const tokens = new Int32Array(total)
  const users = new Int32Array(total)
  const numbers = new Map<string, number>()
  let count = 0
  for (const [organisation, batches] of histories.entries()) {
    for (const { batch, row, act, kind } of teachingActs(batches)) {
      if (!teaches(act)) continue
      const key = sequenceKey(act)
      rows.set(batch.rows.subarray(row * width, (row + 1) * width), count * width)
      kinds[count] = actKinds.indexOf(kind)
      tokens[count] = batch.tokens[row] ?? 0
      users[count] = key === '' ? -1 : numberOf(numbers, `${organisation} ${key}`)
      count++
    }
  }
  return {
    rows: rows.subarray(0, count * width),
    count,
    features: catalogue,
    kinds: kinds.subarray(0, count),
    tokens: tokens.subarray(0, count),
    users: users.subarray(0, count),
    vocabulary,
  }
}

function* teachingActs(
  batches: readonly FeatureBatch[],
): Generator<{ batch: FeatureBatch; row: number; act: Act; kind: ActKind }> {
  const total = batches.reduce((sum, batch) => sum + batch.acts.length, 0)
  const skipped = Math.floor(total * warmUp)
  const bursts = new BurstFilter()
  let seen = 0
  for (const batch of batches) {
    for (const [row, act] of batch.acts.entries()) {
      const isBurst = bursts.see(act)
      if (seen++ < skipped || isBurst || act.kind === 'notice') continue
      yield { batch, row, act, kind: act.kind }
    }
  }
}

function numberOf(numbers: Map<string, number>, key: string): number {
  const known = numbers.get(key)
  if (known !== undefined) return known
  numbers.set(key, numbers.size)
  return numbers.size - 1
}

/** Tells failures that come in bursts. Bounded by the acts that are held for learning. */
class BurstFilter {
  readonly #failures = new Map<string, number[]>()

  see(act: Act): boolean {
    if (act.kind !== 'attempt' || act.outcome !== 'failure') return false
    return [act.sourceIp, act.user]
      .filter((key) => key !== '')
      .map((key) => this.#count(key, act.time))
      .some((n) => n > burstFailures)
  }

  #count(key: string, time: number): number {
    const recent = (this.#failures.get(key) ?? []).filter((before) => before > time - hour)
    recent.push(time)
    this.#failures.set(key, recent.slice(-burstFailures - 1))
    return recent.length
  }
}
