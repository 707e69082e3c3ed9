const sizes = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const

/** 7.1 GB; decimal prefixes. */
export function bytes(count: number): string {
  const step = Math.min(sizes.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, count)) / 3)))
  return `${digits(count / 1000 ** step)} ${sizes[step] ?? ''}`
}

const spans = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const

/** 40 minutes; the largest unit that leaves two or more, else the next below it. */
export function duration(seconds: number): string {
  const [size, name] = spans.find(
    ([span]) => seconds >= 2 * span || (span > 1 && Math.abs(seconds - span) < span / 20),
  ) ?? [1, 'second']
  return quantity(Math.round(seconds / size), name)
}

/** 1 failure, 2,310 failures. */
export function quantity(count: number, one: string, many = `${one}s`): string {
  const shown = digits(count)
  return `${shown} ${shown === '1' ? one : many}`
}

/** 0.2%, 12%; never a false zero. */
export function percent(share: number): string {
  const value = 100 * Math.min(1, Math.max(0, share))
  if (value > 0 && value < 0.1) return 'less than 0.1%'
  return `${value < 10 ? trim(value.toFixed(1)) : value.toFixed(0)}%`
}

/** Two significant digits below 10, whole and grouped above. */
export function digits(value: number): string {
  if (Math.abs(value) < 9.95) return trim(value.toFixed(1))
  return Math.round(value).toLocaleString('en-US')
}

/** 03:12 UTC */
export function clock(time: number): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? 'an unknown time' : `${date.toISOString().slice(11, 16)} UTC`
}

function trim(text: string): string {
  return text.endsWith('.0') ? text.slice(0, -2) : text
}
