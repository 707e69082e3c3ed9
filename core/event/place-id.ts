import type { Place } from './event.ts'

/**
 * Names an act or a session that the log gives no name, by the place of its first record. `../` is written otherwise: in a
 * name from a log it is an attack, in the path of a file it is not.
 */
export function placeId({ source, offset }: Pick<Place, 'source' | 'offset'>): string {
  return `${source.replaceAll('../', '%2E%2E/')}#${offset}`
}
