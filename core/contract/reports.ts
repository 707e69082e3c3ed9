import { z } from 'zod'
import { id } from './arguments.ts'
import { request } from './request.ts'

export const reportRequests = {
  /** A self-contained HTML document: of one incident, or of the whole workspace. */
  'report.html': request<(request: { incident?: string }) => { name: string; html: string }>(
    'reader',
    z.object({ incident: id.optional() }),
  ),
}
