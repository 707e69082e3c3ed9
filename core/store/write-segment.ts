import type { EncodedSegment } from '../events/segment/segment-writer.ts'
import type { EventId } from '../events/segment/segment.ts'
import type { Connection } from './database.ts'
import { mergeLatest } from './merge-segments.ts'
import { putSegment } from './put-segment.ts'

/** Events that an import may number; 2 ** 21 imports fit beside it into what a JavaScript number holds exactly. */
const numbersOfImport = 2 ** 32

/**
 * Adds a segment to an import, with which it goes, and merges small ones where enough have gathered. Belongs in a transaction.
 */
export function writeSegment(connection: Connection, importId: string, segment: EncodedSegment): void {
  putSegment(connection, importId, { ...segment, start: takeNumbers(connection, importId, segment.rows) })
  mergeLatest(connection, importId)
}

/** @returns the first of so many numbers that nothing else ever gets */
function takeNumbers(connection: Connection, importId: string, count: number): EventId {
  const taken = connection
    .prepare<[string, number], { number: number; next: number }>(
      `INSERT INTO event_numbers (import, next) VALUES (?, ?)
       ON CONFLICT (import) DO UPDATE SET next = next + excluded.next RETURNING number, next`,
    )
    .get(importId, count)
  if (taken === undefined) throw new Error(`import ${importId} got no numbers for its events`)
  return taken.number * numbersOfImport + taken.next - count
}
