/** `a, b +3`: the first few of a list and how many more there are. */
export function formatList(items: readonly string[], shown = 2): string {
  const more = items.length - shown
  const text = items.slice(0, shown).join(', ')
  return more > 0 ? `${text} +${more}` : text
}

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' })

/** ISO 3166-1 alpha-2 -> name; anything else comes back as it is. */
export function countryName(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code === '' ? 'unknown' : code
  return regions.of(code) ?? code
}

export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}

/** `false-positive` -> `False positive`. */
export function sentenceCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ')
}
