import type { Opened } from './database.ts'

export interface ImportCounts {
  alerts: number
  suppressed: number
  incidents: number
}

/** How much of an import is shown, and how much rules hide. */
export function countImport({ connection }: Opened, id: string): ImportCounts {
  const { alerts = 0, suppressed = 0 } =
    connection
      .prepare<[string], { alerts: number; suppressed: number }>(
        'SELECT count(*) - count(rule) AS alerts, count(rule) AS suppressed FROM shown_alerts WHERE import = ?',
      )
      .get(id) ?? {}
  const incidents = connection
    .prepare<[string], number>('SELECT count(*) FROM shown_incidents WHERE import = ?')
    .pluck()
    .get(id)
  return { alerts, suppressed, incidents: incidents ?? 0 }
}
