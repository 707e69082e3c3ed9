import type { ReadSettings } from '../settings/settings-file.ts'
import { settingsSchema, type Settings } from '../settings/settings.ts'
import { nothing } from './arguments.ts'
import { request } from './request.ts'

export const settingRequests = {
  'settings.get': request<() => ReadSettings>('reader', nothing),
  /** Changes those that are given. */
  'settings.set': request<(request: Partial<Settings>) => void>('administrator', settingsSchema.partial()),
}

export type { ReadSettings, Settings }
