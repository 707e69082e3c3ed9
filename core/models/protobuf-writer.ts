const text = new TextEncoder()

const VARINT = 0
const BYTES = 2
const FIXED32 = 5

/** One protobuf message being written (protobuf.dev/programming-guides/encoding); just what ONNX files need. */
export class ProtobufWriter {
  #buffer = new Uint8Array(256)
  #length = 0

  int(field: number, value: number): this {
    this.#tag(field, VARINT)
    this.#varint(value)
    return this
  }

  float(field: number, value: number): this {
    this.#tag(field, FIXED32)
    this.#append(new Uint8Array(new Float32Array([value]).buffer))
    return this
  }

  string(field: number, value: string): this {
    return this.bytes(field, text.encode(value))
  }

  message(field: number, value: ProtobufWriter): this {
    return this.bytes(field, value.finish())
  }

  bytes(field: number, value: Uint8Array): this {
    this.#tag(field, BYTES)
    this.#varint(value.length)
    this.#append(value)
    return this
  }

  /** A repeated integer field in packed form. */
  packedInts(field: number, values: ArrayLike<number>): this {
    const packed = new ProtobufWriter()
    for (let i = 0; i < values.length; i++) packed.#varint(values[i] ?? 0)
    return this.message(field, packed)
  }

  finish(): Uint8Array {
    return this.#buffer.slice(0, this.#length)
  }

  #tag(field: number, wireType: number): void {
    this.#varint(field * 8 + wireType)
  }

  /** Negative integers take ten bytes, as two's complement of 64 bits. */
  #varint(value: number): void {
    this.#reserve(10)
    let rest = value < 0 ? BigInt.asUintN(64, BigInt(value)) : BigInt(value)
    while (rest > 127n) {
      this.#buffer[this.#length++] = Number(rest & 127n) | 128
      rest >>= 7n
    }
    this.#buffer[this.#length++] = Number(rest)
  }

  #append(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#buffer.set(bytes, this.#length)
    this.#length += bytes.length
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#buffer.length) return
    const grown = new Uint8Array(Math.max(this.#buffer.length * 2, this.#length + count))
    grown.set(this.#buffer.subarray(0, this.#length))
    this.#buffer = grown
  }
}
