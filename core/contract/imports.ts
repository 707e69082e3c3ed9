import { z } from 'zod'
import type { ImportProgress, ImportReport, ScenarioCoverage } from '../ingest/import-report.ts'
import type { QuarantinedLine, QuarantinePage } from '../pipeline/quarantine.ts'
import type { Page, PageRequest } from '../store/page.ts'
import { id, name, nothing, page, path } from './arguments.ts'
import { push, request } from './request.ts'

/** Of a `ReadingRequest`. */
export const readingFields = {
  format: name.optional(),
  mapping: name.optional(),
  zone: z.string().max(20).optional(),
  year: z.number().int().min(1970).max(9999).optional(),
}

export const importRequests = {
  'import.start': request<(request: ImportRequest) => { id: string }>(
    'analyst',
    z.object({
      ...readingFields,
      paths: z.array(path).min(1).max(10_000),
      sources: z
        .array(z.object({ ...readingFields, path }))
        .max(10_000)
        .optional(),
    }),
  ),
  /** Opens the built-in example log. */
  'import.example': request<() => { id: string }>('analyst', nothing),
  /** Goes on with an import that was cancelled or interrupted: its files are read on where it ended. */
  'import.goOn': request<(request: { id: string }) => { id: string }>('analyst', z.object({ id })),
  'import.cancel': request<(request: { id: string }) => void>('analyst', z.object({ id })),
  /** The import that runs now, or the last one. */
  'import.status': request<() => ImportProgress | undefined>('reader', nothing),
  /** Newest first. */
  'import.reports': request<(request: PageRequest) => Page<ImportReport>>('reader', z.object(page)),
  /** The rejected lines of an import, in the order of the files; a page at a time. */
  'quarantine.read': request<(request: QuarantineRequest) => QuarantinePage>(
    'reader',
    z.object({
      id,
      from: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
      source: path.optional(),
      reason: z.string().max(1000).optional(),
    }),
  ),
}

export const importPushes = {
  'import.progress': push<ImportProgress>('reader'),
  'import.finished': push<ImportReport>('reader'),
}

/** How files are read where their content does not tell. */
export interface ReadingRequest {
  /** Name of a format, instead of detecting it. */
  format?: string
  /** Name of a saved mapping. */
  mapping?: string
  /** Zone of times that carry none, like `+02:00`. */
  zone?: string
  /** Year of the first line, where lines carry none. */
  year?: number
}

export interface ImportRequest extends ReadingRequest {
  paths: string[]
  /** For single files or folders, instead of the above; the longest path that fits a file wins. */
  sources?: ({ path: string } & ReadingRequest)[]
}

interface QuarantineRequest {
  id: string
  /** 0, or `next` of the page before. */
  from: number
  /** At most 500. */
  limit: number
  source?: string
  reason?: string
}

export type { ImportProgress, ImportReport, QuarantinedLine, QuarantinePage, ScenarioCoverage }
