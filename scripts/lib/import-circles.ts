/**
 * Groups of files that import one another in a circle, each sorted (Tarjan, SIAM J. Comput. 1972).
 * @param imports of each file
 */
export function findCircles(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const numbers = new Map<string, number>()
  const open: string[] = []
  const circles: string[][] = []
  const visit = (file: string): number => {
    const own = numbers.size
    numbers.set(file, own)
    let low = own
    open.push(file)
    for (const target of imports.get(file) ?? []) {
      const known = numbers.get(target)
      if (known === undefined) low = Math.min(low, visit(target))
      else if (open.includes(target)) low = Math.min(low, known)
    }
    if (low === own) {
      const group = open.splice(open.indexOf(file))
      if (group.length > 1) circles.push(group.toSorted())
    }
    return low
  }
  for (const file of imports.keys()) if (!numbers.has(file)) visit(file)
  return circles
}
