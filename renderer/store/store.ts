import { createStore as createZustand, type StoreApi } from 'zustand/vanilla'
import type { Core } from '../transport/connect.ts'
import { createAlikeSlice } from './alike-slice.ts'
import { createAppSlice } from './app-slice.ts'
import { createAsOfSlice } from './as-of-slice.ts'
import { createImportSlice } from './import-slice.ts'
import { createIncidentSlice } from './incident-slice.ts'
import { createIncidentsSlice } from './incidents-slice.ts'
import { createLiveSlice } from './live-slice.ts'
import { createMappingSlice } from './mapping-slice.ts'
import { createModelsSlice } from './models-slice.ts'
import { createOverviewSlice } from './overview-slice.ts'
import { createRiskSlice } from './risk-slice.ts'
import { createRulesSlice } from './rules-slice.ts'
import type { State } from './state.ts'
import { createThemeSlice } from './theme-slice.ts'

/** What changes with the events that are stored. */
const eventTables: ReadonlySet<string> = new Set(['alerts', 'imports', 'settings'])

export type Store = StoreApi<State>

export function createStore(core: Core): Store {
  const store = createZustand<State>()((...api) => ({
    ...createAppSlice(core)(...api),
    ...createImportSlice(core)(...api),
    ...createLiveSlice(core)(...api),
    ...createMappingSlice(core)(...api),
    ...createModelsSlice(core)(...api),
    ...createOverviewSlice(core)(...api),
    ...createAlikeSlice(core)(...api),
    ...createAsOfSlice(core)(...api),
    ...createIncidentsSlice(core)(...api),
    ...createIncidentSlice(core)(...api),
    ...createRiskSlice(core)(...api),
    ...createRulesSlice(core)(...api),
    ...createThemeSlice(core)(...api),
  }))
  follow(store, core)
  return store
}

/** Keeps the store at the core's state: everything after a (re)connection, then what is said to have changed. */
function follow({ getState, setState }: Store, { client }: Core) {
  const loadIncidents = () => {
    void getState().loadIncidents()
    if (getState().incidentId !== undefined) void getState().loadIncident()
  }
  client.onState((connection) => {
    setState({ connection })
    if (connection !== 'open') return
    void getState().loadInfo()
    // Whoever lost the connection is at now again.
    getState()
      .loadAsOf()
      .catch(() => undefined)
    void getState().loadImports()
    getState()
      .loadLive()
      .catch(() => undefined)
    void getState().loadOverview()
    void getState().loadRules()
    loadIncidents()
  })
  client.subscribe('import.progress', (progress) => setState({ progress }))
  client.subscribe('import.finished', () => {
    void getState().loadImports()
    void getState().loadInfo()
  })
  client.subscribe('live.progress', (live) => setState({ live }))
  client.subscribe('asOf.progress', (asOf) => getState().takeAsOf(asOf))
  client.subscribe('training.progress', (training) => setState({ training }))
  client.subscribe('data.changed', ({ tables }) => {
    // Only the screen that shows them asks for them in the first place.
    if (tables.includes('models')) {
      void getState().loadInfo()
      if (getState().shelf.value !== undefined) void getState().loadModels()
    }
    if (tables.includes('settings') && getState().settings.value !== undefined) void getState().loadSettings()
    if (getState().eventUsage.value !== undefined && tables.some((table) => eventTables.has(table)))
      void getState().loadEventUsage()
    if (tables.includes('imports')) void getState().loadImports()
    if (tables.includes('rules')) {
      void getState().loadRules()
      if (getState().ruleLog.value !== undefined) void getState().loadRuleLog()
    }
    if (tables.includes('overview')) void getState().loadOverview()
    if (tables.includes('incidents') || tables.includes('alerts')) loadIncidents()
  })
}
