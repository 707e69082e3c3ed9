type ArgusColumn =
  | 'starttime'
  | 'lasttime'
  | 'dur'
  | 'proto'
  | 'srcaddr'
  | 'sport'
  | 'dir'
  | 'dstaddr'
  | 'dport'
  | 'state'
  | 'totpkts'
  | 'totbytes'
  | 'srcpkts'
  | 'srcbytes'
  | 'dstpkts'
  | 'dstbytes'

/** The value of a column, '' where the table has none. */
export type ArgusCells = (column: ArgusColumn) => string

export interface ArgusTable {
  delimiter: string
  width: number
  /** By name in lower case. A `Label` is what somebody else thought of the flow: it is never read. */
  columns: ReadonlyMap<string, number>
}

const mostCells = 200

/** The table under a line of Argus' column names; undefined: it is none. */
export function readHeader(line: string): ArgusTable | undefined {
  // Rows begin with a digit, names never do.
  if (line.length > 2000 || line.charCodeAt(0) < 65) return undefined
  const lower = line.toLowerCase()
  if (!lower.includes('starttime') || !lower.includes('srcaddr') || !lower.includes('dstaddr'))
    return undefined
  const delimiter = lower.includes('\t') ? '\t' : ','
  const names = lower.split(delimiter, mostCells).map((name) => name.trim())
  const columns = new Map(names.map((name, i) => [name, i]))
  return columns.has('starttime') && columns.has('srcaddr')
    ? { delimiter, width: names.length, columns }
    : undefined
}

/** The columns of CTU-13 (15, the last a label), and of those that count the packets of the source too. */
const usual = 'StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,sTos,dTos,TotPkts,TotBytes,SrcBytes'

/** What a table without a header is. */
export function guessTable(line: string): ArgusTable | undefined {
  const delimiter = line.includes('\t') ? '\t' : ','
  const width = line.split(delimiter, mostCells).length
  if (width !== 15 && width !== 16) return undefined
  const table = readHeader(width === 15 ? usual : `${usual},SrcPkts`)
  return table && { ...table, delimiter, width }
}

/** undefined: the line has not as many values as the table has columns. */
export function readRow(line: string, { delimiter, width, columns }: ArgusTable): ArgusCells | undefined {
  const cells = line.split(delimiter, mostCells)
  if (cells.length !== width) return undefined
  return (column) => {
    const at = columns.get(column)
    return at === undefined ? '' : (cells[at]?.trim() ?? '')
  }
}
