import type { Act } from '../../core/event/act.ts'
import { catalogue } from '../../core/features/catalogue.ts'
import type { FeatureBatch } from '../../core/features/feature.ts'
import type { ScoringClient } from '../../core/models/scoring-client.ts'

/** One act as a program that scores with scikit-learn would hold it: its features by name. */
export interface LoopEvent {
  act: Act
  values: Readonly<Record<string, number>>
  token: number
}

const names = catalogue.map(({ name }) => name)

/** Takes events `batch` at a time for `seconds`: row of each, scores, alerts counted. Gives the rows done. */
export function runLoop(
  client: ScoringClient,
  events: readonly LoopEvent[],
  batch: number,
  seconds: number,
): Promise<number> {
  return keepScoring(client, (first) => batchOf(events, first, batch), batch, seconds)
}

/** The same without making the batches: they are given, and taken in turn. */
export function runBatches(
  client: ScoringClient,
  batches: readonly FeatureBatch[],
  batch: number,
  seconds: number,
): Promise<number> {
  return keepScoring(client, (first) => batches[(first / batch) % batches.length], batch, seconds)
}

/** An event at a time waits for each score; batches are handed over while earlier ones are scored, as an import does. */
async function keepScoring(
  client: ScoringClient,
  next: (first: number) => FeatureBatch | undefined,
  batch: number,
  seconds: number,
): Promise<number> {
  const underWay: Promise<number>[] = []
  const most = batch === 1 ? 1 : 4
  const begun = performance.now()
  let done = 0
  let alerts = 0
  while (performance.now() - begun < 1000 * seconds) {
    const features = next(done)
    if (!features) throw new RangeError('there is nothing to score')
    underWay.push(client.score(features).then(({ pValue }) => pValue.filter((p) => p < 0.01).length))
    if (underWay.length >= most) alerts += (await underWay.shift()) ?? 0
    done += batch
  }
  for (const count of await Promise.all(underWay)) alerts += count
  if (alerts > done) throw new RangeError('more alerts than rows')
  return done
}

function batchOf(events: readonly LoopEvent[], first: number, batch: number): FeatureBatch {
  const rows = new Float32Array(batch * names.length)
  const tokens = new Int32Array(batch)
  const acts = Array.from({ length: batch }, (_, row) => {
    const event = events[(first + row) % events.length]
    if (!event) throw new RangeError('there is nothing to score')
    for (const [f, name] of names.entries()) rows[row * names.length + f] = event.values[name] ?? Number.NaN
    tokens[row] = event.token
    return event.act
  })
  return { acts, rows, tokens, usual: new Float32Array(0), ranges: new Map(), maturity: new Float32Array(0) }
}
