/** IEC 80000-13: kB, MB, GB, TB are powers of 1000, KiB, MiB, GiB, TiB of 1024. */
const units: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1e3,
  kb: 1e3,
  m: 1e6,
  mb: 1e6,
  g: 1e9,
  gb: 1e9,
  t: 1e12,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
}

/** A number with a unit of bytes, or without: `1GB`, `1.5MiB`, `-3`, `1e9`. undefined: no number. */
export function parseAmount(text: string): number | undefined {
  const found = /^([+-]?\d{1,20}(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?)([a-z]{0,3})$/i.exec(text)
  if (found === null) return undefined
  const unit = (found[2] ?? '').toLowerCase()
  const size = Object.hasOwn(units, unit) ? units[unit] : undefined
  return size === undefined ? undefined : Number(found[1]) * size
}

/** The least number above one (IEEE 754). */
export function nextAbove(value: number): number {
  if (!Number.isFinite(value)) return value
  if (value === 0) return Number.MIN_VALUE
  const bits = new BigInt64Array(1)
  const floats = new Float64Array(bits.buffer)
  floats[0] = value
  bits[0] = (bits[0] ?? 0n) + (value > 0 ? 1n : -1n)
  return floats[0]
}

/** The greatest number below one. */
export function nextBelow(value: number): number {
  return -nextAbove(-value)
}
