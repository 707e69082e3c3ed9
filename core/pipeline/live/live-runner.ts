import { WorkerRun } from '../worker-run.ts'
import { workerUrl } from '../worker-url.ts'
import { startingProgress } from './live-meter.ts'
import type { FromLiveWorker, LiveJob, LiveProgress, LiveStartup } from './live-messages.ts'

interface LiveRunnerOptions extends Omit<LiveStartup, 'job'> {
  onProgress: (progress: LiveProgress) => void
  /** Results were committed: at most once a second. */
  onData: () => void
}

/** Reads live sources on a worker thread, one reading at a time. */
export class LiveRunner {
  readonly #options: LiveRunnerOptions
  #running: WorkerRun<FromLiveWorker> | undefined
  #progress: LiveProgress | undefined

  constructor(options: LiveRunnerOptions) {
    this.#options = options
  }

  get isRunning(): boolean {
    return this.#running !== undefined
  }

  /** @throws Error while another reads. */
  start(job: LiveJob): void {
    if (this.#running) throw new Error('Live sources are already being read: stop that first.')
    const { workspace, modelsDir, dataDir } = this.#options
    this.#publish(startingProgress(job, Date.now()))
    const finish = (state: 'ended' | 'failed', error: string | undefined): void => {
      if (this.#running === undefined) return
      this.#running = undefined
      if (this.#progress) this.#publish({ ...this.#progress, state, error })
      this.#options.onData()
    }
    this.#running = new WorkerRun<FromLiveWorker>({
      entry: workerUrl('live-worker', import.meta.url),
      workerData: { job, workspace, modelsDir, dataDir } satisfies LiveStartup,
      onMessage: (message) => {
        switch (message.type) {
          case 'progress':
            return this.#publish(message.progress)
          case 'data':
            return this.#options.onData()
          case 'finished':
            return finish(message.state, message.error)
        }
      },
      onExit: (failure = 'What was committed before is kept.') =>
        finish('failed', `Reading stopped unexpectedly. ${failure}`),
    })
  }

  stop(id: string): void {
    if (this.#progress?.id === id) this.#running?.cancel()
  }

  /** The reading under way, or the last one. */
  status(): LiveProgress | undefined {
    return this.#progress
  }

  async close(): Promise<void> {
    await this.#running?.close()
  }

  #publish(progress: LiveProgress): void {
    this.#progress = progress
    this.#options.onProgress(progress)
  }
}
