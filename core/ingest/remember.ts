const longestName = 200

/** Remembers what a pure function said of a name, since names repeat. Bounded: long names are not kept, nor more than `most`. */
export function remember<T>(compute: (name: string) => T, most = 2000): (name: string) => T {
  const known = new Map<string, { value: T }>()
  return (name) => {
    const found = known.get(name)
    if (found !== undefined) return found.value
    const value = compute(name)
    if (name.length > longestName) return value
    if (known.size >= most) known.clear()
    known.set(name, { value })
    return value
  }
}
