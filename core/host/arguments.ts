import { z } from 'zod'
import type { RequestName, Requests } from '../contract.ts'
import { incidentStatuses } from '../correlate/incident.ts'
import type { RuleDraft } from '../detect/suppression.ts'
import { mappingSchema } from '../ingest/mapping.ts'
import { settingsSchema } from '../settings/settings.ts'

type Argument<K extends RequestName> = Parameters<Requests[K]>[0]

const nothing = z.undefined().or(z.null().transform(() => undefined))
const id = z.string().max(4096)

const name = z.string().trim().min(1).max(200)
/** A screen names files; standard input belongs to the terminal. */
const path = z
  .string()
  .min(1)
  .max(4096)
  .refine((text) => text !== '-', 'a screen can open files and folders, but not standard input (-)')
  .refine((text) => !text.includes('\0'), 'a path can hold no null character')
const reading = {
  format: name.optional(),
  mapping: name.optional(),
  zone: z.string().max(20).optional(),
  year: z.number().int().min(1970).max(9999).optional(),
}

const eventId = z.number().int().min(0)
const eventSearch = { query: z.string().max(16_384), search: z.string().max(100).optional() }

/** Only its outline: what a person gets wrong in it is told by `createRule`, one sentence at a time. */
const draft = z.custom<RuleDraft>((value) => typeof value === 'object' && value !== null)

/** What each request takes: the screen is another process, so its messages are checked like any input. */
export const argumentSchemas = {
  'app.info': nothing,
  'import.start': z.object({
    ...reading,
    paths: z.array(path).min(1).max(10_000),
    sources: z
      .array(z.object({ ...reading, path }))
      .max(10_000)
      .optional(),
  }),
  'import.example': nothing,
  'import.goOn': z.object({ id }),
  'import.cancel': z.object({ id }),
  'import.status': nothing,
  'import.reports': nothing,
  'quarantine.read': z.object({
    id,
    from: z.number().int().min(0),
    limit: z.number().int().min(1).max(500),
    source: path.optional(),
    reason: z.string().max(1000).optional(),
  }),
  'mapping.preview': z.object({ path, mapping: mappingSchema.optional() }),
  'mapping.save': z.object({ name, mapping: mappingSchema }),
  'mapping.list': nothing,
  'overview.get': nothing,
  'incidents.list': nothing,
  'alerts.alike': nothing,
  'incident.get': z.object({ id }),
  'incident.setStatus': z.object({ id, status: z.enum(incidentStatuses) }),
  'risk.get': z.object({ incident: id.optional() }),
  'rules.list': nothing,
  'rules.hidden': z.object({ id }),
  'rules.preview': draft,
  'rules.add': draft,
  'rules.remove': z.object({ id }),
  'rules.update': z.object({ id, expires: z.number().int().nullable() }),
  'events.page': z.object({
    ...eventSearch,
    order: z.enum(['newest', 'oldest']),
    limit: z.number().int().min(1).max(1000),
    after: z.object({ time: z.number().nullable(), id: eventId }).optional(),
    fields: z.array(name).max(50).optional(),
  }),
  'events.count': z.object(eventSearch),
  'events.histogram': z.object({ ...eventSearch, buckets: z.number().int().min(1).max(1000) }),
  'events.top': z.object({ ...eventSearch, field: name, most: z.number().int().min(1).max(1000) }),
  'events.get': z.object({ id: eventId }),
  'events.around': z.object({ id: eventId, each: z.number().int().min(1).max(500) }),
  'events.usage': nothing,
  'events.cancel': z.object({ search: z.string().max(100) }),
  'report.html': z.object({ incident: id.optional() }),
  'models.list': nothing,
  'models.activate': z.object({ name }),
  'models.rollBack': nothing,
  'models.remove': z.object({ name }),
  'training.start': nothing,
  'training.cancel': z.object({ id }),
  'training.status': nothing,
  'settings.get': nothing,
  'settings.set': settingsSchema.partial(),
  'providers.test': nothing,
  'workspace.clear': nothing,
  'workspace.rebuild': nothing,
} satisfies { [K in RequestName]: z.ZodType<Argument<K>> }
