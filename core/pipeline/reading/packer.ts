import type { Event, Place } from '../../event/event.ts'
import type { TextValue } from '../../events/segment/text-column.ts'
import type { PackedTaken, PackedTexts, ShapeField } from './packed.ts'
import type { Taken } from './taken.ts'

/** Texts and shapes that have a number at most: neither thread keeps all that a log ever held. */
const mostTexts = 65_536
const mostShapes = 4_096

/** The fields of an event up to one of them. */
interface Node {
  parent: Node | undefined
  field: ShapeField
  /** Fields that came after it. */
  next: Node[]
  /** Of events that end with it. */
  shape: number | undefined
  /** The last value there, which is often the next, too. */
  last: TextValue | undefined
  lastNumber: number
}

/** Packs what one thread takes in for another. */
export class Packer {
  #root = newNode(undefined, '', false)
  #shapeCount = 0
  #shapes: ShapeField[][] = []
  #numbers = new Map<TextValue, number>()
  #texts: TextValue[] = []
  #tape = new Float64Array(2 ** 16)
  #at = 0

  pack({ events, places, originals, ...rest }: Taken): PackedTaken {
    const isFresh = this.#numbers.size > mostTexts || this.#shapeCount > mostShapes
    if (isFresh) this.#begin()
    this.#at = 0
    for (const [i, event] of events.entries()) {
      const place = places[i]
      if (place !== undefined) this.#add(event, place, originals[i] ?? '')
    }
    const [texts, shapes] = [this.#texts, this.#shapes]
    this.#texts = []
    this.#shapes = []
    const tape = this.#tape.slice(0, this.#at)
    return { ...rest, rows: events.length, tape, isFresh, texts, shapes, originals: packTexts(originals) }
  }

  #begin(): void {
    this.#root = newNode(undefined, '', false)
    this.#shapeCount = 0
    this.#numbers = new Map()
  }

  #add(event: Event, place: Place, original: string): void {
    this.#putText(this.#root, place.source)
    this.#put(place.offset)
    this.#put(place.length)
    this.#put(place.line)
    this.#put(place.copy ?? 0)
    const shapeAt = this.#at
    this.#put(0)
    let node = this.#root
    for (const name in event) {
      const value = event[name as keyof Event]
      if (value === undefined) continue
      const isMessage = name === 'message' && typeof value === 'string' && original.endsWith(value)
      node = nodeAfter(node, name, isMessage || typeof value === 'number')
      if (typeof value === 'number') this.#put(value)
      else if (isMessage) this.#put(original.length - value.length)
      else this.#putText(node, value)
    }
    node.shape ??= this.#addShape(node)
    this.#tape[shapeAt] = node.shape
  }

  #put(value: number): void {
    if (this.#at === this.#tape.length) {
      const longer = new Float64Array(2 * this.#tape.length)
      longer.set(this.#tape)
      this.#tape = longer
    }
    this.#tape[this.#at++] = value
  }

  #putText(node: Node, text: TextValue): void {
    if (node.last !== text) {
      node.last = text
      node.lastNumber = this.#numberOf(text)
    }
    this.#put(node.lastNumber)
  }

  #numberOf(text: TextValue): number {
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    const number = this.#numbers.size
    this.#numbers.set(text, number)
    this.#texts.push(text)
    return number
  }

  #addShape(last: Node): number {
    const fields: ShapeField[] = []
    for (let node = last; node.parent !== undefined; node = node.parent) fields.push(node.field)
    this.#shapes.push(fields.reverse())
    return this.#shapeCount++
  }
}

function newNode(parent: Node | undefined, name: string, isNumber: boolean): Node {
  const field = { name, isNumber }
  return { parent, field, next: [], shape: undefined, last: undefined, lastNumber: 0 }
}

function nodeAfter(node: Node, name: string, isNumber: boolean): Node {
  for (const one of node.next) if (one.field.name === name && one.field.isNumber === isNumber) return one
  const made = newNode(node, name, isNumber)
  node.next.push(made)
  return made
}

function packTexts(texts: string[]): PackedTexts {
  const length = texts.reduce((sum, text) => sum + text.length, 0)
  const bytes = Buffer.from(new ArrayBuffer(length))
  const ends = new Uint32Array(texts.length)
  let at = 0
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i] ?? ''
    // UTF-8 is as long as the text where that is ASCII, and only there.
    if (Buffer.byteLength(text) !== text.length) return texts
    at += bytes.write(text, at, 'latin1')
    ends[i] = at
  }
  return { bytes: bytes as Uint8Array<ArrayBuffer>, ends }
}
