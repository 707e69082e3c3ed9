import { Detector } from '../detect/detector.ts'
import { ruleFinder } from '../detect/suppression-match.ts'
import { Triage } from '../detect/triage.ts'
import { Verdicts } from '../detect/verdicts.ts'
import { catalogue } from '../features/catalogue.ts'
import { describeReason } from '../features/describe.ts'
import type { Memory } from '../memory/memory.ts'
import type { Settings } from '../settings/settings.ts'
import type { Feedback } from '../store/feedback.ts'

interface DetectorConditions {
  settings: Settings
  /** What people have said so far. */
  feedback: Feedback
  memory: Memory
  /** Epoch ms of the clock on the wall: rules that have expired by then say nothing. */
  now: number
}

export function createDetector({ settings, feedback, memory, now }: DetectorConditions): Detector {
  const ruleOf = ruleFinder(feedback.rules, now)
  return new Detector({
    features: catalogue,
    memory,
    alertBudget: settings.alertBudgetPerDay,
    describe: describeReason,
    verdicts: new Verdicts(feedback.verdicts),
    cleared: feedback.cleared,
    isAllowed: (alert) => ruleOf(alert)?.kind === 'allow',
    triage: Triage.learn(feedback.judged),
  })
}
