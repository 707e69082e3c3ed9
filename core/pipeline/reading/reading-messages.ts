import type { PlainError } from '../../models/messages.ts'
import type { ReadingPlan } from './open-reading.ts'
import type { PackedTaken } from './packed.ts'
import type { ReadingReport } from './taken.ts'

/** Batches that the reading thread is ahead at most; each has some 1,500 lines. */
export const mostUnderWay = 8

/** Handed to the reading thread when it starts. */
export interface ReadingStartup {
  plan: ReadingPlan
  /** Path of the workspace that knows what was taken in before. */
  workspace: string
}

/** `taken`: a batch was, so there is room for another. */
export type ToReadingWorker = 'taken' | 'mark' | 'cancel'

export type FromReadingWorker =
  | { type: 'taken'; taken: PackedTaken }
  /** `error`: what ended it before its end. */
  | { type: 'ended'; report: ReadingReport; error?: PlainError }
