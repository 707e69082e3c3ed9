import { z } from 'zod'
import type { Place } from '../event/event.ts'
import type { Cursor, Order } from '../events/search/find-page.ts'
import type { Histogram, ValueCount } from '../events/search/summarise.ts'
import type { EventId } from '../events/segment/segment.ts'
import type { EventUsage } from '../store/retention.ts'
import { name, nothing } from './arguments.ts'
import { request } from './request.ts'

const id = z.number().int().min(0)
const search = { query: z.string().max(16_384), search: z.string().max(100).optional() }

/** What screens may ask of the stored events. */
export const eventRequests = {
  /**
   * Events that a query is for, a page at a time. A page that takes long comes early, with `complete: false` and fewer
   * events or none: its `next` asks on.
   */
  'events.page': request<(request: PageRequest) => Searched<EventPage>>(
    'reader',
    z.object({
      ...search,
      order: z.enum(['newest', 'oldest']),
      limit: z.number().int().min(1).max(1000),
      after: z.object({ time: z.number().nullable(), id: z.number().int().min(-1) }).optional(),
      fields: z.array(name).max(50).optional(),
    }),
  ),
  'events.count': request<(request: EventSearch) => Searched<number>>('reader', z.object(search)),
  /** In at most so many buckets; undefined where no event has a time. */
  'events.histogram': request<
    (request: EventSearch & { buckets: number }) => Searched<Histogram | undefined>
  >('reader', z.object({ ...search, buckets: z.number().int().min(1).max(1000) })),
  /** The most frequent values of a field. */
  'events.top': request<(request: EventSearch & { field: string; most: number }) => Searched<ValueCount[]>>(
    'reader',
    z.object({ ...search, field: name, most: z.number().int().min(1).max(1000) }),
  ),
  /** One event with its original record; undefined where it is not there any more. */
  'events.get': request<(request: { id: EventId }) => OriginalEvent | undefined>('reader', z.object({ id })),
  /** The events before and after one in time, itself included, oldest first. */
  'events.around': request<(request: { id: EventId; each: number }) => EventRow[]>(
    'reader',
    z.object({ id, each: z.number().int().min(1).max(500) }),
  ),
  /** How many events are stored, of which time, and how much room they take. */
  'events.usage': request<() => EventUsage>('reader', nothing),
  /** Gives up what was asked for under a name. */
  'events.cancel': request<(request: { search: string }) => void>(
    'reader',
    z.object({ search: z.string().max(100) }),
  ),
}

/** A query in the language of docs/search.md. */
interface EventSearch {
  query: string
  /** A name for what is asked: asking again under it, or `events.cancel`, gives the earlier up. */
  search?: string
}

interface PageRequest extends EventSearch {
  order: Order
  /** At most 1,000. */
  limit: number
  /** `next` of the page before. */
  after?: Cursor
  /** Without them the whole event. */
  fields?: string[]
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
  complete: boolean
}

export interface EventRow {
  id: EventId
  /** Epoch ms; null for an event without one. */
  time: number | null
  /** By their ECS names. */
  fields: Record<string, string | number | readonly string[]>
  place: Place
}

export type { EventUsage }
