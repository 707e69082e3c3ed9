import type { StateCreator } from 'zustand'
import type { Core } from '../transport/connect.ts'
import type { AlikeSlice } from './alike-slice.ts'
import type { AppSlice } from './app-slice.ts'
import type { AsOfSlice } from './as-of-slice.ts'
import type { ImportSlice } from './import-slice.ts'
import type { IncidentSlice } from './incident-slice.ts'
import type { IncidentsSlice } from './incidents-slice.ts'
import type { LiveSlice } from './live-slice.ts'
import type { MappingSlice } from './mapping-slice.ts'
import type { ModelsSlice } from './models-slice.ts'
import type { OverviewSlice } from './overview-slice.ts'
import type { RiskSlice } from './risk-slice.ts'
import type { RulesSlice } from './rules-slice.ts'
import type { ThemeSlice } from './theme-slice.ts'

export type State = AppSlice &
  AlikeSlice &
  AsOfSlice &
  ImportSlice &
  LiveSlice &
  MappingSlice &
  ModelsSlice &
  OverviewSlice &
  IncidentsSlice &
  IncidentSlice &
  RiskSlice &
  RulesSlice &
  ThemeSlice

/** Every slice is made for one core. */
export type CreateSlice<T> = (core: Core) => StateCreator<State, [], [], T>
