import type { JudgedAlert } from '../detect/triage.ts'
import type { Verdict } from '../detect/verdicts.ts'
import { clearedAlertIds } from './cleared.ts'
import type { Connection } from './database.ts'
import { readJudgedAlerts } from './judged-alerts.ts'
import { readVerdicts } from './verdicts.ts'

/** What people have said of the alerts of a workspace. */
export interface Feedback {
  verdicts: Verdict[]
  /** Ids of alerts that were cleared. */
  cleared: ReadonlySet<string>
  judged: JudgedAlert[]
}

export function readFeedback(connection: Connection): Feedback {
  return {
    verdicts: readVerdicts(connection),
    cleared: clearedAlertIds(connection),
    judged: readJudgedAlerts(connection),
  }
}
