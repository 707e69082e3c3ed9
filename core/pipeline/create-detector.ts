import { Detector } from '../detect/detector.ts'
import { ruleFinder } from '../detect/suppression-match.ts'
import { Verdicts } from '../detect/verdicts.ts'
import { catalogue } from '../features/catalogue.ts'
import { describeReason } from '../features/describe.ts'
import { detectorNames } from '../models/score.ts'
import type { ScoringClient } from '../models/scoring-client.ts'
import type { Settings } from '../settings/settings.ts'
import type { Store } from '../store/store.ts'
import { listRules } from '../store/rules.ts'
import { readVerdicts } from '../store/verdicts.ts'

export interface DetectorSurroundings {
  store: Store
  scoring: ScoringClient
  settings: Settings
  /** Ids of alerts that a person has cleared. */
  cleared: ReadonlySet<string>
  /** Epoch ms of the clock on the wall: rules that have expired by then say nothing. */
  now: number
}

/** A detector that explains through the scoring threads and minds what the analyst has said so far. */
export function createDetector({ store, scoring, settings, cleared, now }: DetectorSurroundings): Detector {
  const width = catalogue.length
  const ruleOf = ruleFinder(listRules(store.connection), now)
  const lstm = detectorNames.indexOf('lstm')
  return new Detector({
    features: catalogue,
    alertBudget: settings.alertBudgetPerDay,
    describe: describeReason,
    verdicts: new Verdicts(readVerdicts(store.connection)),
    cleared,
    isAllowed: (alert) => ruleOf(alert)?.kind === 'allow',
    explain: (row, batch, scores) => {
      const kind = batch.acts[row]?.kind ?? 'notice'
      if (kind === 'notice') return Promise.resolve([])
      return scoring.explain({
        row: batch.rows.slice(row * width, (row + 1) * width),
        usual: batch.usual.slice(row * width, (row + 1) * width),
        kind,
        fused: scores.fused[row] ?? 0,
        lstm: scores.z[row * detectorNames.length + lstm] ?? Number.NaN,
      })
    },
  })
}
