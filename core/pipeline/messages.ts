import type { MappingDocument } from '../ingest/mapping.ts'
import type { ImportProgress, ImportReport } from '../ingest/import-report.ts'

/** How files are read where their content does not tell. */
export interface ReadingOptions {
  format?: string
  mapping?: MappingDocument
  /** Minutes east of UTC assumed where lines carry no zone. */
  zoneOffset?: number
  /** Year of the first line, where lines carry none. */
  year?: number
}

/** What an import is to do. */
export interface ImportJob extends ReadingOptions {
  id: string
  paths: string[]
  /** For single files or folders, instead of the options above; the longest path that fits a file wins. */
  sources?: ({ path: string } & ReadingOptions)[]
  /** Nothing is read: the stored events are analysed anew, see `rebuild`. */
  isRebuild?: boolean
}

/** Handed to the import worker when it starts. */
export interface ImportStartup {
  job: ImportJob
  workspace: string
  /** Folder of the shipped generation. */
  modelsDir: string
  /** Folder of the other generations and the settings. */
  dataDir: string
}

export type FromImportWorker =
  | { type: 'progress'; progress: ImportProgress }
  | { type: 'data' }
  | { type: 'finished'; report: ImportReport }
