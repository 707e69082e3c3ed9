import { defaultColumns, defaultLongColumns, nfdumpColumns } from './columns.data.ts'
import type { NfdumpColumn } from './columns.data.ts'
import type { NfdumpCells } from './flow.ts'

const mostCells = 200

export interface NfdumpTable {
  width: number
  columns: ReadonlyMap<NfdumpColumn, number>
}

const needed = ['first', 'source', 'destination'] as const

/** The table under a line of column names; undefined: it is none, or one of statistics. */
export function readHeader(line: string): NfdumpTable | undefined {
  // Rows begin with a digit, names never do.
  if (line.length > 2000 || line.charCodeAt(0) < 65 || !line.includes(',')) return undefined
  const names = line.split(',', mostCells).map((name) => name.trim())
  const columns = new Map<NfdumpColumn, number>()
  for (const [i, name] of names.entries()) {
    const column = nfdumpColumns.get(name)
    if (column !== undefined && !columns.has(column)) columns.set(column, i)
  }
  return needed.every((column) => columns.has(column)) ? { width: names.length, columns } : undefined
}

const short = readHeader(defaultColumns)
const long = readHeader(defaultLongColumns)

/** What a table without a header is: its first line has two times (to 1.7.4) or one. */
export function guessTable(line: string): NfdumpTable | undefined {
  const cells = line.split(',', mostCells)
  const first = isTime(cells[0] ?? '')
  if (!first) return undefined
  return isTime(cells[1] ?? '')
    ? short && { ...short, width: cells.length }
    : cells.length === long?.width
      ? long
      : undefined
}

/** undefined: the line has not as many values as the table has columns. */
export function readRow(line: string, { width, columns }: NfdumpTable): NfdumpCells | undefined {
  const cells = line.split(',', mostCells)
  if (cells.length !== width) return undefined
  return (column) => {
    const at = columns.get(column)
    return at === undefined ? '' : (cells[at]?.trim() ?? '')
  }
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?$/.test(text)
}
