import type { Writable } from 'node:stream'

/**
 * Writes at the speed of the reader. Where it has gone (`| head`) or nothing more can be written (a full disk), `write` says
 * false, and there is nothing left to do; `surviveLostOutput` tells of the disk.
 */
export class LineOutput {
  readonly #stream: Writable
  #gone = false
  #wake = () => {}

  constructor(stream: Writable) {
    this.#stream = stream
    // Both stay for good: the error of a last write may come when all is done.
    stream.on('error', this.#onClose)
    stream.on('close', this.#onClose)
  }

  async write(text: string): Promise<boolean> {
    if (!this.#gone && !this.#stream.write(text)) await this.#drained()
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
}
