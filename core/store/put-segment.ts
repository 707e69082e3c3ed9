import type { EncodedSegment } from '../events/segment/segment-writer.ts'
import type { EventId } from '../events/segment/segment.ts'
import type { Connection } from './database.ts'

/** Stores a segment whose events have their numbers. */
export function putSegment(
  connection: Connection,
  importId: string,
  { start, rows, first, last, columns, blocks }: EncodedSegment & { start: EventId },
): void {
  const bytes =
    columns.reduce((sum, { data }) => sum + data.length, 0) +
    blocks.reduce((sum, { words, data }) => sum + words.length + data.length, 0)
  const { lastInsertRowid: id } = connection
    .prepare(
      'INSERT INTO event_segments (import, start, rows, first, last, bytes, blocks) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(importId, start, rows, first, last, bytes, JSON.stringify(blocks.map((block) => block.rows)))
  const putColumn = connection.prepare(
    'INSERT INTO event_columns (segment, name, kind, low, high, data) VALUES (?, ?, ?, ?, ?, ?)',
  )
  for (const { name, kind, low, high, data } of columns) putColumn.run(id, name, kind, low, high, data)
  const putBlock = connection.prepare(
    'INSERT INTO event_blocks (segment, block, words, data) VALUES (?, ?, ?, ?)',
  )
  for (const [block, { words, data }] of blocks.entries()) putBlock.run(id, block, words, data)
}
