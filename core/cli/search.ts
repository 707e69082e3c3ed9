import { z } from 'zod'
import { toEcs } from '../event/ecs.ts'
import type { Field } from '../event/event.ts'
import type { EventStore } from '../events/event-store.ts'
import { fieldNamed } from '../events/query/comparison.ts'
import { QueryError } from '../events/query/query.ts'
import type { Cursor, FoundEvent } from '../events/search/find-page.ts'
import { defaultWorkspace } from '../host/resources.ts'
import type { Store } from '../store/store.ts'
import { onInterruption } from './interruption.ts'
import { withWorkspace } from './open-workspace.ts'
import { print, printJson, tell } from './print.ts'
import { UsageError } from './usage-error.ts'

const optionsSchema = z.object({
  workspace: z.string().optional(),
  as: z.enum(['table', 'json', 'csv'], 'events can be shown as table, json or csv'),
  limit: z.coerce.number('a number is needed').int().min(1, '1 at least').max(1_000_000, '1,000,000 at most'),
  oldest: z.boolean().optional(),
  fields: z.string().optional(),
  count: z.boolean().optional(),
  top: z.string().optional(),
  histogram: z.boolean().optional(),
  usage: z.boolean().optional(),
})
type Options = z.infer<typeof optionsSchema>

/** What a table shows unless fields are named. */
const tableFields = [
  'event.action',
  'event.outcome',
  'user.name',
  'source.ip',
  'destination.ip',
  'event.reason',
] as const satisfies Field[]
const pageRows = 1000
/** What was found is shown so often. */
const pageMs = 500
const histogramBuckets = 60

/**
 * `sonic search QUERY`: stored events on standard output, newest first.
 * @returns the exit status
 * @throws UsageError for a query that cannot be read
 */
export async function search(query: string, given: unknown): Promise<number> {
  const { data: options, error } = optionsSchema.safeParse(given)
  if (!options)
    throw new UsageError(
      error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('; '),
    )
  const cancel = new AbortController()
  const ignore = onInterruption(() => cancel.abort(new Error('The search was ended.')))
  try {
    return await withWorkspace(options.workspace ?? defaultWorkspace(), (store) =>
      options.usage ? usage(store, options.as) : answer(store.events, query, options, cancel.signal),
    )
  } catch (failure) {
    throw failure instanceof QueryError ? new UsageError(pointAt(query, failure)) : failure
  } finally {
    ignore()
  }
}

/** What is stored at all, whatever the query. */
function usage(store: Store, as: Options['as']): number {
  const { events, first, last, bytes } = store.eventUsage()
  const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString())
  if (as === 'json') printJson({ events, first: iso(first), last: iso(last), bytes })
  else {
    print(`events      ${events}`)
    print(`first       ${iso(first) ?? '-'}`)
    print(`last        ${iso(last) ?? '-'}`)
    print(`megabytes   ${(bytes / 1e6).toFixed(1)}`)
  }
  return 0
}

async function answer(
  events: EventStore,
  query: string,
  options: Options,
  signal: AbortSignal,
): Promise<number> {
  if (options.count) print(String(await events.count(query, signal)))
  else if (options.top !== undefined) {
    for (const { value, count } of await events.top(query, options.top, options.limit, signal))
      print(`${String(count).padStart(10)}  ${value}`)
  } else if (options.histogram) {
    const found = await events.histogram(query, histogramBuckets, signal)
    for (const [i, count] of (found?.counts ?? []).entries())
      print(`${new Date((found?.start ?? 0) + i * (found?.width ?? 0)).toISOString()}  ${count}`)
  } else await list(events, query, options, signal)
  return 0
}

/** Rows are shown as they come, a page at a time. */
async function list(events: EventStore, query: string, options: Options, signal: AbortSignal): Promise<void> {
  const named = options.fields?.split(',').map((name) => fieldNamed(name.trim(), { from: 0, to: 0 }))
  const fields = named ?? tableFields
  let shown = 0
  let after: Cursor | undefined
  let isHeaded = false
  do {
    const page = await events.page(
      {
        query,
        order: options.oldest ? 'oldest' : 'newest',
        limit: Math.min(pageRows, options.limit - shown),
        after,
        withinMs: pageMs,
        ...(options.as === 'json' && named === undefined ? {} : { fields: ['@timestamp', ...fields] }),
      },
      signal,
    )
    // After the query was understood, so that a wrong one prints nothing.
    if (!isHeaded) head(fields, options.as)
    isHeaded = true
    shown += page.events.length
    for (const found of page.events) show(found, fields, options.as)
    after = page.next
  } while (after !== undefined && shown < options.limit)
  tell(
    after === undefined ? `${shown} events.` : `${shown} events shown; there are more: --limit shows them.`,
  )
}

function head(fields: readonly Field[], as: Options['as']): void {
  if (as === 'csv') print(['@timestamp', ...fields].join(','))
  if (as === 'table') print(row('@timestamp', fields))
}

function show({ event, place }: FoundEvent, fields: readonly Field[], as: Options['as']): void {
  const time = Number.isNaN(event['@timestamp']) ? '' : new Date(event['@timestamp']).toISOString()
  const values = fields.map((name) => event[name] ?? '')
  switch (as) {
    case 'json':
      return printJson(toEcs(event, place), 0)
    case 'csv':
      return print([time, ...values.map(String)].map(csvCell).join(','))
    case 'table':
      return print(row(time, values.map(String)))
  }
}

function row(time: string, cells: readonly string[]): string {
  return [time.padEnd(24), ...cells.map((cell) => cell.padEnd(16))].join('  ').trimEnd()
}

/** RFC 4180; a cell that a spreadsheet would compute is kept from it by an apostrophe (OWASP, CSV injection). */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function pointAt(query: string, { message, from, to }: QueryError): string {
  const part = query.slice(from, to).trim()
  return part === '' ? message : `${message} (at character ${from + 1}: ${part})`
}
