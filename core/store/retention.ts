import type { Settings } from '../settings/settings.ts'
import { day } from '../event/time-units.ts'
import type { Connection } from './database.ts'

/** How long events are kept, and how many. */
export interface Retention {
  /** By event time, counted back from the newest event; undefined: for ever. */
  days?: number
  /** As they are stored; undefined: all. */
  bytes?: number
}

/** What is stored of events. */
export interface EventUsage {
  events: number
  /** Times of the earliest and latest event, epoch ms; null where none has a time. */
  first: number | null
  last: number | null
  bytes: number
}

/** Bounds the work of a call: some 100 ms. */
const mostDropped = 16

export function retentionOf({
  keepEventDays: days,
  keepEventGigabytes: gigabytes,
}: Pick<Settings, 'keepEventDays' | 'keepEventGigabytes'>): Retention {
  return {
    ...(days === 'all' ? {} : { days }),
    ...(gigabytes === 'all' ? {} : { bytes: gigabytes * 1e9 }),
  }
}

/**
 * Drops whole segments that are older than is kept or, the oldest first, beyond the size that is kept: 16 at most. Alerts and
 * incidents have their own copy of what they show.
 * @param now epoch ms: times after it come of a wrong clock, and make nothing else old
 * @returns whether any were dropped; then there may be more
 */
export function dropOldEvents(connection: Connection, retention: Retention, now: number): boolean {
  const old = findOldEvents(connection, retention, now)
  const drop = connection.prepare('DELETE FROM event_segments WHERE id = ?')
  for (const id of old) drop.run(id)
  return old.length > 0
}

/** Ids of the segments that `dropOldEvents` would drop. */
export function findOldEvents(connection: Connection, { days, bytes }: Retention, now: number): number[] {
  if (days === undefined && bytes === undefined) return []
  return connection
    .prepare<object, number>(
      `WITH aged AS (
         SELECT id, start, bytes, CASE WHEN last > :now THEN min(first, :now) ELSE coalesce(last, :now) END AS age
         FROM event_segments
       ), counted AS (
         SELECT id, start, age, sum(bytes) OVER (ORDER BY age DESC, start DESC) AS kept FROM aged
       )
       SELECT id FROM counted
       WHERE kept > :bytes OR age < (SELECT max(last) FROM event_segments WHERE last <= :now) - :span
       ORDER BY age, start LIMIT :most`,
    )
    .pluck()
    .all({
      now,
      bytes: bytes ?? Number.MAX_SAFE_INTEGER,
      span: days === undefined ? Number.MAX_SAFE_INTEGER : days * day,
      most: mostDropped,
    })
}

export function readUsage(connection: Connection): EventUsage {
  const usage = connection
    .prepare<[], EventUsage>(
      `SELECT coalesce(sum(rows), 0) AS events, min(first) AS first, max(last) AS last, coalesce(sum(bytes), 0) AS bytes
       FROM event_segments`,
    )
    .get()
  return usage ?? { events: 0, first: null, last: null, bytes: 0 }
}
