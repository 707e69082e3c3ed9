import { mostEast } from './zone-between.ts'
import { zoneMinutes } from './zone-names.ts'

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
