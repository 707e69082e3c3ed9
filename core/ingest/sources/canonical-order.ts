import { resolve, sep } from 'node:path'

/** vpn.log.2 before vpn.log.10. */
export const byName = new Intl.Collator('en', { numeric: true }).compare

/**
 * In the order in which a walk through all folders meets them, however they are written (relative, absolute) and in
 * whatever order they were given: what records of the same time in two files give depends on which file comes first.
 */
export function inCanonicalOrder<T>(items: readonly T[], pathOf: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, path: pathOf(item), parts: resolve(pathOf(item)).split(sep) }))
    .sort((a, b) => byParts(a.parts, b.parts) || byText(a.path, b.path))
    .map(({ item }) => item)
}

function byParts(a: readonly string[], b: readonly string[]): number {
  const shared = Math.min(a.length, b.length)
  for (let i = 0; i < shared; i++) {
    const [one = '', other = ''] = [a[i], b[i]]
    // The collator takes some names for the same that are not.
    const order = one === other ? 0 : byName(one, other) || byText(one, other)
    if (order !== 0) return order
  }
  return a.length - b.length
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
