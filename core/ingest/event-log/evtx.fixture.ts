/** Builds small Windows event logs for tests, after libyal's description of the format. Checksums are left out. */

/** A value's place in the template, or a text. */
export type Content = { value: number } | string

export interface Element {
  name: string
  attributes?: Record<string, Content>
  content?: (Element | Content)[]
}

export interface Value {
  type: number
  bytes: Buffer
}

const chunkBytes = 65_536
const recordsAt = 512

/** Writes at a place of a chunk, as positions count from its begin. */
class ChunkWriter {
  readonly chunk = Buffer.alloc(chunkBytes)
  at = recordsAt

  u8(...values: number[]): void {
    for (const value of values) this.at = this.chunk.writeUInt8(value, this.at)
  }

  u16(value: number): void {
    this.at = this.chunk.writeUInt16LE(value, this.at)
  }

  u32(value: number): number {
    this.at = this.chunk.writeUInt32LE(value, this.at)
    return this.at - 4
  }

  bytes(bytes: Buffer): void {
    this.at += bytes.copy(this.chunk, this.at)
  }

  text(text: string): void {
    this.u16(text.length)
    this.bytes(Buffer.from(text, 'utf16le'))
  }

  /** A name where it is used first. */
  name(text: string): void {
    this.u32(this.at + 4)
    this.u32(0)
    this.u16(0)
    this.text(text)
    this.u16(0)
  }

  sizeAt(position: number, from: number): void {
    this.chunk.writeUInt32LE(this.at - from, position)
  }

  content(content: Content): void {
    if (typeof content === 'string') {
      this.u8(0x05, 0x01)
      this.text(content)
      return
    }
    this.u8(0x0e)
    this.u16(content.value)
    this.u8(0x01)
  }

  element({ name, attributes = {}, content = [] }: Element): void {
    const all = Object.entries(attributes)
    this.u8(all.length > 0 ? 0x41 : 0x01)
    this.u16(0xffff)
    const size = this.u32(0)
    const from = this.at
    this.name(name)
    if (all.length > 0) {
      const list = this.u32(0)
      const start = this.at
      for (const [i, [key, value]] of all.entries()) {
        this.u8(i < all.length - 1 ? 0x46 : 0x06)
        this.name(key)
        this.content(value)
      }
      this.sizeAt(list, start)
    }
    if (content.length === 0) this.u8(0x03)
    else {
      this.u8(0x02)
      for (const part of content)
        if (typeof part === 'object' && 'name' in part) this.element(part)
        else this.content(part)
      this.u8(0x04)
    }
    this.sizeAt(size, from)
  }
}

/** A file of one chunk: the template in full with the first record, pointed to by those that follow. */
export function evtx(template: Element, records: readonly (readonly Value[])[]): Buffer {
  const writer = new ChunkWriter()
  let definition = 0
  let last = recordsAt
  for (const [i, values] of records.entries()) {
    last = writer.at
    writer.bytes(Buffer.from([0x2a, 0x2a, 0, 0]))
    const size = writer.u32(0)
    writer.at = writer.chunk.writeBigUInt64LE(BigInt(i + 1), writer.at)
    writer.at = writer.chunk.writeBigUInt64LE(133_000_000_000_000_000n, writer.at)
    writer.u8(0x0f, 1, 1, 0, 0x0c, 1)
    writer.u32(77)
    if (definition === 0) {
      writer.u32(writer.at + 4)
      definition = writer.at
      writer.u32(0)
      writer.u32(77)
      writer.bytes(Buffer.alloc(12))
      const length = writer.u32(0)
      const from = writer.at
      writer.u8(0x0f, 1, 1, 0)
      writer.element(template)
      writer.u8(0)
      writer.sizeAt(length, from)
    } else writer.u32(definition)
    writer.u32(values.length)
    for (const { type, bytes } of values) {
      writer.u16(bytes.length)
      writer.u8(type, 0)
    }
    for (const { bytes } of values) writer.bytes(bytes)
    writer.u8(0)
    const length = writer.at + 4 - last
    writer.u32(length)
    writer.chunk.writeUInt32LE(length, size)
  }
  const { chunk, at } = writer
  chunk.write('ElfChnk\0', 0, 'latin1')
  for (const place of [8, 24]) chunk.writeBigUInt64LE(1n, place)
  for (const place of [16, 32]) chunk.writeBigUInt64LE(BigInt(records.length), place)
  chunk.writeUInt32LE(128, 40)
  chunk.writeUInt32LE(last, 44)
  chunk.writeUInt32LE(at, 48)
  const header = Buffer.alloc(4096)
  header.write('ElfFile\0', 0, 'latin1')
  header.writeBigUInt64LE(BigInt(records.length + 1), 24)
  header.writeUInt32LE(128, 32)
  header.writeUInt16LE(1, 36)
  header.writeUInt16LE(3, 38)
  header.writeUInt16LE(4096, 40)
  header.writeUInt16LE(1, 42)
  return Buffer.concat([header, chunk])
}

export const text = (value: string): Value => ({ type: 0x01, bytes: Buffer.from(value, 'utf16le') })

export function number(value: number, type = 0x06): Value {
  const bytes = Buffer.alloc(type === 0x06 ? 2 : 4)
  bytes.writeUIntLE(value, 0, bytes.length)
  return { type, bytes }
}

/** Epoch ms as 100 ns since 1601. */
export function time(value: number): Value {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE((BigInt(value) + 11_644_473_600_000n) * 10_000n)
  return { type: 0x11, bytes }
}

export const list = (...values: string[]): Value => ({
  type: 0x81,
  bytes: Buffer.from(values.map((value) => `${value}\0`).join(''), 'utf16le'),
})

/** The system part of an event: provider 0, id 1, time 2, channel 3, computer 4. */
function systemOf(): Element {
  return {
    name: 'System',
    content: [
      { name: 'Provider', attributes: { Name: { value: 0 } } },
      { name: 'EventID', content: [{ value: 1 }] },
      { name: 'TimeCreated', attributes: { SystemTime: { value: 2 } } },
      { name: 'Channel', content: [{ value: 3 }] },
      { name: 'Computer', content: [{ value: 4 }] },
    ],
  }
}

export function eventOf(...content: Element[]): Element {
  return {
    name: 'Event',
    attributes: { xmlns: 'http://schemas.microsoft.com/win/2004/08/events/event' },
    content: [systemOf(), ...content],
  }
}
