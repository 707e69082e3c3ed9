import type { ImportProgress, ImportReport } from '../ingest/import-report.ts'

/** What an import is to do. */
export interface ImportJob {
  id: string
  paths: string[]
  format?: string
  /** File with a column mapping, see `core/ingest/mapping`. */
  map?: string
  /** Minutes east of UTC assumed where lines carry no zone. */
  zoneOffset?: number
}

/** Handed to the import worker when it starts. */
export interface ImportStartup {
  job: ImportJob
  workspace: string
  modelsDir: string
}

export type ToImportWorker = { type: 'cancel' }

export type FromImportWorker =
  | { type: 'progress'; progress: ImportProgress }
  | { type: 'data' }
  | { type: 'finished'; report: ImportReport }
