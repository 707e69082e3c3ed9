import xz from 'xz-decompress'
import { errorMessage } from '../../event/error-message.ts'
import type { ReadOutcome } from './read-outcome.ts'

/** Decompresses xz, also of several streams. What goes wrong is in `outcome.error`; what came before it is kept. */
export async function* unxzChunks(
  path: string,
  chunks: AsyncIterable<Buffer>,
  outcome: ReadOutcome,
): AsyncGenerator<Buffer> {
  const taken = chunks[Symbol.asyncIterator]()
  const packed = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await taken.next()
      if (next.done === true) controller.close()
      // A copy, because the reader fills its buffer anew.
      else controller.enqueue(Uint8Array.from(next.value))
    },
  })
  // Cancelling the stream fails inside the library where it has ended already; what it holds goes with it.
  const unpacked = new xz.XzReadableStream(packed).getReader()
  try {
    for (;;) {
      const { done, value } = await unpacked.read()
      if (done) return
      yield Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    }
  } catch (error) {
    const message = errorMessage(error)
    // What was thrown where the bytes come from is none of xz's.
    if (!message.includes('failed with error code')) throw error
    outcome.error ??= `${path} ${damage(message, outcome.consumed)}`
  } finally {
    await taken.return?.()
  }
}

/** The codes are those of XZ Embedded's `enum xz_ret` (tukaani.org/xz/embedded.html). */
function damage(message: string, consumed: number): string {
  switch (message.slice(message.lastIndexOf(' ') + 1)) {
    case '6':
      return 'is packed with an option of xz that is not read (SHA-256 checks and filters): unpack it first'
    case '8':
      return `is cut short after ${consumed} compressed bytes: what could be read was kept`
    default:
      return `is damaged near compressed byte ${consumed}: what could be read was kept`
  }
}
