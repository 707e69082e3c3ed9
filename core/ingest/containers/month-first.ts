/** `7/5/2023, 2:16:44.756 PM`, as Microsoft's portals write UTC; epoch ms, NaN where it is something else. */
export function monthFirst(text: string): number {
  const found =
    /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d\d):(\d\d)(?:\.(\d{1,3}))?\d{0,6} ?([AP]M)?$/.exec(text)
  if (!found) return Number.NaN
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number)
  const half = found[8]
  const hours = half === undefined ? hour : (hour % 12) + (half === 'PM' ? 12 : 0)
  if (month < 1 || month > 12 || day < 1 || day > 31 || hours > 23) return Number.NaN
  return Date.UTC(year, month - 1, day, hours, minute, second, Number((found[7] ?? '0').padEnd(3, '0')))
}
