/** What stands around a list of rows: the labels of a stream of Loki's, or the columns of a table of Azure Monitor's. */
export type Frame = Readonly<Record<string, unknown>>

/**
 * A row of an answer as an object, in JSON: `["1709453701000000000", "line"]` of Loki's `query_range`, the cells of a table of the Log
 * Analytics API, `[{"field": "@message", "value": "…"}]` of CloudWatch Insights' `get-query-results`. undefined: it is none of them.
 */
export function rowAsObject(row: string, frame: Frame): string | undefined {
  const cells = parse(row)
  if (!Array.isArray(cells)) return undefined
  const list = cells as unknown[]
  if (Array.isArray(frame['columns'])) return JSON.stringify(named(frame['columns'] as unknown[], list))
  if (isObject(frame['stream']))
    return JSON.stringify({ ...frame['stream'], timestamp: list[0], line: list[1] })
  const pairs = list.flatMap((cell) =>
    isObject(cell) && typeof cell['field'] === 'string' ? [[cell['field'], cell['value']] as const] : [],
  )
  return pairs.length === list.length && pairs.length > 0
    ? JSON.stringify(Object.fromEntries(withZone(pairs)))
    : undefined
}

/** @param begun the text of an object up to the list of rows */
export function frameOf(begun: string): Frame {
  const frame = parse(`${begun}null}`)
  return isObject(frame) ? frame : {}
}

function named(columns: readonly unknown[], cells: readonly unknown[]): Frame {
  const names = columns.map((column) => (isObject(column) ? String(column['name']) : String(column)))
  return Object.fromEntries(names.map((name, i) => [name, cells[i]]))
}

/** CloudWatch writes UTC without saying so. */
function withZone(pairs: readonly (readonly [string, unknown])[]): (readonly [string, unknown])[] {
  return pairs.map(([name, value]) =>
    /^@(?:timestamp|ingestionTime)$/.test(name) && /^\d{4}-\d\d-\d\d [\d:.]+$/.test(String(value))
      ? [name, `${String(value).replace(' ', 'T')}Z`]
      : [name, value],
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Frame {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
