import type { ImportProgress } from '../ingest/import-report.ts'
import type { ImportJob } from './messages.ts'
import { idleProgress } from './progress.ts'

/** A screen cannot show more, and the contract allows ten messages a second. */
const everyMs = 150

type Counts = Pick<
  ImportProgress,
  'bytesRead' | 'bytesTotal' | 'lines' | 'rejected' | 'acts' | 'alerts' | 'incidents'
>

/** Says at a steady rate how far an import is. */
export class ProgressMeter {
  readonly #job: ImportJob
  readonly #send: (progress: ImportProgress) => void
  readonly #started = performance.now()
  #last = -Infinity
  #step = 'starting'

  constructor(job: ImportJob, send: (progress: ImportProgress) => void) {
    this.#job = job
    this.#send = send
  }

  /** @param step default: as before */
  show(step = this.#step, counts: Counts): void {
    const now = performance.now()
    if (step === this.#step && now - this.#last < everyMs) return
    this.#last = now
    this.#step = step
    const elapsedSeconds = (now - this.#started) / 1000
    const share = counts.bytesTotal > 0 ? counts.bytesRead / counts.bytesTotal : 0
    this.#send({
      ...idleProgress(this.#job),
      ...counts,
      step,
      elapsedSeconds,
      linesPerSecond: counts.lines / Math.max(0.001, elapsedSeconds),
      secondsLeft: share > 0.02 ? (elapsedSeconds / share) * (1 - share) : undefined,
    })
  }
}
