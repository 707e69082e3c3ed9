import type { ImportReport } from '../ingest/import-report.ts'
import type { Store } from '../store/store.ts'

/** What stays of an analysis. */
export interface Kept {
  /** Of its outputs. */
  folder: string
  /** With the places where things are now. */
  report: ImportReport
}

/** Where `sonic analyze` puts what it finds. */
export interface Results {
  /** To analyse into; after `keep` the one that holds the results. */
  readonly store: Store
  /** Whether there are results that must outlive an analysis that does not come to its end. */
  readonly hasEarlier: boolean
  /** Puts results where they stay. @returns undefined where nothing is worth keeping */
  keep(report: ImportReport): Promise<Kept | undefined>
  close(): void
}
