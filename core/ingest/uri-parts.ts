import type { Event } from '../event/event.ts'
import { setUrl } from './url.ts'

/**
 * Sets `url.original` and its parts as a URI parser gives them: percent-encoding of path and query undone, and a path
 * (empty) where there is none.
 */
export function setUriParts(event: Event, uri: string): void {
  setUrl(event, uri)
  event['url.path'] = decodePercent(event['url.path'] ?? '')
  const query = event['url.query']
  if (query !== undefined) event['url.query'] = decodePercent(query)
}

/** Undoes percent-encoding; text that is not validly encoded stays as it is. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
