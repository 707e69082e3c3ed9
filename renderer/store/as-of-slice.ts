import type { AsOf } from '../../core/contract/index.ts'
import { notLoaded } from './loadable.ts'
import type { CreateSlice } from './state.ts'

export interface AsOfSlice {
  /** The moment that is shown or being looked up; undefined: now. */
  asOf: AsOf | undefined
  loadAsOf: () => Promise<void>
  /** `time` in epoch ms. */
  startAsOf: (time: number) => Promise<void>
  cancelAsOf: () => Promise<void>
  /** Back to now; also puts away why it failed. */
  leaveAsOf: () => Promise<void>
  /** Takes what the core says of a moment; that of another screen is left alone. */
  takeAsOf: (asOf: AsOf) => void
}

export const createAsOfSlice: CreateSlice<AsOfSlice> =
  ({ client }) =>
  (set, get) => {
    /** Loads what differs between moments. */
    function showOthers() {
      const { loadOverview, loadIncidents, loadAlike, loadTopRisk, loadIncident, loadIncidentRisk } = get()
      void loadOverview()
      void loadIncidents()
      if (get().alike.value !== undefined) void loadAlike()
      if (get().topRisk.value !== undefined) void loadTopRisk()
      if (get().incidentId === undefined) return
      // It may not have been there.
      set({ incident: notLoaded, incidentRisk: notLoaded })
      void loadIncident()
      void loadIncidentRisk()
    }

    function show(asOf: AsOf | undefined) {
      const wasShown = get().asOf?.state === 'shown'
      set({ asOf: asOf?.state === 'cancelled' ? undefined : asOf })
      if (wasShown !== (asOf?.state === 'shown')) showOthers()
    }

    return {
      asOf: undefined,

      loadAsOf: async () => show(await client.request('asOf.status')),

      startAsOf: async (time) => {
        await client.request('asOf.start', { time })
        await get().loadAsOf()
      },

      cancelAsOf: async () => {
        const { asOf } = get()
        if (asOf !== undefined) await client.request('asOf.cancel', { id: asOf.id })
      },

      leaveAsOf: async () => {
        await client.request('asOf.leave')
        await get().loadAsOf()
      },

      takeAsOf: (asOf) => {
        if (get().asOf?.id === asOf.id) show(asOf)
      },
    }
  }
