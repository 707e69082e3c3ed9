import type { EventRow, Searched } from '../contract/index.ts'
import type { Event, Place } from '../event/event.ts'
import type { EventStore } from '../events/event-store.ts'
import { QueryError } from '../events/query/query.ts'
import type { EventId } from '../events/segment/segment.ts'
import { NamedWork } from './named-work.ts'
import type { Handlers } from './handlers.ts'

/** A screen shows what there is after so long. */
const pageMs = 250

type EventRequest = Extract<keyof Handlers, `events.${string}`>

/** The part of the contract that searches events. */
export function eventHandlers(
  /** Those that a screen sees. */
  eventsOf: (screen: AbortSignal) => EventStore,
  usage: Handlers['events.usage'],
): Pick<Handlers, EventRequest> {
  const searches = new NamedWork()
  const search = async <T>(
    name: string | undefined,
    gone: AbortSignal,
    ask: (signal: AbortSignal) => Promise<T>,
  ): Promise<Searched<T>> => {
    try {
      return { found: await searches.run(name, gone, ask) }
    } catch (error) {
      if (!(error instanceof QueryError)) throw error
      const { message, from, to } = error
      return { problem: { message, from, to } }
    }
  }
  return {
    'events.page': ({ search: name, ...request }, gone) =>
      search(name, gone, async (signal) => {
        const page = await eventsOf(gone).page({ ...request, withinMs: pageMs }, signal)
        return { ...page, events: page.events.map(toRow) }
      }),
    'events.count': ({ search: name, query }, gone) =>
      search(name, gone, (signal) => eventsOf(gone).count(query, signal)),
    'events.histogram': ({ search: name, query, buckets }, gone) =>
      search(name, gone, (signal) => eventsOf(gone).histogram(query, buckets, signal)),
    'events.top': ({ search: name, query, field, most }, gone) =>
      search(name, gone, (signal) => eventsOf(gone).top(query, field, most, signal)),
    'events.get': ({ id }, gone) => {
      const found = eventsOf(gone).get(id)
      if (found === undefined) return undefined
      const { original, bytes } = found
      const isText = bytes.equals(Buffer.from(original))
      return { ...toRow(found), original, ...(isText ? {} : { bytes: bytes.toString('base64') }) }
    },
    'events.around': async ({ id, each }, gone) => (await eventsOf(gone).around(id, each, gone)).map(toRow),
    'events.usage': usage,
    'events.cancel': ({ search: name }) => searches.cancel(name),
  }
}

/** As JSON: an event without a time says so by null. */
function toRow({ id, event, place }: { id: EventId; event: Event; place: Place }): EventRow {
  const { '@timestamp': time, ...fields } = event
  return { id, time: Number.isNaN(time) ? null : time, fields, place }
}
