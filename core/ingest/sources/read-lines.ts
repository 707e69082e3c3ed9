import { LineSplitter } from './line-splitter.ts'
import { newOutcome } from './read-outcome.ts'
import { readBytes } from './read-bytes.ts'
import type { ByteOptions } from './read-bytes.ts'
import type { LineBatch } from './line-splitter.ts'
import type { ReadOutcome } from './read-outcome.ts'

export interface LineOptions extends ByteOptions {
  /** A longer line is not held in memory: only its beginning comes out. Default 1 MiB. */
  maxLineBytes?: number
}

export interface LineReader {
  batches: AsyncGenerator<LineBatch>
  /** Grows while `batches` is read. */
  outcome: ReadOutcome
}

/**
 * The lines of a file in batches with their exact place. Never throws because of the file (see `outcome.error`);
 * throws the reason of an aborted signal.
 */
export function readLines(path: string, options: LineOptions = {}): LineReader {
  const outcome = newOutcome()
  return { batches: splitBytes(path, outcome, options), outcome }
}

async function* splitBytes(
  path: string,
  outcome: ReadOutcome,
  options: LineOptions,
): AsyncGenerator<LineBatch> {
  const splitter = new LineSplitter(outcome, options.maxLineBytes ?? 2 ** 20)
  for await (const chunk of readBytes(path, outcome, options)) {
    const batch = splitter.push(chunk)
    if (batch.texts.length > 0) yield batch
  }
  const rest = splitter.end()
  if (rest.texts.length > 0) yield rest
}
