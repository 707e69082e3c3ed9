import { nothing } from './arguments.ts'
import { request } from './request.ts'

export const appRequests = {
  'app.info': request<() => AppInfo>('reader', nothing),
}

export interface AppInfo {
  version: string
  workspace: string
  /** Formats that `import.start` takes, by name. */
  formats: { name: string; title: string }[]
  /** Files opened before, newest first. */
  recent: string[]
  hasExample: boolean
  /** The active one; undefined where it cannot be read. */
  model: { generation: string; created: string; features: number } | undefined
  geo: { city: string | undefined; asn: string | undefined }
  /** Why nothing can be scored on this machine, with what to do. */
  obstacle?: string | undefined
}
