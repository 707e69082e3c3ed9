import type { Event, Place } from '../event/event.ts'
import type { Cursor, Order, Page } from './search/find-page.ts'
import type { EventId } from './segment/segment.ts'
import type { Histogram, ValueCount } from './search/summarise.ts'

export interface PageQuery {
  /** In the query language of docs/search.md; empty for everything. */
  query: string
  order: Order
  limit: number
  after?: Cursor
  /** Without them the whole event. */
  fields?: readonly string[]
  /** Milliseconds after which the page comes with what there is. */
  withinMs?: number
}

export interface StoredEvent {
  id: EventId
  event: Event
  place: Place
  original: string
  /** The record as it was. */
  bytes: Buffer
}

/**
 * All events of a workspace, with their original records. Every answer can be given up by its signal, and lets others run
 * in between.
 * @throws QueryError for a query that cannot be read
 */
export interface EventStore {
  page(request: PageQuery, signal?: AbortSignal): Promise<Page>
  count(query: string, signal?: AbortSignal): Promise<number>
  /** undefined where no event has a time. */
  histogram(query: string, mostBuckets: number, signal?: AbortSignal): Promise<Histogram | undefined>
  top(query: string, field: string, most: number, signal?: AbortSignal): Promise<ValueCount[]>
  /** undefined: it is not there any more. */
  get(id: EventId): StoredEvent | undefined
  /** The events before and after one in time, itself included, oldest first; empty where it is not there any more. */
  around(id: EventId, each: number, signal?: AbortSignal): Promise<Page['events']>
}
