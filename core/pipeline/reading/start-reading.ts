import { availableParallelism } from 'node:os'
import { KnownRecords } from '../../store/known-records.ts'
import type { Store } from '../../store/store.ts'
import { openReading, type ReadingPlan } from './open-reading.ts'
import { ReadingThread } from './reading-thread.ts'
import type { Reading } from './taken.ts'

/** A thread takes a tenth of a second to start (measured): input of fewer bytes on disk is read sooner without. */
const leastOnThread = 4 * 2 ** 20
/**
 * Analysing and scoring keep two processors busy. There a third thread won 6 % of the time, for 10 % more processor time and a
 * quarter more memory (measured, 1,000,000 lines).
 */
const leastProcessors = 3

interface StartOptions {
  store: Store
  signal: AbortSignal
  /** Whether a thread of its own reads. Default: where that is worth it. */
  onThread?: boolean | undefined
}

/** Begins to read captured input into a workspace. @throws Error when a mapping cannot be used */
export function startReading(plan: ReadingPlan, { store, signal, onThread }: StartOptions): Reading {
  if (onThread ?? isWorthThread(plan, store))
    return new ReadingThread({ plan, workspace: store.path }, signal)
  return openReading(plan, { known: new KnownRecords(store, plan.importId), signal })
}

function isWorthThread({ files }: ReadingPlan, { path }: Store): boolean {
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  // Another thread cannot look into a workspace in memory.
  return bytes >= leastOnThread && availableParallelism() >= leastProcessors && path !== ':memory:'
}
