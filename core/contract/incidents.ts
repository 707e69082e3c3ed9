import { z } from 'zod'
import type { EntityRisk } from '../correlate/entity-risk.ts'
import { incidentStatuses, type Incident, type IncidentStatus } from '../correlate/incident.ts'
import type { Severity } from '../detect/alert.ts'
import type { Page, PageRequest } from '../store/page.ts'
import { id, page } from './arguments.ts'
import { request } from './request.ts'

export const incidentRequests = {
  /** Most severe first. */
  'incidents.list': request<(request: PageRequest) => IncidentPage>('reader', z.object(page)),
  'incident.get': request<(request: { id: string }) => Incident | undefined>('reader', z.object({ id })),
  'incident.setStatus': request<(request: { id: string; status: IncidentStatus }) => void>(
    'analyst',
    z.object({ id, status: z.enum(incidentStatuses) }),
  ),
  /** Of the people and addresses of an incident at its end, or the highest of the workspace; highest first. */
  'risk.get': request<(request: { incident?: string }) => EntityRisk[]>(
    'reader',
    z.object({ incident: id.optional() }),
  ),
}

export interface IncidentPage extends Page<IncidentSummary> {
  /** Of all pages together. */
  total: number
  open: number
}

export interface IncidentSummary {
  id: string
  title: string
  severity: Severity
  score: number
  confidence: number
  start: number
  end: number
  status: IncidentStatus
  users: string[]
  sourceIps: string[]
  countries: string[]
  techniques: string[]
  tactics: string[]
  alerts: number
  /** Context rather than a reason to act. */
  informational: boolean
}

export type { EntityRisk, Incident, IncidentStatus }
