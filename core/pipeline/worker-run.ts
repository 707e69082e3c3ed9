import { Worker } from 'node:worker_threads'

/** What a worker for long work is told. */
export type ToWorker = { type: 'cancel' }

export interface WorkerRunOptions<Message> {
  entry: URL
  workerData: unknown
  onMessage: (message: Message) => void
  /** The thread ended, with what went wrong in it, if anything. Comes last, and once. */
  onExit: (failure: string | undefined) => void
}

/** One piece of long work on a thread of its own. */
export class WorkerRun<Message> {
  /** Fulfilled when the thread has ended, however. */
  readonly exited: Promise<void>
  readonly #worker: Worker

  constructor({ entry, workerData, onMessage, onExit }: WorkerRunOptions<Message>) {
    this.#worker = new Worker(entry, { workerData })
    let failure: string | undefined
    this.#worker.on('message', onMessage)
    this.#worker.on('error', (error) => {
      failure = String(error)
    })
    this.exited = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        onExit(failure)
        resolve()
      })
    })
  }

  /** Asks the work to end early. */
  cancel(): void {
    this.#worker.postMessage({ type: 'cancel' } satisfies ToWorker)
  }
}
