/** `7/5/2023, 2:16:44.756 PM`, as Microsoft's portals write UTC; epoch ms, NaN where it is something else. */
export function monthFirst(text: string): number {
  const [date = '', clock = '', half] = text.replace(',', '').split(' ')
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(date) ?? []
  const [time = '', fraction = '0'] = clock.split('.')
  const [, hour, minute, second] = /^(\d{1,2}):(\d\d):(\d\d)$/.exec(time) ?? []
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'PM' ? 12 : 0)
  if (Number(month) > 12 || Number(day) > 31 || hours > 23) return Number.NaN
  const ms = Math.floor(Number(`0.${fraction}`) * 1000)
  return Date.UTC(Number(year), Number(month) - 1, Number(day), hours, Number(minute), Number(second), ms)
}
