import type { EventStore, PageQuery, StoredEvent } from '../events/event-store.ts'
import { fieldNamed } from '../events/query/comparison.ts'
import { parseQuery } from '../events/query/parse-query.ts'
import type { Query } from '../events/query/query.ts'
import { findPage, type Cursor, type FoundEvent, type Page } from '../events/search/find-page.ts'
import {
  countEvents,
  histogramOf,
  topValues,
  type Histogram,
  type ValueCount,
} from '../events/search/summarise.ts'
import {
  eventAt,
  originalAt,
  placeAt,
  timesOf,
  type EventId,
  type Segment,
} from '../events/segment/segment.ts'
import type { Connection, Opened } from './database.ts'
import { createSegmentCache, SegmentReader } from './event-segments.ts'
import { Snapshots } from './snapshots.ts'

/** The events in the workspace's own file. Each search sees them as they were when it began. */
export class StoredEvents implements EventStore {
  readonly #connection: Connection
  readonly #snapshots: Snapshots
  readonly #cache = createSegmentCache()
  readonly #until: number

  /** @param until epoch ms: events after it are as if they were not there */
  constructor({ connection }: Opened, until = Infinity) {
    this.#connection = connection
    this.#until = until
    this.#snapshots = new Snapshots(connection)
  }

  close(): void {
    this.#snapshots.close()
  }

  async page({ query, ...request }: PageQuery, signal?: AbortSignal): Promise<Page> {
    const parsed = this.#bound(parseQuery(query))
    return this.#search((segments) => findPage(segments, { query: parsed, ...request }, signal))
  }

  async count(query: string, signal?: AbortSignal): Promise<number> {
    const parsed = this.#bound(parseQuery(query))
    return this.#search((segments) => countEvents(segments, parsed, signal))
  }

  async histogram(query: string, most: number, signal?: AbortSignal): Promise<Histogram | undefined> {
    const parsed = this.#bound(parseQuery(query))
    return this.#search((segments) => histogramOf(segments, parsed, most, signal))
  }

  async top(query: string, field: string, most: number, signal?: AbortSignal): Promise<ValueCount[]> {
    const named = fieldNamed(field, { from: 0, to: field.length })
    const parsed = this.#bound(parseQuery(query))
    return this.#search((segments) => topValues(segments, parsed, named, most, signal))
  }

  get(id: EventId): StoredEvent | undefined {
    return this.#connection.transaction(() => {
      const segment = findSegment(new SegmentReader(this.#connection, this.#cache).list(), id)
      return segment && { ...foundAt(segment, id), ...originalAt(segment, id - segment.start) }
    })()
  }

  async around(id: EventId, each: number, signal?: AbortSignal): Promise<Page['events']> {
    return this.#search(async (segments) => {
      const segment = findSegment(segments, id)
      if (segment === undefined) return []
      const time = timesOf(segment)[id - segment.start] ?? Number.NaN
      const after: Cursor = { id, time: Number.isNaN(time) ? null : time }
      const request = { query: this.#bound({ kind: 'all' }), limit: each, after }
      const before = await findPage(segments, { ...request, order: 'newest' }, signal)
      const later = await findPage(segments, { ...request, order: 'oldest' }, signal)
      return [...before.events.reverse(), foundAt(segment, id), ...later.events]
    })
  }

  #bound(query: Query): Query {
    if (this.#until === Infinity) return query
    const later: Query = { kind: 'number', field: '@timestamp', least: this.#until + 1, most: Infinity }
    return {
      kind: 'and',
      parts: [...(query.kind === 'and' ? query.parts : [query]), { kind: 'not', part: later }],
    }
  }

  #search<T>(work: (segments: readonly Segment[]) => Promise<T>): Promise<T> {
    return this.#snapshots.read((connection) => work(new SegmentReader(connection, this.#cache).list()))
  }
}

function findSegment(segments: readonly Segment[], id: EventId): Segment | undefined {
  return segments.find(({ start, rows }) => start <= id && id < start + rows)
}

function foundAt(segment: Segment, id: EventId): FoundEvent {
  const row = id - segment.start
  return { id, event: eventAt(segment, row), place: placeAt(segment, row) }
}
