import type { Place } from './event.ts'
import { fingerprint } from './fingerprint.ts'

/**
 * Names a record by what it says, and which of several equal records beside each other it is: so it has the same name
 * whatever its file is called, however that is packed or cut, and whatever was written before and after it.
 */
export function recordKey(original: string, { copy = 0 }: Pick<Place, 'copy'>): number {
  return fingerprint(copy === 0 ? original : `${copy} ${original}`)
}

/** The same as text: names an act or a session that the log gives no name, by its first record. */
export function recordId(original: string, place: Pick<Place, 'copy'>): string {
  return recordKey(original, place).toString(36)
}
