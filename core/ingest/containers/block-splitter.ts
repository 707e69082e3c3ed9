import type { LineBatch } from '../sources/line-splitter.ts'

/** A longer record is cut, characters. */
const longest = 2 ** 20

/** Joins the lines of records that go over several, wherever batches end. A record stands where it begins. */
export class BlockSplitter {
  readonly #begins: (line: string) => boolean
  #record: { parts: string[]; size: number; offset: number; end: number; line: number } | undefined

  /** @param begins whether a record begins with a line */
  constructor(begins: (line: string) => boolean) {
    this.#begins = begins
  }

  push(batch: LineBatch): LineBatch {
    const out = emptyLines(batch.firstLine)
    for (const [i, line] of batch.texts.entries()) {
      const offset = batch.offsets[i] ?? 0
      const end = offset + (batch.lengths[i] ?? 0)
      if (this.#begins(line)) {
        this.#emit(out)
        this.#record = { parts: [line], size: line.length, offset, end, line: batch.firstLine + i }
      } else if (this.#record && this.#record.size < longest) {
        this.#record.parts.push(line)
        this.#record.size += line.length + 1
        if (line !== '') this.#record.end = end
      }
    }
    return out
  }

  /** The last record. */
  end(): LineBatch {
    const out = emptyLines(this.#record?.line ?? 0)
    this.#emit(out)
    return out
  }

  #emit(out: LineBatch & { numbers: number[] }): void {
    const record = this.#record
    this.#record = undefined
    if (!record) return
    out.texts.push(record.parts.join('\n').trimEnd())
    out.offsets.push(record.offset)
    out.lengths.push(record.end - record.offset)
    out.numbers.push(record.line)
  }
}

function emptyLines(firstLine: number): LineBatch & { numbers: number[] } {
  return { texts: [], offsets: [], lengths: [], numbers: [], firstLine, overlong: [] }
}
