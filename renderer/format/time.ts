/** How times are shown, everywhere: tables, timelines and plots. */
export type Zone = 'UTC' | 'local'

interface TimeParts {
  /** 2026-03-04 */
  date: string
  /** 08:15:09 */
  time: string
}

const formats = { UTC: createFormat('UTC'), local: createFormat(undefined) } satisfies Record<Zone, unknown>

function createFormat(timeZone: string | undefined) {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
}

export function timeParts(time: number, zone: Zone): TimeParts {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  for (const { type, value } of formats[zone].formatToParts(time)) part[type] = value
  return {
    date: `${part.year}-${part.month}-${part.day}`,
    time: `${part.hour}:${part.minute}:${part.second}`,
  }
}

/** `2026-03-04 08:15:09`, in the given zone; Plotly reads it as a date too. '–' where the time is unknown. */
export function formatTime(time: number | undefined, zone: Zone): string {
  if (time === undefined || !Number.isFinite(time)) return '–'
  const { date, time: clock } = timeParts(time, zone)
  return `${date} ${clock}`
}

/** What stands beside a time: `UTC`, or the offset of this machine's zone at that time, `UTC+02:00`. */
export function zoneLabel(zone: Zone, time: number): string {
  if (zone === 'UTC') return 'UTC'
  const minutes = -new Date(time).getTimezoneOffset()
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `UTC${minutes < 0 ? '-' : '+'}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`
}

/** `2026-03-04 08:15:09 to 09:20:00`; the second date only where it differs. */
export function formatRange(first: number, last: number, zone: Zone): string {
  const from = timeParts(first, zone)
  const to = timeParts(last, zone)
  return `${from.date} ${from.time} to ${from.date === to.date ? '' : `${to.date} `}${to.time}`
}

const units = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const

/** The two largest units: `3 d 4 h`, `12 min`, `0 s`. */
export function formatDuration(milliseconds: number): string {
  let rest = Math.round(milliseconds / 1_000)
  const parts: string[] = []
  for (const [unit, seconds] of units) {
    const count = Math.floor(rest / seconds)
    rest -= count * seconds
    if (count > 0) parts.push(`${count} ${unit}`)
    else if (parts.length > 0) break
    if (parts.length === 2) break
  }
  return parts.length === 0 ? '0 s' : parts.join(' ')
}
