import type { EventStore, PageQuery, StoredEvent } from '../events/event-store.ts'
import { fieldNamed } from '../events/query/comparison.ts'
import { parseQuery } from '../events/query/parse-query.ts'
import { findPage, type Cursor, type EventId, type Page } from '../events/search/find-page.ts'
import {
  countEvents,
  histogramOf,
  topValues,
  type Histogram,
  type ValueCount,
} from '../events/search/summarise.ts'
import { eventAt, originalAt, placeAt, timesOf, type Segment } from '../events/segment/segment.ts'
import type { Connection } from './database.ts'
import { EventSegments } from './event-segments.ts'

/** The events in the workspace's own file. */
export class StoredEvents implements EventStore {
  readonly #segments: EventSegments

  constructor(connection: Connection) {
    this.#segments = new EventSegments(connection)
  }

  async page({ query, ...request }: PageQuery, signal?: AbortSignal): Promise<Page> {
    return findPage(this.#segments.list(), { query: parseQuery(query), ...request }, signal)
  }

  async count(query: string, signal?: AbortSignal): Promise<number> {
    return countEvents(this.#segments.list(), parseQuery(query), signal)
  }

  async histogram(query: string, most: number, signal?: AbortSignal): Promise<Histogram | undefined> {
    return histogramOf(this.#segments.list(), parseQuery(query), most, signal)
  }

  async top(query: string, field: string, most: number, signal?: AbortSignal): Promise<ValueCount[]> {
    const named = fieldNamed(field, { from: 0, to: field.length })
    return topValues(this.#segments.list(), parseQuery(query), named, most, signal)
  }

  get(id: EventId): StoredEvent | undefined {
    const segment = this.#find(id)
    return (
      segment && {
        id,
        event: eventAt(segment, id.row),
        place: placeAt(segment, id.row),
        original: originalAt(segment, id.row),
      }
    )
  }

  async around(id: EventId, each: number, signal?: AbortSignal): Promise<Page['events']> {
    const segment = this.#find(id)
    if (segment === undefined) return []
    const time = timesOf(segment)[id.row] ?? Number.NaN
    const after: Cursor = { ...id, time: Number.isNaN(time) ? null : time }
    const request = { query: { kind: 'all' }, limit: each, after } as const
    const segments = this.#segments.list()
    const before = await findPage(segments, { ...request, order: 'newest' }, signal)
    const later = await findPage(segments, { ...request, order: 'oldest' }, signal)
    const own = { id, event: eventAt(segment, id.row), place: placeAt(segment, id.row) }
    return [...before.events.reverse(), own, ...later.events]
  }

  #find({ segment, row }: EventId): Segment | undefined {
    const found = this.#segments.list().find(({ id }) => id === segment)
    return found !== undefined && row >= 0 && row < found.rows ? found : undefined
  }
}
