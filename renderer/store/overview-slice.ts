import type { Overview } from '../../core/contract/index.ts'
import { createLoader, notLoaded, type Loadable } from './loadable.ts'
import type { CreateSlice } from './state.ts'

export interface OverviewSlice {
  overview: Loadable<Overview>
  loadOverview: () => Promise<void>
}

export const createOverviewSlice: CreateSlice<OverviewSlice> =
  ({ client }) =>
  (set, get) => ({
    overview: notLoaded,
    loadOverview: createLoader(
      () => client.request('overview.get'),
      (change) => set({ overview: { ...get().overview, ...change } }),
    ),
  })
