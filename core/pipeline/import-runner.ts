import { Worker } from 'node:worker_threads'
import type { ImportProgress, ImportReport } from '../ingest/import-report.ts'
import type { FromImportWorker, ImportJob, ImportStartup, ToImportWorker } from './messages.ts'
import { failedReport, idleProgress } from './progress.ts'
import { workerUrl } from './worker-url.ts'

export interface ImportRunnerOptions {
  workspace: string
  modelsDir: string
  onProgress: (progress: ImportProgress) => void
  /** Results were committed: at most once a second while an import runs. */
  onData: () => void
  onFinished: (report: ImportReport) => void
}

interface Running {
  worker: Worker
  done: Promise<void>
}

/** Runs one import at a time on a worker thread, so that the screens stay responsive. */
export class ImportRunner {
  readonly #options: ImportRunnerOptions
  #running: Running | undefined
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
    const { workspace, modelsDir } = this.#options
    const workerData = { job, workspace, modelsDir } satisfies ImportStartup
    const worker = new Worker(workerUrl('import-worker', import.meta.url), { workerData })
    this.#publish(idleProgress(job))
    let finished = false
    const finish = (report: ImportReport): void => {
      if (finished) return
      finished = true
      this.#running = undefined
      if (this.#progress) this.#publish({ ...this.#progress, state: report.state, error: report.error })
      this.#options.onFinished(report)
    }
    const done = new Promise<void>((resolve) => {
      worker.on('message', (message: FromImportWorker) => {
        switch (message.type) {
          case 'progress':
            return this.#publish(message.progress)
          case 'data':
            return this.#options.onData()
          case 'finished':
            return finish(message.report)
        }
      })
      worker.on('error', (error) =>
        finish(failedReport(job, `The import stopped unexpectedly: ${String(error)}`)),
      )
      worker.on('exit', () => {
        finish(failedReport(job, 'The import stopped unexpectedly. What was committed before is kept.'))
        resolve()
      })
    })
    this.#running = { worker, done }
  }

  cancel(id: string): void {
    if (this.#progress?.id === id)
      this.#running?.worker.postMessage({ type: 'cancel' } satisfies ToImportWorker)
  }

  /** The running import, or the last one. */
  status(): ImportProgress | undefined {
    return this.#progress
  }

  async close(): Promise<void> {
    const running = this.#running
    running?.worker.postMessage({ type: 'cancel' } satisfies ToImportWorker)
    await running?.done
  }

  #publish(progress: ImportProgress): void {
    this.#progress = progress
    this.#options.onProgress(progress)
  }
}
