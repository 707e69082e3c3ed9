/** Columns of the client list and the routing table under the names that status files print in their headers. */
export type Table = 'CLIENT_LIST' | 'ROUTING_TABLE'

/** Version 1 has one header for each table and no other. */
export const headersOfVersion1 = new Map<string, Table>([
  ['Common Name,Real Address,Bytes Received,Bytes Sent,Connected Since', 'CLIENT_LIST'],
  ['Virtual Address,Common Name,Real Address,Last Ref', 'ROUTING_TABLE'],
])

/** The cells of a row by the names of their columns; undefined where the numbers of both differ. */
export function rowOf(
  columns: readonly string[],
  cells: readonly string[],
): ReadonlyMap<string, string> | undefined {
  if (columns.length !== cells.length) return undefined
  return new Map(columns.map((name, i) => [name, cells[i] ?? '']))
}
