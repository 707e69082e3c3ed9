/** Values remembered of one kind. */
const most = 1_000

/**
 * Gives one object for all values that are equal as JSON, so that what very many reports have in common is held once. What
 * it gives must not be changed.
 */
export function sharing<T>(): (value: T) => T {
  const known = new Map<string, T>()
  return (value) => {
    const key = JSON.stringify(value)
    const held = known.get(key)
    if (held !== undefined) return held
    if (known.size >= most) known.clear()
    known.set(key, value)
    return value
  }
}
