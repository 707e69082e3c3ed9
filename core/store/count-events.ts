import type { Connection } from './database.ts'

/** Events that are stored. */
export function countEvents(connection: Connection): number {
  return (
    connection.prepare<[], number>('SELECT coalesce(sum(rows), 0) FROM event_segments').pluck().get() ?? 0
  )
}
