import { LineSplitter } from './line-splitter.ts'
import { newOutcome } from './read-outcome.ts'
import { readBytes } from './read-bytes.ts'
import { encodingBytes, utf16Of } from './text-encoding.ts'
import { Utf16Splitter } from './utf16-splitter.ts'
import type { ByteOptions } from './read-bytes.ts'
import type { LineBatch } from './line-splitter.ts'
import type { ReadOutcome } from './read-outcome.ts'

export interface LineOptions extends ByteOptions {
  /** A longer line is not held in memory: only its beginning comes out. Default 1 MiB. */
  maxLineBytes?: number
  /** Whether, by the beginning of the content, its long lines hold several records: then they come out in pieces. */
  cutsLines?: (beginning: string) => boolean
  /** Decompressed bytes after which reading stops; a line that is not complete by then is left out. Default: all. */
  mostBytes?: number
}

/** Of the content, for `cutsLines`. */
const beginningBytes = 64 * 1024

interface LineReader {
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
  const chunks = readBytes(path, outcome, options)
  const { mostBytes = Infinity } = options
  try {
    const head = await takeHead(chunks)
    const splitter = openSplitter(head, outcome, options)
    const early = splitter.push(head)
    if (early.texts.length > 0 || options.follow) yield early
    for await (const chunk of chunks) {
      const batch = splitter.push(chunk)
      // Of a file that is followed an empty batch says that there is no more for now.
      if (batch.texts.length > 0 || (options.follow && chunk.length === 0)) yield batch
      if (outcome.bytes >= mostBytes) return
    }
    const rest = splitter.end()
    if (rest.texts.length > 0) yield rest
  } finally {
    await chunks.return(undefined)
  }
}

/** The first chunk, or as many as tell the encoding. */
async function takeHead(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  const first = await chunks.next()
  if (first.done === true) return Buffer.alloc(0)
  if (first.value.length >= encodingBytes) return first.value
  const pieces = [Buffer.from(first.value)]
  let length = first.value.length
  while (length < encodingBytes) {
    const next = await chunks.next()
    // Of a file that is followed: there is no more for now.
    if (next.done === true || (next.value.length === 0 && length > 0)) break
    pieces.push(Buffer.from(next.value))
    length += next.value.length
  }
  return Buffer.concat(pieces)
}

function openSplitter(
  head: Buffer,
  outcome: ReadOutcome,
  { maxLineBytes = 2 ** 20, cutsLines }: LineOptions,
): LineSplitter | Utf16Splitter {
  const encoding = utf16Of(head)
  if (encoding === undefined) {
    const beginning = head.toString('utf8', 0, beginningBytes).replace(/^\ufeff/, '')
    return new LineSplitter(outcome, maxLineBytes, cutsLines?.(beginning) ?? false)
  }
  outcome.encoding = encoding
  return new Utf16Splitter(outcome, maxLineBytes, encoding === 'utf-16be')
}
