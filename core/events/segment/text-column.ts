import { z } from 'zod'
import {
  bytesOf,
  codesOf,
  createCodes,
  firstRows,
  grown,
  join,
  pack,
  split,
  unpack,
  unpackAligned,
  type Codes,
} from './bytes.ts'

export type TextValue = string | readonly string[]

/** A column of texts, or of lists of texts: row i holds `values[codes[i] - 1]`, or nothing where the code is 0. */
export interface TextColumn {
  kind: 'text'
  values: readonly TextValue[]
  codes: Codes
}

const valuesSchema = z.array(z.union([z.string(), z.array(z.string())]))

export class TextColumnBuilder {
  #codes = new Uint32Array(firstRows)
  readonly #texts = new Map<string, number>()
  readonly #lists = new Map<string, number>()
  readonly #values: TextValue[] = []
  /** Neighbours are often alike: the last value needs no look-up. */
  #last: TextValue | undefined
  #lastCode = 0

  set(row: number, value: TextValue): void {
    if (row >= this.#codes.length) this.#reserve(row + 1)
    if (value !== this.#last) {
      this.#lastCode = this.#codeOf(value)
      this.#last = value
    }
    this.#codes[row] = this.#lastCode
  }

  /** Takes rows over, from `row` on. */
  append(row: number, { values, codes }: TextColumn): void {
    this.#reserve(row + codes.length)
    const own = Uint32Array.from([0, ...values.map((value) => this.#codeOf(value))])
    for (let i = 0; i < codes.length; i++) this.#codes[row + i] = own[codes[i] ?? 0] ?? 0
  }

  #reserve(rows: number): void {
    this.#codes = grown(this.#codes, rows, (length) => new Uint32Array(length))
  }

  #codeOf(value: TextValue): number {
    const known = typeof value === 'string' ? this.#texts : this.#lists
    const key = typeof value === 'string' ? value : JSON.stringify(value)
    let code = known.get(key)
    if (code === undefined) {
      code = this.#values.push(value)
      known.set(key, code)
    }
    return code
  }

  encode(count: number): Buffer {
    const codes = createCodes(this.#values.length, count)
    codes.set(this.#codes.subarray(0, count))
    const values = Buffer.from(JSON.stringify(this.#values))
    return join([Buffer.of(codes.BYTES_PER_ELEMENT), pack(values, 1), pack(bytesOf(codes), 1)])
  }
}

/** @throws Error for bytes that `TextColumnBuilder` did not make */
export function decodeText(bytes: Buffer): TextColumn {
  const [width, values, codes] = split(bytes)
  if (!width || !values || !codes) throw new RangeError('a stored column lacks a part')
  return {
    kind: 'text',
    values: valuesSchema.parse(JSON.parse(unpack(values).toString('utf8'))),
    codes: codesOf(unpackAligned(codes), width[0] ?? 4),
  }
}
