import { Worker } from 'node:worker_threads'
import { fromPlainError, toPlainError } from '../../models/messages.ts'
import { workerUrl } from '../worker-url.ts'
import type { FromReadingWorker, ReadingStartup, ToReadingWorker } from './reading-messages.ts'
import type { Reading, ReadingReport, Taken } from './taken.ts'
import { Unpacker } from './unpacker.ts'

const nothingReported: ReadingReport = {
  sources: [],
  quarantine: undefined,
  leftOut: { known: 0, late: 0, implausible: 0 },
}

/** Reading by a thread of its own, which begins at once and is some batches ahead. */
export class ReadingThread implements Reading {
  readonly #worker: Worker
  readonly #messages: FromReadingWorker[] = []
  #onMessage = (): void => {}
  #report: ReadingReport = nothingReported
  #hasEnded = false

  constructor(startup: ReadingStartup, signal: AbortSignal) {
    const entry = workerUrl('reading-worker', import.meta.url)
    this.#worker = new Worker(entry, { name: 'sonic-reading', workerData: startup })
    const fail = (cause: unknown) =>
      this.#receive({ type: 'ended', report: this.#report, error: toPlainError(cause) })
    this.#worker.on('message', (message: FromReadingWorker) => this.#receive(message))
    this.#worker.on('error', fail)
    this.#worker.on('exit', () =>
      fail(new Error('The thread that reads has ended before its work was done.')),
    )
    const cancel = (): void => this.#send('cancel')
    if (signal.aborted) cancel()
    else signal.addEventListener('abort', cancel, { once: true })
  }

  mark(): void {
    this.#send('mark')
  }

  async *batches(): AsyncGenerator<Taken> {
    const unpacker = new Unpacker()
    try {
      for (;;) {
        const message = await this.#next()
        if (message.type === 'taken') yield unpacker.unpack(message.taken)
        else if (message.error) throw fromPlainError(message.error)
        else return
      }
    } finally {
      // Whoever stops early wants the report, but no more records.
      this.#send('cancel')
      while (!this.#hasEnded) await this.#next()
      await this.#worker.terminate()
    }
  }

  report(): Promise<ReadingReport> {
    return Promise.resolve(this.#report)
  }

  #send(message: ToReadingWorker): void {
    this.#worker.postMessage(message)
  }

  #receive(message: FromReadingWorker): void {
    this.#messages.push(message)
    this.#onMessage()
  }

  async #next(): Promise<FromReadingWorker> {
    for (;;) {
      const message = this.#messages.shift()
      if (message?.type === 'taken') this.#send('taken')
      if (message?.type === 'ended') {
        this.#hasEnded = true
        this.#report = message.report
      }
      if (message) return message
      await new Promise<void>((resolve) => (this.#onMessage = resolve))
    }
  }
}
