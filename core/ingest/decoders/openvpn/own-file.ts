import type { DecodeContext } from '../../decoder.ts'
import type { Envelope } from '../../syslog.ts'
import { readTime, timestampEnd } from '../../timestamps.ts'
import { isProductLog } from '../syslog-program.ts'

/**
 * A line of OpenVPN's own file: `2026-01-02 03:04:05 message` or `Fri Jan  2 03:04:05 2026 message`, at verb 5 behind the
 * letters it writes for every packet (`RwRw`). Syslog has neither form, nor a level or program before its message.
 */
export function openOwnLine(line: string, context: DecodeContext): Envelope | undefined {
  for (const at of starts(line)) {
    if (!isOwnForm(line, at)) continue
    const time = readTime(line, at, context)
    if (Number.isNaN(time)) continue
    const body = line.slice(timestampEnd()).trim()
    if (isOthers(body)) return undefined
    return { time, priority: -1, host: '', app: '', pid: -1, body }
  }
  return undefined
}

/** More packets between two lines are not looked behind. */
const mostLetters = 10_000

/** The begin, and where the run of letters ends; `WWed Jan …` has one letter too many in it. */
function starts(line: string): number[] {
  let end = 0
  while (end < mostLetters && 'rRwW'.includes(line.charAt(end) || ' ')) end++
  return end === 0 ? [0] : [0, end, end - 1]
}

function isOwnForm(line: string, at: number): boolean {
  const code = line.charCodeAt(at)
  if (code >= 48 && code <= 57) return line.charCodeAt(at + 10) === 32
  // `Fri Jan  2 03:04:05 2026`: the year stands behind.
  return line.charCodeAt(at + 3) === 32 && /^ (?:19|20)\d\d /.test(line.slice(at + 19, at + 26))
}

function isOthers(body: string): boolean {
  return (
    /^(?:\[|[A-Za-z][\w.-]{0,40}\[\d{1,8}\]:|(?:INFO|WARN|WARNING|ERROR|DEBUG|FATAL|NOTICE)\b[^:]|\d+ \d+ )/.test(
      body.slice(0, 80),
    ) || isProductLog('', body)
  )
}
