import type { IncidentPage } from '../../core/contract/index.ts'
import { noFilter, type IncidentFilter } from './incident-filter.ts'
import { notLoaded, type Loadable } from './loadable.ts'
import { createPagedLoader } from './paged.ts'
import type { CreateSlice } from './state.ts'

/** `id` is that of a column of the list. */
type Sorting = { id: string; desc: boolean }[]

/** The list keeps its filter, order and cursor while the analyst is elsewhere. */
export interface IncidentsSlice {
  incidents: Loadable<IncidentPage>
  filter: IncidentFilter
  sorting: Sorting
  /** The incident under the cursor. */
  cursor: string | undefined
  loadIncidents: () => Promise<void>
  loadMoreIncidents: () => Promise<void>
  setFilter: (change: Partial<IncidentFilter>) => void
  setSorting: (sorting: Sorting) => void
  setCursor: (id: string | undefined) => void
}

export const createIncidentsSlice: CreateSlice<IncidentsSlice> =
  ({ client }) =>
  (set, get) => {
    const { load, more } = createPagedLoader(
      (request) => client.request('incidents.list', request),
      (change) => set({ incidents: { ...get().incidents, ...change } }),
    )
    return {
      incidents: notLoaded,
      filter: noFilter,
      sorting: [{ id: 'score', desc: true }],
      cursor: undefined,
      loadIncidents: load,
      loadMoreIncidents: more,
      setFilter: (change) => set({ filter: { ...get().filter, ...change } }),
      setSorting: (sorting) => set({ sorting }),
      setCursor: (cursor) => set({ cursor }),
    }
  }
