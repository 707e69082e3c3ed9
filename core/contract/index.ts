import { alertRequests } from './alerts.ts'
import { appRequests } from './app.ts'
import { asOfPushes, asOfRequests } from './as-of.ts'
import { eventRequests } from './events.ts'
import { importPushes, importRequests } from './imports.ts'
import { incidentRequests } from './incidents.ts'
import { livePushes, liveRequests } from './live.ts'
import { mappingRequests } from './mappings.ts'
import { modelPushes, modelRequests } from './models.ts'
import { overviewRequests } from './overview.ts'
import { reportRequests } from './reports.ts'
import type { AskOf, PayloadOf } from './request.ts'
import { ruleRequests } from './rules.ts'
import { settingRequests } from './settings.ts'
import { workspacePushes, workspaceRequests } from './workspace.ts'

/**
 * The one contract between screen and core. Every value is JSON: no Date, Map, typed array, undefined-in-array or NaN,
 * so the WebSocket and the Electron port carry the same bytes. Times are epoch ms.
 */
export const requests = {
  ...appRequests,
  ...importRequests,
  ...liveRequests,
  ...mappingRequests,
  ...overviewRequests,
  ...incidentRequests,
  ...alertRequests,
  ...ruleRequests,
  ...eventRequests,
  ...asOfRequests,
  ...reportRequests,
  ...modelRequests,
  ...settingRequests,
  ...workspaceRequests,
}

export type Requests = { [K in keyof typeof requests]: AskOf<(typeof requests)[K]> }
export type RequestName = keyof Requests

/** The names at run time, for ports that must check them. */
export const requestNames = Object.keys(requests) as RequestName[]

const pushes = { ...importPushes, ...livePushes, ...asOfPushes, ...modelPushes, ...workspacePushes }

export type Pushes = { [K in keyof typeof pushes]: PayloadOf<(typeof pushes)[K]> }
export type PushName = keyof Pushes

export type * from './alerts.ts'
export type * from './app.ts'
export type * from './as-of.ts'
export type * from './events.ts'
export type * from './imports.ts'
export type * from './incidents.ts'
export type * from './live.ts'
export type * from './mappings.ts'
export type * from './models.ts'
export type * from './overview.ts'
export type { Page, PageRequest } from '../store/page.ts'
export type * from './rules.ts'
export type * from './settings.ts'
