import type { ImportProgress, ImportReport } from '../ingest/import-report.ts'
import type { FromImportWorker, ImportJob, ImportStartup } from './messages.ts'
import { failedReport, idleProgress } from './progress.ts'
import { WorkerRun } from './worker-run.ts'
import { workerUrl } from './worker-url.ts'

interface ImportRunnerOptions extends Omit<ImportStartup, 'job'> {
  onProgress: (progress: ImportProgress) => void
  /** Results were committed: at most once a second while an import runs. */
  onData: () => void
  onFinished: (report: ImportReport) => void
}

/** Runs one import at a time on a worker thread, so that the screens stay responsive. */
export class ImportRunner {
  readonly #options: ImportRunnerOptions
  #running: WorkerRun<FromImportWorker> | undefined
  #progress: ImportProgress | undefined

  constructor(options: ImportRunnerOptions) {
    this.#options = options
  }

  get isRunning(): boolean {
    return this.#running !== undefined
  }

  /** @throws Error while another import runs. */
  start(job: ImportJob): void {
    if (this.#running) throw new Error('An import is already running: wait for its end, or cancel it.')
    const { workspace, modelsDir, dataDir } = this.#options
    this.#publish(idleProgress(job))
    let finished = false
    const finish = (report: ImportReport): void => {
      if (finished) return
      finished = true
      this.#running = undefined
      if (this.#progress) this.#publish({ ...this.#progress, state: report.state, error: report.error })
      this.#options.onFinished(report)
    }
    this.#running = new WorkerRun<FromImportWorker>({
      entry: workerUrl('import-worker', import.meta.url),
      workerData: { job, workspace, modelsDir, dataDir } satisfies ImportStartup,
      onMessage: (message) => {
        switch (message.type) {
          case 'progress':
            return this.#publish(message.progress)
          case 'data':
            return this.#options.onData()
          case 'finished':
            return finish(message.report)
        }
      },
      onExit: (failure = 'What was committed before is kept.') =>
        finish(failedReport(job, `The import stopped unexpectedly. ${failure}`)),
    })
  }

  cancel(id: string): void {
    if (this.#progress?.id === id) this.#running?.cancel()
  }

  /** The running import, or the last one. */
  status(): ImportProgress | undefined {
    return this.#progress
  }

  async close(): Promise<void> {
    await this.#running?.close()
  }

  #publish(progress: ImportProgress): void {
    this.#progress = progress
    this.#options.onProgress(progress)
  }
}
