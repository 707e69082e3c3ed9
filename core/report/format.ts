import { day, hour, minute, second } from '../event/time-units.ts'

/** 2026-03-02 08:12:33 UTC */
export function formatTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

export function formatCount(value: number): string {
  return value.toLocaleString('en-US')
}

/** The two largest units: "2 d 4 h", "3 min 20 s". */
export function formatDuration(ms: number): string {
  const units = [
    ['d', day],
    ['h', hour],
    ['min', minute],
    ['s', second],
  ] as const
  const parts: string[] = []
  let rest = Math.max(0, ms)
  for (const [name, size] of units) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(`${count} ${name}`)
    if (parts.length === 2) break
  }
  return parts.join(' ') || '0 s'
}
