import type { Overview } from '../store/overview.ts'
import { nothing } from './arguments.ts'
import { request } from './request.ts'

export const overviewRequests = {
  'overview.get': request<() => Overview>('reader', nothing),
}

export type { Overview }
