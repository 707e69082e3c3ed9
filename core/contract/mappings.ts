import { z } from 'zod'
import { mappingSchema, type MappingDocument } from '../ingest/mapping.ts'
import type { MappingPreview } from '../ingest/preview-mapping.ts'
import type { SavedMapping } from '../store/mapping-shelf.ts'
import { name, nothing, path } from './arguments.ts'
import { request } from './request.ts'

export const mappingRequests = {
  /** The first records of a file through a mapping, or through one to start from. */
  'mapping.preview': request<(request: { path: string; mapping?: MappingDocument }) => MappingPreview>(
    'analyst',
    z.object({ path, mapping: mappingSchema.optional() }),
  ),
  /** Keeps a mapping under a name; one of the same name is replaced. */
  'mapping.save': request<(request: { name: string; mapping: MappingDocument }) => void>(
    'analyst',
    z.object({ name, mapping: mappingSchema }),
  ),
  'mapping.list': request<() => SavedMapping[]>('reader', nothing),
}

export type { MappingDocument, MappingPreview, SavedMapping }
