import { parseTime } from '../../coerce.ts'
import type { DecodeContext } from '../../decoder.ts'
import { monthNumber } from '../../timestamps.ts'

/**
 * The time that a script has printed before a snapshot, NaN where there is none: ISO 8601, seconds since 1970, or what
 * `date` prints (`Fri Jan  2 03:04:05 UTC 2026`), also decorated (`# …`, `=== … ===`, `time: …`).
 */
export function readStamp(text: string, context: DecodeContext): number {
  if (text.length > 80) return NaN
  const start = firstOfTime(text)
  if (start < 0) return NaN
  let end = text.length
  while (end > start && !isWord(text.charCodeAt(end - 1))) end--
  return parseTime(text.slice(start, end), context)
}

/** The first digit, or the weekday or month before it. */
function firstOfTime(text: string): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 48 && code <= 57) return i
    if (monthNumber(text, i) > 0 && !isWord(text.charCodeAt(i - 1)) && text.charCodeAt(i + 3) === 32) return i
  }
  return -1
}

function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
}
