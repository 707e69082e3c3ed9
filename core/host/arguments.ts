import { z } from 'zod'
import type { RequestName, Requests } from '../contract.ts'
import { incidentStatuses } from '../correlate/incident.ts'

type Argument<K extends RequestName> = Parameters<Requests[K]>[0]

const nothing = z.undefined().or(z.null().transform(() => undefined))
const id = z.string().max(4096)

/** What each request takes: the screen is another process, so its messages are checked like any input. */
export const argumentSchemas = {
  'app.info': nothing,
  'import.start': z.object({
    paths: z.array(z.string().min(1)).min(1).max(10_000),
    format: z.string().optional(),
  }),
  'import.example': nothing,
  'import.cancel': z.object({ id }),
  'import.status': nothing,
  'import.reports': nothing,
  'overview.get': nothing,
  'incidents.list': nothing,
  'incident.get': z.object({ id }),
  'incident.setStatus': z.object({ id, status: z.enum(incidentStatuses) }),
  'report.html': z.object({ incident: id.optional() }),
  'workspace.clear': nothing,
} satisfies { [K in RequestName]: z.ZodType<Argument<K>> }
