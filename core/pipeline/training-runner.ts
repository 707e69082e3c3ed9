import { randomUUID } from 'node:crypto'
import { WorkerRun } from './worker-run.ts'
import { workerUrl } from './worker-url.ts'
import type { TrainingCounts } from './train-generation.ts'

/** How far a training on the workspace's history is; sent at every whole percent. Times are epoch ms. */
export interface TrainingProgress {
  id: string
  state: 'running' | 'done' | 'cancelled' | 'failed'
  /** What is being done now, for a person. */
  step: string
  /** 0..1 of this step; undefined while nobody knows. */
  share: number | undefined
  started: number
  finished: number | undefined
  /** What came out; undefined until it is done. */
  result: TrainingResult | undefined
  error: string | undefined
}

interface TrainingResult {
  /** Name of the new generation on the shelf. */
  generation: string
  counts: TrainingCounts
  /** Files that did not teach, each a sentence. */
  unread: string[]
}

/** Handed to the training worker when it starts. */
export interface TrainingStartup {
  workspace: string
  dataDir: string
  modelsDir: string
  created: number
}

export type FromTrainingWorker =
  | { type: 'step'; step: string; share: number | undefined }
  | { type: 'done'; result: TrainingResult }
  | { type: 'cancelled' }
  | { type: 'failed'; error: string }

interface TrainingRunnerOptions extends Omit<TrainingStartup, 'created'> {
  onProgress: (progress: TrainingProgress) => void
}

/** Trains on the workspace's history, one generation at a time, on a worker thread. */
export class TrainingRunner {
  readonly #options: TrainingRunnerOptions
  #running: WorkerRun<FromTrainingWorker> | undefined
  #progress: TrainingProgress | undefined

  constructor(options: TrainingRunnerOptions) {
    this.#options = options
  }

  /** @returns its id @throws Error while another training runs */
  start(): string {
    if (this.#running) throw new Error('A training is already running: wait for its end, or cancel it.')
    const { workspace, dataDir, modelsDir } = this.#options
    const [id, started] = [randomUUID(), Date.now()]
    this.#publish({
      id,
      state: 'running',
      step: 'starting',
      share: undefined,
      started,
      finished: undefined,
      result: undefined,
      error: undefined,
    })
    this.#running = new WorkerRun<FromTrainingWorker>({
      entry: workerUrl('training-worker', import.meta.url),
      workerData: { workspace, dataDir, modelsDir, created: started } satisfies TrainingStartup,
      onMessage: (message) => this.#take(message),
      onExit: (failure) => {
        this.#running = undefined
        if (this.#progress?.state === 'running')
          this.#end({ state: 'failed', error: `The training stopped unexpectedly. ${failure ?? ''}`.trim() })
      },
    })
    return id
  }

  cancel(id: string): void {
    if (this.#progress?.id === id) this.#running?.cancel()
  }

  /** The running training, or the last one. */
  status(): TrainingProgress | undefined {
    return this.#progress
  }

  async close(): Promise<void> {
    await this.#running?.close()
  }

  #take(message: FromTrainingWorker): void {
    switch (message.type) {
      case 'step':
        if (this.#progress) this.#publish({ ...this.#progress, step: message.step, share: message.share })
        return
      case 'done':
        return this.#end({ state: 'done', result: message.result })
      case 'cancelled':
        return this.#end({ state: 'cancelled' })
      case 'failed':
        return this.#end({ state: 'failed', error: message.error })
    }
  }

  #end(change: Partial<TrainingProgress>): void {
    if (this.#progress) this.#publish({ ...this.#progress, ...change, finished: Date.now() })
  }

  #publish(progress: TrainingProgress): void {
    this.#progress = progress
    this.#options.onProgress(progress)
  }
}
