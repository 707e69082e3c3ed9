import type { Writable } from 'node:stream'

/**
 * Writes at the speed of the reader. A reader that has gone (`| head`) is no failure: `write` then says false, and
 * there is nothing left to do.
 */
export class LineOutput {
  readonly #stream: Writable
  #gone = false
  #failure: Error | undefined
  #wake = () => {}

  constructor(stream: Writable) {
    this.#stream = stream
    // Both stay for good: the error of a last write may come when all is done.
    stream.on('error', this.#onError)
    stream.on('close', this.#onClose)
  }

  /** Throws what the stream failed with, unless its reader is gone. */
  async write(text: string): Promise<boolean> {
    if (!this.#gone && !this.#stream.write(text)) await this.#drained()
    if (this.#failure !== undefined) throw this.#failure
    return !this.#gone
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
      if (this.#gone) resolve()
      else this.#stream.once('drain', resolve)
    })
  }

  #onClose = () => {
    this.#gone = true
    this.#wake()
  }

  #onError = (error: Error) => {
    const quiet = 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED')
    if (!quiet) this.#failure ??= error
    this.#onClose()
  }
}
