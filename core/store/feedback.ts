import type { Rule } from '../detect/suppression.ts'
import type { JudgedAlert } from '../detect/triage.ts'
import type { Verdict } from '../detect/verdicts.ts'
import { clearedAlertIds } from './cleared.ts'
import type { Connection } from './database.ts'
import { readJudgedAlerts } from './judged-alerts.ts'
import { listRules } from './rules.ts'
import { readVerdicts } from './verdicts.ts'

/** What people have said of the alerts of a workspace. */
export interface Feedback {
  verdicts: Verdict[]
  /** Ids of alerts that were cleared. */
  cleared: ReadonlySet<string>
  judged: JudgedAlert[]
  rules: Rule[]
}

export function readFeedback(connection: Connection): Feedback {
  return {
    verdicts: readVerdicts(connection),
    cleared: clearedAlertIds({ connection }),
    judged: readJudgedAlerts(connection),
    rules: listRules(connection),
  }
}
