import { Worker } from 'node:worker_threads'
import { fromPlainError, toPlainError } from './messages.ts'
import type { CallName, Calls, Response } from './messages.ts'
import { runtimeObstacle } from './runtime-platform.ts'

interface Pending {
  resolve: (value: ReturnType<Calls[CallName]>) => void
  reject: (error: Error) => void
}

/** Calls into one worker thread. If the thread dies, every pending and later call is rejected. */
export class WorkerChannel {
  /** Fulfilled when the thread has ended, however. */
  readonly exited: Promise<void>
  readonly #worker: Worker
  /** Shared with the thread: anything but 0 tells it to answer no more calls. */
  readonly #abandoned = new Int32Array(new SharedArrayBuffer(4))
  readonly #pending = new Map<number, Pending>()
  #lastId = 0
  #death: Error | undefined

  /** @throws Error where ONNX Runtime has no build for this machine */
  constructor(entry: URL) {
    const obstacle = runtimeObstacle()
    if (obstacle !== undefined) throw new Error(obstacle)
    this.#worker = new Worker(entry, { name: 'sonic-scoring', workerData: this.#abandoned })
    this.#worker.on('message', (response: Response) => this.#settle(response))
    this.#worker.on('error', (cause: unknown) =>
      this.#die(new Error(`the scoring worker failed: ${toPlainError(cause).message}`, { cause })),
    )
    this.exited = new Promise((resolve) => {
      this.#worker.on('exit', (code) => {
        this.#die(new Error(`the scoring worker ended (exit status ${code})`))
        resolve()
      })
    })
  }

  call<Name extends CallName>(
    name: Name,
    argument: Parameters<Calls[Name]>[0],
    transfer: ArrayBuffer[] = [],
  ): Promise<ReturnType<Calls[Name]>> {
    return new Promise((resolve, reject) => {
      if (this.#death) return reject(this.#death)
      const id = ++this.#lastId
      this.#worker.postMessage({ id, name, argument }, transfer)
      // The worker answers a call with what the handler of that name returns.
      this.#pending.set(id, { resolve: resolve as Pending['resolve'], reject })
    })
  }

  /**
   * Rejects what the thread has not begun: it only finishes the call it is in. A thread that is stopped inside ONNX Runtime
   * would abort the process.
   */
  abandon(): void {
    Atomics.store(this.#abandoned, 0, 1)
  }

  /** Lets the thread finish what it was asked and end; done also when it is dead already. */
  async end(): Promise<void> {
    await this.call('close', undefined).catch(() => undefined)
    await this.exited
  }

  #settle(response: Response): void {
    const pending = this.#pending.get(response.id)
    this.#pending.delete(response.id)
    if (response.ok) pending?.resolve(response.value)
    else pending?.reject(fromPlainError(response.error))
  }

  #die(error: Error): void {
    this.#death ??= error
    for (const { reject } of this.#pending.values()) reject(this.#death)
    this.#pending.clear()
  }
}

/** One call on a thread of its own, which ends after it. */
export async function callOnWorker<Name extends CallName>(
  name: Name,
  argument: Parameters<Calls[Name]>[0],
): Promise<ReturnType<Calls[Name]>> {
  const channel = new WorkerChannel(scoringWorkerEntry())
  try {
    return await channel.call(name, argument)
  } finally {
    await channel.end()
  }
}

/** The scoring worker's file: beside this one in the source tree and, compiled, beside the bundle. */
export function scoringWorkerEntry(): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return new URL(`./scoring-worker.${extension}`, import.meta.url)
}
