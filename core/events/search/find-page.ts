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
  /** Milliseconds after which the page comes with what there is. */
  withinMs?: number
}

export interface Page {
  events: FoundEvent[]
  /** undefined: there is no more. */
  next: Cursor | undefined
  /** false: it came early, and more may follow at once. */
  complete: boolean
}

interface Hit extends Cursor {
  in: Segment
  row: number
}

/**
 * One page of events in order of time. Looks no further than the segments that can hold it. One that takes longer than
 * `withinMs` comes early, with the events that are sure to be next, perhaps none, and goes on where it stopped.
 * @throws the reason of an aborted signal
 */
export async function findPage(
  segments: readonly Segment[],
  { query, order, limit, after, fields, withinMs = Infinity }: PageRequest,
  signal?: AbortSignal,
): Promise<Page> {
  const compare = comparatorOf(order)
  const waiting = segments
    .map((segment) => ({ segment, start: startOf(segment, after, order) }))
    .sort((a, b) => compare(a.start, b.start))
  let found: Hit[] = []
  let begun: number | undefined
  let stopped: Cursor | undefined
  for await (const { segment, start } of stepwise(waiting, signal)) {
    const worst = found[limit]
    if (worst && isBeyond(start.time, worst.time, order)) break
    if (after !== undefined && !mayHold(segment, after, order)) continue
    // Time counts from the first segment that the page before did not begin, so that each page gets further.
    if (after === undefined || compare(after, start) < 0) {
      if (begun !== undefined && performance.now() - begun >= withinMs) {
        stopped = start
        break
      }
      begun ??= performance.now()
    }
    const hits = hitsIn(segment, query).filter((hit) => after === undefined || compare(after, hit) < 0)
    found = [...found, ...hits].sort(compare).slice(0, limit + 1)
  }
  const sure = stopped === undefined ? found : found.filter((hit) => compare(hit, stopped) < 0)
  const shown = sure.slice(0, limit)
  const last = shown.at(-1)
  const isFull = sure.length > limit && last !== undefined
  return {
    events: shown.map(({ id, in: segment, row }) => ({
      id,
      event: eventAt(segment, row, fields),
      place: placeAt(segment, row),
    })),
    next: isFull ? { time: last.time, id: last.id } : stopped,
    complete: isFull || stopped === undefined,
  }
}

/** Before everything that the segment holds behind the cursor, and behind everything at earlier times. */
function startOf(segment: Segment, after: Cursor | undefined, order: Order): Cursor {
  const isPassed = after !== undefined && isTimePassed(segment, after, order)
  const nearest = order === 'newest' ? segment.last : segment.first
  return { time: isPassed ? null : nearest, id: order === 'newest' ? Number.MAX_SAFE_INTEGER : -1 }
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
  if (worst === null) return false
  if (time === null) return true
  return order === 'newest' ? time < worst : time > worst
}

/** Whether the page before may have left something of the segment: otherwise its rows need not be looked at again. */
function mayHold(segment: Segment, after: Cursor, order: Order): boolean {
  // What has no time comes last, whatever segment it is in.
  return !isTimePassed(segment, after, order) || timesOf(segment).includes(Number.NaN)
}

/** Whether the page before has had all events of the segment that have a time. */
function isTimePassed(segment: Segment, after: Cursor, order: Order): boolean {
  const furthest = order === 'newest' ? segment.first : segment.last
  if (after.time === null || furthest === null) return true
  return order === 'newest' ? furthest > after.time : furthest < after.time
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
