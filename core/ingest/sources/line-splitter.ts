import { isAscii, isUtf8 } from 'node:buffer'
import { decodeWindows1252 } from './text-encoding.ts'
import type { ReadOutcome } from './read-outcome.ts'

/** Lines in columns, so that a million of them cost no million objects. */
export interface LineBatch {
  /** Without their line end; of an overlong line the first 200 characters. */
  texts: string[]
  /** Byte offset of each line in the decompressed content, and its length without the line end. */
  offsets: number[]
  lengths: number[]
  /** 1-based number of the first line of this batch. */
  firstLine: number
  /** Of each line, where they do not follow one another. */
  numbers?: number[]
  /** Indexes into `texts` of lines that are longer than the bound. */
  overlong: number[]
  /** Indexes into `texts` of pieces that the next one goes on: of lines too long to be held, see `LineOptions.cutsLines`. */
  cut?: Set<number>
  /** By index into `texts`: the bytes of lines that are not the UTF-8 of their text. */
  raw?: Map<number, Buffer>
}

/** Keeps the bytes of the line that is added next. */
export function keepBytes(batch: LineBatch, bytes: Buffer): void {
  batch.raw ??= new Map()
  batch.raw.set(batch.texts.length, bytes)
}

export const overlongCharacters = 200
/** Enough UTF-8 for the kept characters of an overlong line. */
const overlongBytes = overlongCharacters * 4

/** Pieces of a long line have at least so many bytes. */
const pieceBytes = 2 ** 18

const lineFeed = 10
const carriageReturn = 13

/**
 * Cuts chunks into lines at LF or CR LF, wherever the chunks happen to end. Each line is decoded on its own: slices of
 * one big string would keep all of it alive for as long as any user name cut from it.
 *
 * A byte order mark or the first line that is more than ASCII decides the encoding: where it is UTF-8, wrong bytes of later lines read as
 * U+FFFD; where it is not, it and every later line that is not UTF-8 is Windows-1252.
 */
export class LineSplitter {
  readonly #outcome: ReadOutcome
  readonly #maxLineBytes: number
  readonly #cutsLines: boolean
  /** Byte offset of the pending line, or of the next. */
  #offset = 0
  #pending: Buffer[] = []
  #pendingKept = 0
  #pendingLength = 0
  #lastByte = 0
  /** No line was more than ASCII so far. */
  #isUndecided = true

  /** @param cutsLines a long line comes out in pieces, cut between characters, instead of as overlong */
  constructor(outcome: ReadOutcome, maxLineBytes: number, cutsLines = false) {
    this.#outcome = outcome
    this.#maxLineBytes = maxLineBytes
    this.#cutsLines = cutsLines
  }

