import { Reject } from '../../event/event.ts'
import type { DecodeContext, DecodeLine, Decoder } from '../decoder.ts'
import { readFlow } from './argus/flow.ts'
import { guessTable, readHeader, readRow } from './argus/table.ts'
import type { ArgusTable } from './argus/table.ts'

/** Two-way flows as `ra -c ,` prints them: the `.binetflow` files of CTU's data sets. Times have no zone. */
export const argus: Decoder = {
  name: 'argus',
  title: 'Argus flows (binetflow)',
  sniff: (line) => (readHeader(line) === undefined ? 0 : 1),
  sniffSample,
  open,
}

/** A row means something only under its header. */
function sniffSample(lines: readonly string[]): number {
  const table = lines.map(readHeader).find((found) => found !== undefined)
  if (table === undefined) return 0
  return lines.filter((line) => readRow(line, table) !== undefined).length / lines.length
}

function open(context: DecodeContext): DecodeLine {
  let table: ArgusTable | undefined
  return (line) => {
    const header = readHeader(line)
    if (header !== undefined) {
      table = header
      return undefined
    }
    if (line.trim() === '') return undefined
    table ??= guessTable(line)
    if (table === undefined) return new Reject('no header has named the columns of this table')
    const row = readRow(line, table)
    return row === undefined
      ? new Reject('the number of values is not that of the columns in the header')
      : readFlow(row, context)
  }
}
