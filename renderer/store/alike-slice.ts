import type { AlikeGroup } from '../../core/contract/index.ts'
import { createLoader, notLoaded, type Loadable } from './loadable.ts'
import type { CreateSlice } from './state.ts'

export interface AlikeSlice {
  alike: Loadable<AlikeGroup[]>
  loadAlike: () => Promise<void>
}

export const createAlikeSlice: CreateSlice<AlikeSlice> =
  ({ client }) =>
  (set, get) => ({
    alike: notLoaded,
    loadAlike: createLoader(
      () => client.request('alerts.alike'),
      (change) => set({ alike: { ...get().alike, ...change } }),
    ),
  })