  push(chunk: Buffer): LineBatch {
    const batch = this.#newBatch()
    const last = chunk.lastIndexOf(lineFeed)
    if (last < 0) {
      this.#hold(chunk)
      if (this.#cutsLines) this.#cut(batch)
      return batch
    }
    let start = 0
    if (this.#pendingLength > 0) {
      start = chunk.indexOf(lineFeed) + 1
      this.#hold(chunk.subarray(0, start - 1))
      this.#emitPending(batch)
      this.#offset += 1
    }
    const valid = isUtf8(chunk.subarray(start, last + 1))
    if (this.#isUndecided && valid && start <= last)
      this.#isUndecided = isAscii(chunk.subarray(start, last + 1))
    while (start <= last) {
      const end = chunk.indexOf(lineFeed, start)
      this.#emit(batch, chunk, start, end, end - start, valid)
      this.#offset += end - start + 1
      start = end + 1
    }
    this.#hold(chunk.subarray(start))
    if (this.#cutsLines) this.#cut(batch)
    return batch
  }

  /** Emits what there is of a line, up to the last character of one byte, which is whole. */
  #cut(batch: LineBatch): void {
    if (this.#pendingLength < pieceBytes) return
    const bytes = Buffer.concat(this.#pending)
    let end = bytes.length
    while (end > 0 && ((bytes[end - 1] ?? 0) >= 0x80 || bytes[end - 1] === carriageReturn)) end--
    if (end === 0) return
    batch.cut ??= new Set()
    batch.cut.add(batch.texts.length)
    this.#emit(batch, bytes, 0, end, end, false)
    // The line goes on.
    this.#outcome.lines -= 1
    this.#offset += end
    this.#pending = []
    this.#pendingKept = 0
    this.#pendingLength = 0
    this.#hold(bytes.subarray(end))
  }

  /** The last line, where the content does not end with a line end. */
  end(): LineBatch {
    const batch = this.#newBatch()
    if (this.#pendingLength > 0) this.#emitPending(batch)
    return batch
  }

  #newBatch(): LineBatch {
    const batch = { texts: [], offsets: [], lengths: [], firstLine: this.#outcome.lines + 1, overlong: [] }
    return this.#cutsLines ? { ...batch, numbers: [] } : batch
  }

  #hold(piece: Buffer): void {
    if (piece.length === 0) return
    this.#pendingLength += piece.length
    this.#lastByte = piece[piece.length - 1] ?? 0
    if (this.#pendingLength <= this.#maxLineBytes) this.#keep(piece)
    else if (this.#pendingKept < overlongBytes) this.#keep(piece.subarray(0, overlongBytes))
    else if (this.#pendingKept > overlongBytes) {
      this.#pending = [Buffer.concat(this.#pending).subarray(0, overlongBytes)]
      this.#pendingKept = overlongBytes
    }
  }

  #keep(piece: Buffer): void {
    this.#pending.push(Buffer.from(piece))
    this.#pendingKept += piece.length
  }

  #emitPending(batch: LineBatch): void {
    const bytes = Buffer.concat(this.#pending)
    const length = this.#pendingLength
    const complete = length <= this.#maxLineBytes
    this.#emit(batch, bytes, 0, bytes.length, length, !complete)
    this.#offset += length
    this.#pending = []
    this.#pendingKept = 0
    this.#pendingLength = 0
  }

  /** `length` is that of the whole line; of an overlong one `buffer` may hold only the beginning. */
  #emit(batch: LineBatch, buffer: Buffer, start: number, end: number, length: number, valid: boolean): void {
    const outcome = this.#outcome
    outcome.lines += 1
    let offset = this.#offset
    const lastByte = end - start === length ? (buffer[end - 1] ?? 0) : this.#lastByte
    const hasReturn = length > 0 && lastByte === carriageReturn
    let from = start
    if (offset === 0 && buffer[start] === 0xef && buffer[start + 1] === 0xbb && buffer[start + 2] === 0xbf) {
      from += 3
      offset = 3
      this.#isUndecided = false
    }
    batch.numbers?.push(outcome.lines)
    batch.offsets.push(offset)
    batch.lengths.push(length - (from - start) - (hasReturn ? 1 : 0))
    if (length > this.#maxLineBytes) {
      outcome.overlong += 1
      batch.overlong.push(batch.texts.length)
      batch.texts.push(beginning(buffer, from, end))
      return
    }
    const to = hasReturn ? end - 1 : end
    batch.texts.push(valid ? buffer.toString('utf8', from, to) : this.#decode(batch, buffer, from, to))
  }

  /** Of bytes that may not be UTF-8. */
  #decode(batch: LineBatch, buffer: Buffer, from: number, to: number): string {
    const bytes = buffer.subarray(from, to)
    const outcome = this.#outcome
    const valid = isUtf8(bytes)
    if (this.#isUndecided && !(valid && isAscii(bytes))) {
      this.#isUndecided = false
      if (!valid) outcome.encoding = 'windows-1252'
    }
    if (valid) return bytes.toString('utf8')
    outcome.invalidUtf8 += 1
    keepBytes(batch, Buffer.from(bytes))
    if (outcome.encoding === 'utf-8') return bytes.toString('utf8')
    outcome.firstWindows1252 ??= outcome.lines
    return decodeWindows1252(buffer, from, to)
  }
}

function beginning(buffer: Buffer, from: number, end: number): string {
  return buffer.toString('utf8', from, Math.min(end, from + overlongBytes)).slice(0, overlongCharacters)
}
