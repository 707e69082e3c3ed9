import { openEnvelope } from './syslog.ts'
import { mostEast, zoneBetween } from './zone-between.ts'
import { zoneMinutes } from './zone-names.ts'

/** The zone of a clock that shows `local` (see `zoneBetween`) by the syslog header of its line, where that has a time with a zone. */
export function zoneOfHeader(local: number, line: string): number | undefined {
  const { time } = openEnvelope(line, { zoneOffset: NaN, year: 2000 })
  return zoneBetween(local, time)
}

/**
 * Minutes east of UTC of a zone as devices write it within a field: `+0200`, `-5`, `UTC+2:00`, `(GMT-8:00)Pacific Time`, `CEST`;
 * undefined for anything else.
 */
export function zoneOfText(text: string): number | undefined {
  const name = text.startsWith('(') ? text.slice(1) : text
  const [, prefix = '', sign, hours = '', minutes = '0'] =
    /^([A-Za-z]{0,5})([+-])(\d{1,2}):?(\d\d)?(?!\d)/.exec(name) ?? []
  if (sign === undefined) return zoneMinutes.get(name.toUpperCase())
  const size = Number(hours) * 60 + Number(minutes)
  const isOffset = prefix === '' || zoneMinutes.get(prefix.toUpperCase()) === 0
  return isOffset && size <= mostEast ? Number(`${sign}${size}`) : undefined
}
