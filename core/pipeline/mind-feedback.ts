import type { Minded } from '../detect/detector.ts'
import { ruleFinder } from '../detect/suppression-match.ts'
import { Triage } from '../detect/triage.ts'
import { Verdicts } from '../detect/verdicts.ts'
import type { Feedback } from '../store/feedback.ts'

/**
 * What a detector is to mind of the feedback in a workspace; give it to the detector at each change.
 * @param now epoch ms of the clock on the wall: rules that have expired by then say nothing
 */
export function mindFeedback({ rules, verdicts, cleared, judged }: Feedback, now: number): Minded {
  const ruleOf = ruleFinder(rules, now)
  return {
    verdicts: new Verdicts(verdicts),
    cleared,
    isAllowed: (alert) => ruleOf(alert)?.kind === 'allow',
    triage: Triage.learn(judged),
  }
}
