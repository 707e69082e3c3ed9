import { nothing } from './arguments.ts'
import { push, request } from './request.ts'

export const workspaceRequests = {
  /** Forgets everything that was imported into this workspace. */
  'workspace.clear': request<() => void>('administrator', nothing),
  /** Analyses all stored events anew, in order of time, beside what there is; told of and cancelled like an import. */
  'workspace.rebuild': request<() => { id: string }>('analyst', nothing),
}

export const workspacePushes = {
  /** Stored data changed: refetch what you show. */
  'data.changed': push<{
    tables: ('incidents' | 'alerts' | 'overview' | 'imports' | 'models' | 'settings' | 'rules')[]
  }>('reader'),
}
