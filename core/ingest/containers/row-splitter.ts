import { delimiters, splitCells } from '../decoders/csv-split.ts'
import type { LineBatch } from '../sources/line-splitter.ts'

/** What is longer has a stray quote, and is no row. */
const mostLines = 300
const longest = 2 ** 18

/** Joins the lines of a table's rows one cell of which goes over several. A row stands where it begins. */
export class RowSplitter {
  readonly #delimiter: string
  #row: { text: string; lines: number; offset: number; end: number; line: number } | undefined

  /** @param header the first line */
  constructor(header: string) {
    const cells = (delimiter: string): number => splitCells(header, delimiter)?.length ?? 0
    this.#delimiter = delimiters.toSorted((a, b) => cells(b) - cells(a))[0] ?? ','
  }

  push(batch: LineBatch): LineBatch {
    const out = { texts: [], offsets: [], lengths: [], numbers: [], firstLine: batch.firstLine, overlong: [] }
    for (const [i, line] of batch.texts.entries()) {
      const offset = batch.offsets[i] ?? 0
      const end = offset + (batch.lengths[i] ?? 0)
      if (this.#row === undefined)
        this.#row = { text: line, lines: 1, offset, end, line: batch.firstLine + i }
      else {
        this.#row.text += `\n${line}`
        this.#row.lines += 1
        this.#row.end = end
      }
      if (isWhole(this.#row, this.#delimiter)) this.#emit(out)
    }
    return out
  }

  /** A row that does not end. */
  end(): LineBatch {
    const out = {
      texts: [],
      offsets: [],
      lengths: [],
      numbers: [],
      firstLine: this.#row?.line ?? 0,
      overlong: [],
    }
    this.#emit(out)
    return out
  }

  #emit(out: LineBatch & { numbers: number[] }): void {
    const row = this.#row
    this.#row = undefined
    if (!row) return
    out.texts.push(row.text)
    out.offsets.push(row.offset)
    out.lengths.push(row.end - row.offset)
    out.numbers.push(row.line)
  }
}

function isWhole({ text, lines }: { text: string; lines: number }, delimiter: string): boolean {
  if (lines >= mostLines || text.length >= longest) return true
  // Nearly every row is told by its quotes, which come in pairs.
  let quotes = 0
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) quotes++
  return quotes % 2 === 0 || splitCells(text, delimiter) !== undefined
}
