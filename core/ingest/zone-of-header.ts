import { openEnvelope } from './syslog.ts'
import { zoneBetween } from './zone-between.ts'

/** The zone of a clock that shows `local` (see `zoneBetween`) by the syslog header of its line, where that has a time with a zone. */
export function zoneOfHeader(local: number, line: string): number | undefined {
  const { time } = openEnvelope(line, { zoneOffset: NaN, year: 2000 })
  return zoneBetween(local, time)
}
