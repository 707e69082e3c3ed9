const grouped = new Intl.NumberFormat('en-US')
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })

export function formatCount(value: number): string {
  return grouped.format(Math.round(value))
}

/** 1.2K, 3.4M: for tight places only, the exact number belongs in a title. */
export function formatCompact(value: number): string {
  return compact.format(value)
}

/** `1 alert`, `1,204 alerts`. */
export function plural(count: number, singular: string, many = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : many}`
}

const byteUnits = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** Decimal units, as operating systems show file sizes. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1_000 && unit < byteUnits.length - 1) {
    value /= 1_000
    unit++
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${byteUnits[unit]}`
}

/** 0..1 as whole percent; what is neither none nor all never reads 0 % or 100 %. */
export function formatPercent(share: number): string {
  const percent = Math.round(share * 100)
  if (percent === 0 && share > 0) return '<1 %'
  if (percent === 100 && share < 1) return '>99 %'
  return `${percent} %`
}

/** A feature's value: text as it is, numbers with at most three decimals. */
export function formatValue(value: string | number): string {
  if (typeof value === 'string') return value === '' ? '–' : value
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: Math.abs(value) < 10 ? 3 : 1 }).format(value)
}

/** Points of an alert's arithmetic: `+12.3`, `−4.0`. */
export function formatPoints(points: number): string {
  return `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(1)}`
}
