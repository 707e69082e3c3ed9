import type { AppInfo } from '../../core/contract/index.ts'
import type { ConnectionState } from '../transport/client.ts'
import { createLoader, notLoaded, type Loadable } from './loadable.ts'
import type { Route } from './route.ts'
import type { CreateSlice } from './state.ts'

export interface AppSlice {
  connection: ConnectionState
  info: Loadable<AppInfo>
  route: Route
  shortcutsShown: boolean
  loadInfo: () => Promise<void>
  showShortcuts: (shown: boolean) => void
}

export const createAppSlice: CreateSlice<AppSlice> =
  ({ client }) =>
  (set, get) => ({
    connection: 'connecting',
    info: notLoaded,
    route: { screen: 'overview' },
    shortcutsShown: false,
    loadInfo: createLoader(
      () => client.request('app.info'),
      (change) => set({ info: { ...get().info, ...change } }),
    ),
    showShortcuts: (shortcutsShown) => set({ shortcutsShown }),
  })
