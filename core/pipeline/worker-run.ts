import { Worker } from 'node:worker_threads'

/** What a worker for long work is told. */
export type ToWorker = { type: 'cancel' }

/** Given to every such thread. */
export interface WorkerBeginning {
  /** The thread sets its element to 1 before it begins its work. */
  begun: Int32Array
}

interface WorkerRunOptions<Message> {
  entry: URL
  workerData: object
  onMessage: (message: Message) => void
  /** The thread ended, with what went wrong in it, if anything. Comes last, and once. */
  onExit: (failure: string | undefined) => void
}

/** One piece of long work on a thread of its own. */
export class WorkerRun<Message> {
  /** Fulfilled when the thread has ended, however. */
  readonly exited: Promise<void>
  readonly #worker: Worker
  readonly #begun = new Int32Array(new SharedArrayBuffer(4))

  constructor({ entry, workerData, onMessage, onExit }: WorkerRunOptions<Message>) {
    this.#worker = new Worker(entry, { workerData: { ...workerData, begun: this.#begun } })
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

  /**
   * Ends the work as soon as it can be: a thread that still loads its code is stopped; one that has begun may have ONNX
   * Runtime at work, and stopping that would abort the process, so it is asked.
   */
  async close(): Promise<void> {
    if (Atomics.load(this.#begun, 0) !== 0) this.cancel()
    else await this.#worker.terminate()
    await this.exited
  }

  /** Asks the work to end early. */
  cancel(): void {
    this.#worker.postMessage({ type: 'cancel' } satisfies ToWorker)
  }
}
