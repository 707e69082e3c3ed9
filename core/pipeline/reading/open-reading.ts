import type { Source } from '../../ingest/sources/list-sources.ts'
import type { KnownRecords } from '../../store/known-records.ts'
import type { Positions } from '../../store/positions.ts'
import { QuarantineWriter } from '../quarantine.ts'
import { LocalReading } from './local-reading.ts'
import { readFiles, type JobReading } from './read-files.ts'

/** What is to be read, and what of it is to be taken in: plain data, so that another thread can do it. */
export interface ReadingPlan {
  importId: string
  job: JobReading
  files: Source[]
  /** Fingerprints of contents, by path; where there is none a source is its path. */
  contents: ReadonlyMap<string, string>
  /** File of rejected lines; undefined: they are not kept. */
  quarantine: string | undefined
  /** Records that this import has taken in before, by source. */
  taken: Positions
  keepsEvents: boolean
  /** Epoch ms, see `Intake`. */
  learnedUntil: number
  asOf: number | undefined
  /** See `LocalReading`. */
  markMs: number | undefined
}

interface ReadingConditions {
  known: KnownRecords
  signal: AbortSignal
}

/** Reads by this thread. @throws Error when a mapping cannot be used */
export function openReading(plan: ReadingPlan, { known, signal }: ReadingConditions): LocalReading {
  const { job, files, contents, quarantine, ...options } = plan
  const { batches, reports } = readFiles(files, job, signal)
  return new LocalReading({
    ...options,
    batches,
    sources: reports,
    signal,
    known,
    quarantine: new QuarantineWriter(quarantine),
    sourceOf: (path) => contents.get(path) ?? path,
  })
}
