import { valueList, valueText, valueTypes } from './values.ts'

/** A value that a template's place is filled with. */
interface Substitution {
  type: number
  bytes: Buffer
  /** Where it stands in the chunk, for binary XML inside. */
  at: number
}

/** Elements in one another, tokens of a record, characters of its XML: a forged one must end. */
const deepest = 24
const mostTokens = 20_000
const mostCharacters = 262_144
const mostSubstitutions = 500

const more = 0x40

/**
 * Writes the binary XML of event records as XML (libyal, "Windows XML Event Log (EVTX) format", 4). Names and templates stand once in a
 * chunk, and positions count from its begin. @throws RangeError where bytes are missing or nested without end
 */
export class BinaryXml {
  readonly #chunk: Buffer
  #at = 0
  #tokens = 0
  #written = 0

  constructor(chunk: Buffer) {
    this.#chunk = chunk
  }

  /** The XML of the record whose binary XML stands from `at` to `end`. */
  read(at: number, end: number): string {
    this.#tokens = 0
    this.#written = 0
    return this.#fragment(at, end, [], false, 1)
  }

  #fragment(
    at: number,
    end: number,
    values: readonly Substitution[],
    inTemplate: boolean,
    depth: number,
  ): string {
    this.#at = at
    let text = ''
    while (this.#at < end) {
      const token = this.#u8() & ~more
      if (token === 0x00) break
      this.#at--
      text += this.#content(values, inTemplate, depth)
    }
    return text
  }

  /** One thing that may stand in an element, or at the top. */
  #content(values: readonly Substitution[], inTemplate: boolean, depth: number): string {
    if (depth > deepest || ++this.#tokens > mostTokens) throw new RangeError('nested too deeply')
    const token = this.#u8()
    switch (token & ~more) {
      case 0x01:
        return this.#element(token, values, inTemplate, depth)
      case 0x05:
        this.#at++
        return this.#write(escape(this.#counted()))
      case 0x07:
        return this.#write(escape(this.#counted()))
      case 0x08:
        return this.#write(`&#${this.#u16()};`)
      case 0x09:
        return this.#write(`&${this.#name()};`)
      case 0x0a:
        this.#name()
        return ''
      case 0x0b:
        this.#counted()
        return ''
      case 0x0c:
        return this.#template(depth)
      case 0x0d:
      case 0x0e:
        return this.#substitution(values, depth)
      case 0x0f:
        this.#at += 3
        return ''
      default:
        throw new RangeError(`unknown token ${token}`)
    }
  }

  #element(token: number, values: readonly Substitution[], inTemplate: boolean, depth: number): string {
    this.#at += inTemplate ? 6 : 4
    const name = this.#name()
    let head = `<${name}`
    if ((token & more) !== 0) {
      this.#at += 4
      while ((this.#peek() & ~more) === 0x06) head += this.#attribute(values, inTemplate, depth)
    }
    const close = this.#u8()
    if (close === 0x03) return this.#write(`${head}/>`)
    if (close !== 0x02) throw new RangeError('an element without a begin')
    const list = this.#listInside(values)
    if (list !== undefined)
      return this.#write(list.map((item) => `${head}>${escape(item)}</${name}>`).join('') || `${head}/>`)
    let inner = ''
    while (this.#peek() !== 0x04) inner += this.#content(values, inTemplate, depth + 1)
    this.#at++
    return this.#write(`${head}>`) + inner + this.#write(`</${name}>`)
  }

  /** An element that holds a list and nothing else is repeated for each of its texts. */
  #listInside(values: readonly Substitution[]): string[] | undefined {
    const token = this.#peek()
    if (token !== 0x0d && token !== 0x0e) return undefined
    const value = values[this.#chunk.readUInt16LE(this.#at + 1)]
    if (value?.type !== valueTypes.stringArray || this.#chunk[this.#at + 4] !== 0x04) return undefined
    this.#at += 5
    return valueList(value.bytes)
  }

  #attribute(values: readonly Substitution[], inTemplate: boolean, depth: number): string {
    this.#at++
    const name = this.#name()
    let value = ''
    while (isValue(this.#peek() & ~more)) value += this.#content(values, inTemplate, depth + 1)
    return value === '' ? '' : this.#write(` ${name}="${value.replaceAll('"', '&quot;')}"`)
  }

  #template(depth: number): string {
    this.#at += 5
    const definition = this.#u32()
    // It stands where it is used first, and is pointed to afterwards.
    if (definition === this.#at) this.#at += 24 + this.#chunk.readUInt32LE(definition + 20)
    const size = this.#chunk.readUInt32LE(definition + 20)
    const count = this.#u32()
    if (count > mostSubstitutions) throw new RangeError('too many values')
    let position = this.#at + count * 4
    const values: Substitution[] = []
    for (let i = 0; i < count; i++) {
      const length = this.#u16()
      const type = this.#u8()
      this.#at++
      if (position + length > this.#chunk.length) throw new RangeError('a value that is cut')
      values.push({ type, bytes: this.#chunk.subarray(position, position + length), at: position })
      position += length
    }
    const from = definition + 24
    const text = this.#fragment(from, from + size, values, true, depth + 1)
    this.#at = position
    return text
  }

  #substitution(values: readonly Substitution[], depth: number): string {
    const value = values[this.#u16()]
    this.#at++
    if (value === undefined || value.bytes.length === 0) return ''
    if (value.type === valueTypes.binaryXml) {
      const back = this.#at
      const text = this.#fragment(value.at, value.at + value.bytes.length, [], false, depth + 1)
      this.#at = back
      return text
    }
    if (value.type === valueTypes.stringArray) return this.#write(escape(valueList(value.bytes).join(' ')))
    return this.#write(escape(valueText(value.type, value.bytes)))
  }

  /** The name at a position of the chunk; where that is here, it is passed over. */
  #name(): string {
    const position = this.#u32()
    const count = this.#chunk.readUInt16LE(position + 6)
    const end = position + 8 + count * 2
    if (end + 2 > this.#chunk.length) throw new RangeError('a name that is cut')
    if (position === this.#at) this.#at = end + 2
    const name = this.#chunk.toString('utf16le', position + 8, end)
    return /^[\w.:-]{1,200}$/.test(name) ? name : 'Unknown'
  }

  /** Text behind its number of characters. */
  #counted(): string {
    const end = this.#u16() * 2 + this.#at
    if (end > this.#chunk.length) throw new RangeError('a text that is cut')
    const text = this.#chunk.toString('utf16le', this.#at, end)
    this.#at = end
    return text
  }

  #write(text: string): string {
    this.#written += text.length
    if (this.#written > mostCharacters) throw new RangeError('too long')
    return text
  }

  #peek(): number {
    return this.#chunk.readUInt8(this.#at)
  }

  #u8(): number {
    return this.#chunk.readUInt8(this.#at++)
  }

  #u16(): number {
    const value = this.#chunk.readUInt16LE(this.#at)
    this.#at += 2
    return value
  }

  #u32(): number {
    const value = this.#chunk.readUInt32LE(this.#at)
    this.#at += 4
    return value
  }
}

function isValue(token: number): boolean {
  return token === 0x05 || token === 0x08 || token === 0x09 || token === 0x0d || token === 0x0e
}

const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
])

function escape(text: string): string {
  return text.replace(/[&<>]/g, (sign) => entities.get(sign) ?? sign)
}
