import { createCodes } from './bytes.ts'
import type { NumberColumn } from './number-column.ts'
import type { Segment } from './segment.ts'
import { placeColumns } from './segment-writer.ts'
import type { TextColumn, TextValue } from './text-column.ts'

/**
 * A column of a segment as its events have it. Messages that are the end of their record are not stored beside it: the segment
 * says where in the record they begin.
 */
export function columnOf(segment: Segment, name: string): TextColumn | NumberColumn | undefined {
  const column = segment.column(name)
  if (name !== 'message') return column
  const starts = segment.column(placeColumns.message)
  if (starts?.kind !== 'number') return column
  return readMessages(segment, starts, column?.kind === 'text' ? column : undefined)
}

function readMessages(segment: Segment, starts: NumberColumn, stored: TextColumn | undefined): TextColumn {
  const values: TextValue[] = [...(stored?.values ?? [])]
  const codes = createCodes(values.length + segment.rows, segment.rows)
  codes.set(stored?.codes ?? [])
  let row = 0
  for (const [block, rows] of segment.blockRows().entries()) {
    const originals = segment.originals(block)
    for (let i = 0; i < rows; i++, row++) {
      const start = starts.values[row] ?? Number.NaN
      if (start >= 0) codes[row] = values.push(originals.at(i).slice(start))
    }
  }
  return { kind: 'text', values, codes }
}
