import { bytesOf, codesOf, createCodes, firstRows, grown, join, pack, split, unpackAligned } from './bytes.ts'

/** A column of numbers; NaN where a row has none. */
export interface NumberColumn {
  kind: 'number'
  values: Float64Array
}

const emptyRows = (length: number): Float64Array<ArrayBuffer> => new Float64Array(length).fill(Number.NaN)

export class NumberColumnBuilder {
  #values = emptyRows(firstRows)
  #isWhole = true
  /** Infinity and -Infinity while there is no value. */
  low = Infinity
  high = -Infinity

  set(row: number, value: number): void {
    if (Number.isNaN(value)) return
    if (row >= this.#values.length) this.#reserve(row + 1)
    this.#values[row] = value
    if (value < this.low) this.low = value
    if (value > this.high) this.high = value
    if (!Number.isSafeInteger(value)) this.#isWhole = false
  }

  /** Takes rows over, from `row` on. */
  append(row: number, { values }: NumberColumn): void {
    this.#reserve(row + values.length)
    for (let i = 0; i < values.length; i++) this.set(row + i, values[i] ?? Number.NaN)
  }

  #reserve(rows: number): void {
    this.#values = grown(this.#values, rows, emptyRows)
  }

  /** Whole numbers within 2^32 are kept as their distance from the least, as narrow as they fit. */
  encode(count: number): Buffer {
    this.#reserve(count)
    const values = this.#values.subarray(0, count)
    const span = this.high - this.low + 1
    if (!this.#isWhole || span >= 2 ** 32) return join([Buffer.of(8), pack(bytesOf(values), 1)])
    const codes = createCodes(span, count)
    for (let row = 0; row < count; row++) {
      const value = values[row] ?? Number.NaN
      if (value === value) codes[row] = value - this.low + 1
    }
    const low = Buffer.alloc(8)
    low.writeDoubleLE(this.low)
    return join([Buffer.of(codes.BYTES_PER_ELEMENT), pack(bytesOf(codes), 1), low])
  }
}

/** @throws Error for bytes that `NumberColumnBuilder` did not make */
export function decodeNumbers(bytes: Buffer): NumberColumn {
  const [width, packed, low] = split(bytes)
  if (!width || !packed) throw new RangeError('a stored column lacks a part')
  if (low === undefined) return { kind: 'number', values: new Float64Array(unpackAligned(packed)) }
  const codes = codesOf(unpackAligned(packed), width[0] ?? 4)
  const base = low.readDoubleLE(0) - 1
  const values = new Float64Array(codes.length)
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? 0
    values[row] = code === 0 ? Number.NaN : base + code
  }
  return { kind: 'number', values }
}
