import type { Opened } from './database.ts'

/** Events that are stored. */
export function countEvents({ connection }: Opened): number {
  return (
    connection.prepare<[], number>('SELECT coalesce(sum(rows), 0) FROM event_segments').pluck().get() ?? 0
  )
}
