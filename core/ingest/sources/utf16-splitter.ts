import { keepBytes, overlongCharacters } from './line-splitter.ts'
import type { LineBatch } from './line-splitter.ts'
import type { ReadOutcome } from './read-outcome.ts'

/**
 * Cuts UTF-16 content into lines at LF or CR LF, wherever the chunks happen to end. A JavaScript string has the very
 * code units of the content, so twice a position in it is the position in the bytes.
 */
export class Utf16Splitter {
  readonly #outcome: ReadOutcome
  readonly #mostUnits: number
  readonly #isBigEndian: boolean
  /** Byte offset of the pending line, or of the next. */
  #offset = 0
  #pending: string[] = []
  /** Code units of the pending line, also of those that were not kept. */
  #pendingUnits = 0
  #endsWithReturn = false
  /** The first byte of a code unit whose second is in the next chunk. */
  #half: Buffer = Buffer.alloc(0)

  constructor(outcome: ReadOutcome, maxLineBytes: number, isBigEndian: boolean) {
    this.#outcome = outcome
    this.#mostUnits = Math.floor(maxLineBytes / 2)
    this.#isBigEndian = isBigEndian
  }

  push(chunk: Buffer): LineBatch {
    const batch = this.#newBatch()
    const text = this.#decode(chunk)
    let start = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.#hold(text.slice(start, end))
      this.#emit(batch, 0)
      this.#offset += 2
      start = end + 1
    }
    this.#hold(text.slice(start))
    return batch
  }

  /** The last line, where the content does not end with a line end. */
  end(): LineBatch {
    const batch = this.#newBatch()
    if (this.#half.length === 1) this.#pending.push('\u{FFFD}')
    if (this.#pendingUnits > 0 || this.#half.length === 1) this.#emit(batch, this.#half.length)
    return batch
  }

  #newBatch(): LineBatch {
    return { texts: [], offsets: [], lengths: [], firstLine: this.#outcome.lines + 1, overlong: [] }
  }

  #decode(chunk: Buffer): string {
    const bytes = Buffer.concat([this.#half, chunk])
    const even = bytes.length - (bytes.length % 2)
    this.#half = Buffer.from(bytes.subarray(even))
    const units = bytes.subarray(0, even)
    return (this.#isBigEndian ? units.swap16() : units).toString('utf16le')
  }

  /** The bytes of a line; of a byte too few at its end the text has U+FFFD. */
  #encode(text: string, extraBytes: number): Buffer {
    const units = Buffer.from(extraBytes === 0 ? text : text.slice(0, -1), 'utf16le')
    if (this.#isBigEndian) units.swap16()
    return extraBytes === 0 ? units : Buffer.concat([units, this.#half])
  }

  #hold(piece: string): void {
    if (piece === '') return
    this.#pendingUnits += piece.length
    this.#endsWithReturn = piece.endsWith('\r')
    if (this.#pendingUnits <= this.#mostUnits) this.#pending.push(piece)
    else
      this.#pending = [
        (this.#pending.join('') + piece.slice(0, overlongCharacters)).slice(0, overlongCharacters),
      ]
  }

  #emit(batch: LineBatch, extraBytes: number): void {
    const outcome = this.#outcome
    outcome.lines += 1
    const length = this.#pendingUnits * 2 + extraBytes
    let text = this.#pending.join('')
    let offset = this.#offset
    if (offset === 0 && text.startsWith('\u{FEFF}')) {
      text = text.slice(1)
      offset = 2
    }
    const hasReturn = this.#endsWithReturn && extraBytes === 0
    batch.offsets.push(offset)
    batch.lengths.push(length - (offset - this.#offset) - (hasReturn ? 2 : 0))
    if (this.#pendingUnits > this.#mostUnits) {
      outcome.overlong += 1
      batch.overlong.push(batch.texts.length)
      batch.texts.push(text.slice(0, overlongCharacters))
    } else {
      if (hasReturn) text = text.slice(0, -1)
      keepBytes(batch, this.#encode(text, extraBytes))
      batch.texts.push(text)
    }
    this.#offset += length
    this.#pending = []
    this.#pendingUnits = 0
    this.#endsWithReturn = false
  }
}
