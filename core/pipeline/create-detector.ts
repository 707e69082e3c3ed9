import { Detector } from '../detect/detector.ts'
import { ruleFinder } from '../detect/suppression-match.ts'
import { Triage } from '../detect/triage.ts'
import { Verdicts } from '../detect/verdicts.ts'
import { catalogue } from '../features/catalogue.ts'
import { describeReason } from '../features/describe.ts'
import { detectorNames } from '../models/score.ts'
import type { ScoringClient } from '../models/scoring-client.ts'
import type { Settings } from '../settings/settings.ts'
import type { Feedback } from '../store/feedback.ts'

/**
 * A detector that explains through the scoring threads and minds what people have said so far; `now` is epoch ms of the
 * clock on the wall: rules that have expired by then say nothing.
 */
export function createDetector(
  scoring: ScoringClient,
  settings: Settings,
  feedback: Feedback,
  now: number,
): Detector {
  const ruleOf = ruleFinder(feedback.rules, now)
  const width = catalogue.length
  const lstm = detectorNames.indexOf('lstm')
  return new Detector({
    features: catalogue,
    alertBudget: settings.alertBudgetPerDay,
    describe: describeReason,
    verdicts: new Verdicts(feedback.verdicts),
    cleared: feedback.cleared,
    isAllowed: (alert) => ruleOf(alert)?.kind === 'allow',
    triage: Triage.learn(feedback.judged),
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
