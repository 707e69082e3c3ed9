/**
 * Whether dates with slashes name the day before the month: no day but a day is above 12, so one such date proves it, and one
 * with the month first refutes it. The year stands last.
 */
export function isDayFirst(lines: readonly string[]): boolean {
  let proof = false
  for (const line of lines) {
    const [, first, second] = /\b(\d\d)\/(\d\d)\/\d{4}\b/.exec(line.slice(0, 512)) ?? []
    if (Number(second) > 12) return false
    if (Number(first) > 12) proof = true
  }
  return proof
}
