import type { Incident, IncidentStatus } from '../../core/contract/index.ts'
import { createLoader, notLoaded, type Loadable } from './loadable.ts'
import type { CreateSlice } from './state.ts'

export interface IncidentSlice {
  incidentId: string | undefined
  /** A loaded value of undefined: the workspace has no such incident. */
  incident: Loadable<Incident>
  alertId: string | undefined
  openIncident: (id: string) => Promise<void>
  loadIncident: () => Promise<void>
  selectAlert: (id: string) => void
  setStatus: (status: IncidentStatus) => Promise<void>
  fetchReport: (incident?: string) => Promise<{ name: string; html: string }>
}

export const createIncidentSlice: CreateSlice<IncidentSlice> =
  ({ client }) =>
  (set, get) => ({
    incidentId: undefined,
    incident: notLoaded,
    alertId: undefined,

    openIncident: (id) => {
      if (get().incidentId !== id)
        set({ incidentId: id, incident: notLoaded, incidentRisk: notLoaded, alertId: undefined })
      return get().loadIncident()
    },

    loadIncident: createLoader(
      async () => {
        const { incidentId: id } = get()
        return id === undefined ? undefined : client.request('incident.get', { id })
      },
      (change) => {
        // An answer that was overtaken by opening another incident.
        if (change.value !== undefined && change.value.id !== get().incidentId) return
        set({ incident: { ...get().incident, ...change } })
      },
    ),

    selectAlert: (alertId) => set({ alertId }),

    setStatus: async (status) => {
      const { incidentId: id } = get()
      if (id === undefined) return
      await client.request('incident.setStatus', { id, status })
      await Promise.all([get().loadIncident(), get().loadIncidents()])
    },

    fetchReport: (incident) => client.request('report.html', { incident }),
  })
