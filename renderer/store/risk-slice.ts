import type { EntityRisk } from '../../core/contract/index.ts'
import { createLoader, notLoaded, type Loadable } from './loadable.ts'
import type { CreateSlice } from './state.ts'

export interface RiskSlice {
  /** Of the people and addresses of the opened incident. */
  incidentRisk: Loadable<EntityRisk[]>
  /** The highest of the workspace. */
  topRisk: Loadable<EntityRisk[]>
  loadIncidentRisk: () => Promise<void>
  loadTopRisk: () => Promise<void>
}

export const createRiskSlice: CreateSlice<RiskSlice> =
  ({ client }) =>
  (set, get) => ({
    incidentRisk: notLoaded,
    topRisk: notLoaded,
    loadIncidentRisk: createLoader(
      () => {
        const { incidentId: incident } = get()
        return incident === undefined ? Promise.resolve([]) : client.request('risk.get', { incident })
      },
      (change) => set({ incidentRisk: { ...get().incidentRisk, ...change } }),
    ),
    loadTopRisk: createLoader(
      () => client.request('risk.get', {}),
      (change) => set({ topRisk: { ...get().topRisk, ...change } }),
    ),
  })
