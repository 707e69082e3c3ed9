import type { AlikeGroup } from '../correlate/alike.ts'
import type { Alert, Severity } from '../detect/alert.ts'
import { nothing } from './arguments.ts'
import { request } from './request.ts'

export const alertRequests = {
  /** Groups of alerts that were raised for the same reasons, largest first. */
  'alerts.alike': request<() => AlikeGroup[]>('reader', nothing),
}

export type { Alert, AlikeGroup, Severity }
