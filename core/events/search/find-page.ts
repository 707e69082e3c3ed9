import type { Event, Place } from '../../event/event.ts'
import type { Query } from '../query/query.ts'
import { eventAt, placeAt, timesOf, type EventId, type Segment } from '../segment/segment.ts'
import { select } from './select.ts'
import { stepwise } from './stepwise.ts'

/** Where a page ends, so that the next one goes on behind it. `time` is null for an event without one: these come last. */
export interface Cursor {
  time: number | null
  id: EventId
}

export interface FoundEvent {
  id: EventId
  event: Event
  place: Place
}

export type Order = 'newest' | 'oldest'

interface PageRequest {
  query: Query
  order: Order
  limit: number
  /** The page before ended here. */
  after?: Cursor
  /** Without them the whole event. */
  fields?: readonly string[]
}

export interface Page {
  events: FoundEvent[]
  /** undefined: there is no more. */
  next: Cursor | undefined
}

interface Hit extends Cursor {
  in: Segment
  row: number
}

/**
 * One page of events in order of time. Looks no further than the segments that can hold it.
 * @throws the reason of an aborted signal
 */
export async function findPage(
  segments: readonly Segment[],
  { query, order, limit, after, fields }: PageRequest,
  signal?: AbortSignal,
): Promise<Page> {
  const compare = comparatorOf(order)
  const nearest = (segment: Segment): Cursor => ({
    time: order === 'newest' ? segment.last : segment.first,
    id: segment.start,
  })
  let found: Hit[] = []
  for await (const segment of stepwise(
    segments.toSorted((a, b) => compare(nearest(a), nearest(b))),
    signal,
  )) {
    const worst = found[limit]
    if (worst && isBeyond(nearest(segment).time, worst.time, order)) break
    if (after !== undefined && isPassed(segment, after, order)) continue
    const hits = hitsIn(segment, query).filter((hit) => after === undefined || compare(after, hit) < 0)
    found = [...found, ...hits].sort(compare).slice(0, limit + 1)
  }
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    events: shown.map(({ id, in: segment, row }) => ({
      id,
      event: eventAt(segment, row, fields),
      place: placeAt(segment, row),
    })),
    next: found.length > limit && last ? { time: last.time, id: last.id } : undefined,
  }
}

function hitsIn(segment: Segment, query: Query): Hit[] {
  const times = timesOf(segment)
  const hits: Hit[] = []
  for (const [row, wanted] of select(query, segment).entries()) {
    if (wanted === 0) continue
    const time = times[row] ?? Number.NaN
    hits.push({ time: Number.isNaN(time) ? null : time, id: segment.start + row, in: segment, row })
  }
  return hits
}

/** Whether no event from this time on can come before the worst that was found. */
function isBeyond(time: number | null, worst: number | null, order: Order): boolean {
  if (worst === null || time === null) return false
  return order === 'newest' ? time < worst : time > worst
}

/** Whether the page before has had all that the segment can hold: its rows need not be looked at again. */
function isPassed(segment: Segment, after: Cursor, order: Order): boolean {
  const [furthest, back] =
    order === 'newest' ? [segment.first, 'oldest' as const] : [segment.last, 'newest' as const]
  // What has no time comes last, whatever segment it is in.
  return isBeyond(furthest, after.time, back) && !timesOf(segment).includes(Number.NaN)
}

/** By time, then as they were stored; what has no time comes last in both orders. */
function comparatorOf(order: Order): (a: Cursor, b: Cursor) => number {
  const sign = order === 'newest' ? -1 : 1
  return (a, b) => {
    if (a.time !== b.time) {
      if (a.time === null) return 1
      if (b.time === null) return -1
      return sign * (a.time - b.time)
    }
    return sign * (a.id - b.id)
  }
}
