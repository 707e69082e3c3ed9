import type { Event } from '../event/event.ts'
import { emptyBatch, type EventBatch } from '../ingest/event-batch.ts'
import { eventAt, placeAt, type Segment } from '../events/segment/segment.ts'
import type { Opened } from './database.ts'
import { SegmentReader, type SegmentRow } from './event-segments.ts'

/** Events of a batch (ours). */
const batchEvents = 2048

/** The stored events of an import in the order in which they were read, as if they were read anew. */
export function* replayEvents({ connection }: Opened, importId: string): Generator<EventBatch> {
  const rows = connection
    .prepare<[string], SegmentRow>(
      'SELECT id, start, rows, first, last, blocks FROM event_segments WHERE import = ? ORDER BY start',
    )
    .all(importId)
  // A reader a segment: what it has decoded goes with it.
  for (const row of rows) yield* replaySegment(new SegmentReader(connection).open(row))
}

function* replaySegment(segment: Segment): Generator<EventBatch> {
  let batch = emptyBatch()
  let row = 0
  for (const [block, count] of segment.blockRows().entries()) {
    const originals = segment.originals(block)
    for (let i = 0; i < count; i++, row++) {
      const bytes = originals.rawAt(i)
      if (bytes) (batch.raw ??= new Map()).set(batch.records.length, bytes)
      batch.records.push(judgedAnew(eventAt(segment, row)))
      batch.places.push(placeAt(segment, row))
      batch.originals.push(originals.at(i))
      if (batch.records.length < batchEvents) continue
      yield batch
      batch = emptyBatch()
    }
  }
  if (batch.records.length > 0) yield batch
}

/** Whether an event comes too late depends on what is replayed before it. */
function judgedAnew({ tags, ...event }: Event): Event {
  const kept = tags?.filter((tag) => tag !== 'late') ?? []
  return kept.length > 0 ? { ...event, tags: kept } : event
}
