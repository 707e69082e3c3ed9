import { applyRules } from './apply-rules.ts'
import { listRules, putRule } from './rules.ts'
import type { Store } from './store.ts'

/** Puts the rules and statuses of one workspace into another of the same events, and applies them to what was found there. */
export function copyJudgements(from: Store, into: Store, now: number): void {
  const statuses = from.connection
    .prepare<[], { incident: string; status: string }>('SELECT incident, status FROM verdicts')
    .all()
  into.change(() => {
    const put = into.connection.prepare('INSERT OR REPLACE INTO verdicts (incident, status) VALUES (?, ?)')
    for (const { incident, status } of statuses) put.run(incident, status)
    for (const rule of listRules(from.connection)) putRule(into.connection, rule)
    applyRules(into.connection, now)
  })
}
