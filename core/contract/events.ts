import type { Place } from '../event/event.ts'
import type { Cursor, Order } from '../events/search/find-page.ts'
import type { Histogram, ValueCount } from '../events/search/summarise.ts'
import type { EventId } from '../events/segment/segment.ts'
import type { EventUsage } from '../store/retention.ts'

/** What screens may ask of the stored events. */
export interface EventRequests {
  /** Events that a query is for, a page at a time. */
  'events.page': (
    request: EventSearch & {
      order: Order
      /** At most 1,000. */
      limit: number
      /** `next` of the page before. */
      after?: Cursor
      /** Without them the whole event. */
      fields?: string[]
    },
  ) => Searched<EventPage>
  'events.count': (request: EventSearch) => Searched<number>
  /** In at most so many buckets; undefined where no event has a time. */
  'events.histogram': (request: EventSearch & { buckets: number }) => Searched<Histogram | undefined>
  /** The most frequent values of a field. */
  'events.top': (request: EventSearch & { field: string; most: number }) => Searched<ValueCount[]>
  /** One event with its original record; undefined where it is not there any more. */
  'events.get': (request: { id: EventId }) => OriginalEvent | undefined
  /** The events before and after one in time, itself included, oldest first. */
  'events.around': (request: { id: EventId; each: number }) => EventRow[]
  /** How many events are stored, of which time, and how much room they take. */
  'events.usage': () => EventUsage
  /** Gives up what was asked for under a name. */
  'events.cancel': (request: { search: string }) => void
}

/** A query in the language of docs/search.md. */
interface EventSearch {
  query: string
  /** A name for what is asked: asking again under it, or `events.cancel`, gives the earlier up. */
  search?: string
}

/** What was found, or what is wrong with the query and where. */
export type Searched<T> = { found: T } | { problem: { message: string; from: number; to: number } }

interface OriginalEvent extends EventRow {
  original: string
  /** In Base64, where they are not the UTF-8 of `original`. */
  bytes?: string
}

interface EventPage {
  events: EventRow[]
  /** undefined: there is no more. */
  next: Cursor | undefined
}

export interface EventRow {
  id: EventId
  /** Epoch ms; null for an event without one. */
  time: number | null
  /** By their ECS names. */
  fields: Record<string, string | number | readonly string[]>
  place: Place
}
