import { Bunzip2, Bzip2Error, mostBlockBytes } from './bunzip2.ts'
import type { ReadOutcome } from './read-outcome.ts'

/** Decompresses bzip2, also of several streams. What goes wrong is in `outcome.error`; blocks before it are kept. */
export async function* bunzip2Chunks(
  path: string,
  chunks: AsyncIterable<Buffer>,
  outcome: ReadOutcome,
): AsyncGenerator<Buffer> {
  const decoder = new Bunzip2()
  let held = Buffer.alloc(0)
  const pieces: Buffer[] = []
  let gathered = 0
  try {
    for await (const chunk of chunks) {
      pieces.push(Buffer.from(chunk))
      gathered += chunk.length
      if (held.length + gathered < 2 * mostBlockBytes) continue
      held = Buffer.concat([held, ...pieces.splice(0)])
      gathered = 0
      while (held.length >= mostBlockBytes) {
        const { content, used } = decoder.next(held)
        if (content === undefined) return
        held = held.subarray(used)
        yield content
      }
    }
    held = Buffer.concat([held, ...pieces])
    for (;;) {
      const { content, used } = decoder.next(held)
      if (content === undefined) return
      held = held.subarray(used)
      yield content
    }
  } catch (error) {
    if (!(error instanceof Bzip2Error)) throw error
    const where = outcome.consumed - held.length
    outcome.error ??= error.isCut
      ? `${path} is cut short after ${outcome.consumed} compressed bytes: what could be read was kept`
      : `${path} is damaged near compressed byte ${where} (${error.message}): what could be read was kept`
  }
}
