import type { Happening } from '../happening.ts'

/** How a gateway writes down what happens. */
export interface Form {
  /** Whether it tells what was carried. */
  tellsBytes: boolean
  /** Entries of the gateway's files; their text may have several lines. */
  write(happening: Happening): Entry[]
}

export interface Entry {
  file: string
  time: number
  text: string
}

export const two = (value: number): string => String(value).padStart(2, '0')
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const weekdays = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ')

/** `Mar  2 08:00:01`, RFC 3164. */
export function bsdTime(time: number): string {
  const at = new Date(time)
  return `${months[at.getUTCMonth()] ?? ''} ${String(at.getUTCDate()).padStart(2)} ${clock(at)}`
}

/** `Mon Mar  2 08:00:01 2026`, of C's ctime. */
export function ctime(time: number): string {
  const at = new Date(time)
  return `${weekdays[at.getUTCDay()] ?? ''} ${bsdTime(time)} ${at.getUTCFullYear()}`
}

/** `2026-03-02 08:00:01` with the given parting. */
export function dateTime(time: number, parting = '-'): string {
  const at = new Date(time)
  return `${at.getUTCFullYear()}${parting}${two(at.getUTCMonth() + 1)}${parting}${two(at.getUTCDate())} ${clock(at)}`
}

function clock(at: Date): string {
  return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`
}
