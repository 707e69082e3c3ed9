import { segmentRows, SegmentWriter } from '../events/segment/segment-writer.ts'
import type { Connection } from './database.ts'
import { SegmentReader, type SegmentRow } from './event-segments.ts'
import { putSegment } from './put-segment.ts'

/**
 * Below `under` rows a segment belongs to the tier, and neighbours of it or of lower tiers are merged once they have
 * `enough` together. A merge lifts all that it touches by a tier, so that no event is ever written more than five times;
 * segments of the highest tier are left as they are.
 */
const tiers = [
  { under: segmentRows / 2, enough: segmentRows },
  { under: 4096, enough: 4096 },
  { under: 256, enough: 256 },
  { under: 16, enough: 16 },
] as const

/** Segments looked at: many times those that tiers leave unmerged. */
const mostLookedAt = 512

/**
 * Merges the latest segments of an import where enough small ones have gathered: once at most, so at most 65,536 events,
 * which takes some 100 ms. Their events keep their numbers and their order. Belongs in the transaction that adds a segment.
 */
export function mergeLatest(connection: Connection, importId: string): void {
  const latest = connection
    .prepare<[string, number], SegmentRow>(
      'SELECT id, start, rows, first, last, blocks FROM event_segments WHERE import = ? ORDER BY start DESC LIMIT ?',
    )
    .all(importId, mostLookedAt)
    .reverse()
  const parts = chooseParts(latest)
  const [first] = parts
  if (first === undefined) return
  const reader = new SegmentReader(connection)
  const writer = new SegmentWriter()
  for (const part of parts) writer.append(reader.open(part))
  const merged = writer.finish()
  if (merged === undefined) return
  const drop = connection.prepare('DELETE FROM event_segments WHERE id = ?')
  for (const { id } of parts) drop.run(id)
  putSegment(connection, importId, { ...merged, start: first.start })
}

type Extent = Pick<SegmentRow, 'start' | 'rows'>

/** Neighbours to merge into one, of segments in their order; none where it is too early. */
export function chooseParts<T extends Extent>(segments: readonly T[]): T[] {
  for (const { under, enough } of tiers) {
    const run = segments.slice(startOfRun(segments, under))
    if (sum(run) < enough) continue
    let count = run.length
    while (sum(run.slice(0, count)) > segmentRows) count -= 1
    return count > 1 ? run.slice(0, count) : []
  }
  return []
}

/** Index of the first of the segments at the end that are all small and without a gap between them. */
function startOfRun(segments: readonly Extent[], under: number): number {
  let from = segments.length
  for (; from > 0; from--) {
    const [one, next] = [segments[from - 1], segments[from]]
    if (one === undefined || one.rows >= under) break
    if (next !== undefined && one.start + one.rows !== next.start) break
  }
  return from
}

function sum(segments: readonly Extent[]): number {
  return segments.reduce((total, { rows }) => total + rows, 0)
}
