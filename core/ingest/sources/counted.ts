import type { ReadOutcome } from './read-outcome.ts'

/** Counts what is taken from a file, for progress against its size. */
export async function* counted(chunks: AsyncIterable<Buffer>, outcome: ReadOutcome): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    outcome.consumed += chunk.length
    yield chunk
  }
}
