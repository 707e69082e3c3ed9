import type { Transform } from 'node:stream'

/** Decompressed bytes that wait for the consumer; beyond it decompression pauses, however far the content expands. */
const mostHeld = 4 * 2 ** 20

/**
 * One decompression stream, fed slice by slice. All that a slice yields is handed out before the next one is fed: a
 * stream that fails drops what it still buffers, and a damaged archive must give all that is readable.
 */
export class Inflater {
  failure: Error | undefined
  readonly #stream: Transform
  #ready: Buffer[] = []
  #held = 0
  #wake = () => {}

  constructor(stream: Transform) {
    this.#stream = stream
    stream.on('data', (chunk: Buffer) => {
      this.#ready.push(chunk)
      this.#held += chunk.length
      if (this.#held < mostHeld) return
      stream.pause()
      this.#wake()
    })
    stream.on('error', (error) => (this.failure = error))
    stream.on('close', () => this.#wake())
  }

  get closed(): boolean {
    return this.#stream.closed
  }

  async *feed(slice: Buffer): AsyncGenerator<Buffer> {
    let taken = false
    this.#stream.write(slice, () => {
      taken = true
      this.#wake()
    })
    // A stream that fails closes without calling back the write that made it fail.
    yield* this.#drain(() => taken)
  }

  async *end(): AsyncGenerator<Buffer> {
    this.#stream.end()
    yield* this.#drain(() => false)
  }

  destroy(): void {
    this.#stream.destroy()
  }

  async *#drain(isDone: () => boolean): AsyncGenerator<Buffer> {
    for (;;) {
      const ready = this.#ready
      this.#ready = []
      this.#held = 0
      yield* ready
      if (this.#ready.length > 0) continue
      if (isDone() || this.closed) return
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        this.#stream.resume()
      })
    }
  }
}
