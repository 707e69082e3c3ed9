import { errorMessage } from '../event/error-message.ts'
import type { ImportReport } from '../ingest/import-report.ts'
import type { ScoringClient } from '../models/scoring-client.ts'
import type { Reading } from './reading/taken.ts'
import type { Stream } from './stream.ts'

/** How an import ended. */
export type Outcome = Pick<ImportReport, 'state' | 'error'>

interface Input {
  reading: Reading
  /** Says after the end of the input why there is nothing in it, if there is not. */
  problem: () => string | undefined
  signal: AbortSignal
  scoring: ScoringClient
  /** What is to be done when all of the input was taken in. */
  after: () => Promise<void>
}

/** Runs a stream to the end of its input, or as far as it comes. Never rejects. */
export async function completeStream(
  stream: Stream,
  { reading, problem, signal, scoring, after }: Input,
): Promise<Outcome> {
  const failures: unknown[] = []
  const attempt = (work: () => Promise<unknown>) => work().catch((error: unknown) => failures.push(error))
  let isCancelled = false
  await attempt(async () => {
    try {
      await stream.run(reading)
    } finally {
      // A cancel that comes when all is analysed comes too late to matter.
      isCancelled = signal.aborted
    }
    const reason = problem()
    if (reason !== undefined) throw new Error(reason)
    await after()
  })
  // After a cancel nobody waits for what the models were asked meanwhile.
  await attempt(() => (signal.aborted ? scoring.abandon() : scoring.close()))
  if (isCancelled) return { state: 'cancelled', error: undefined }
  const [failure] = failures
  return failure === undefined
    ? { state: 'done', error: undefined }
    : { state: 'failed', error: errorMessage(failure) }
}
