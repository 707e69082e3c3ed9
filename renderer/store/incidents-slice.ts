import type { IncidentSummary } from '../../core/contract/index.ts'
import { noFilter, type IncidentFilter } from './incident-filter.ts'
import { createLoader, notLoaded, type Loadable } from './loadable.ts'
import type { CreateSlice } from './state.ts'

/** `id` is that of a column of the list. */
type Sorting = { id: string; desc: boolean }[]

/** The list keeps its filter, order and cursor while the analyst is elsewhere. */
export interface IncidentsSlice {
  incidents: Loadable<IncidentSummary[]>
  filter: IncidentFilter
  sorting: Sorting
  /** The incident under the cursor. */
  cursor: string | undefined
  loadIncidents: () => Promise<void>
  setFilter: (change: Partial<IncidentFilter>) => void
  setSorting: (sorting: Sorting) => void
  setCursor: (id: string | undefined) => void
}

export const createIncidentsSlice: CreateSlice<IncidentsSlice> =
  ({ client }) =>
  (set, get) => ({
    incidents: notLoaded,
    filter: noFilter,
    sorting: [{ id: 'score', desc: true }],
    cursor: undefined,
    loadIncidents: createLoader(
      () => client.request('incidents.list'),
      (change) => set({ incidents: { ...get().incidents, ...change } }),
    ),
    setFilter: (change) => set({ filter: { ...get().filter, ...change } }),
    setSorting: (sorting) => set({ sorting }),
    setCursor: (cursor) => set({ cursor }),
  })
