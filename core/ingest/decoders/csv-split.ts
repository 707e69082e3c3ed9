export const delimiters = [',', ';', '\t', '|'] as const

export const mostCells = 1000

/**
 * The cells of one line (RFC 4180: a cell in double quotes may hold the delimiter, and `""` for a quote).
 * undefined where a quoted cell does not end on the line.
 */
export function splitCells(line: string, delimiter: string): string[] | undefined {
  if (!line.includes('"')) return line.split(delimiter, mostCells)
  const cells: string[] = []
  let at = 0
  while (cells.length < mostCells) {
    if (line[at] !== '"') {
      const end = line.indexOf(delimiter, at)
      cells.push(line.slice(at, end < 0 ? line.length : end))
      if (end < 0) return cells
      at = end + 1
      continue
    }
    const close = closingQuote(line, at + 1)
    if (close < 0) return undefined
    const quoted = line.slice(at + 1, close).replaceAll('""', '"')
    const end = line.indexOf(delimiter, close)
    // What stands between the closing quote and the delimiter is malformed; it is kept rather than lost.
    cells.push(quoted + line.slice(close + 1, end < 0 ? line.length : end))
    if (end < 0) return cells
    at = end + 1
  }
  return cells
}

function closingQuote(line: string, from: number): number {
  let at = line.indexOf('"', from)
  while (at >= 0 && line[at + 1] === '"') at = line.indexOf('"', at + 2)
  return at
}
