import type { Event, Place } from '../../event/event.ts'
import type { TextValue } from '../../events/segment/text-column.ts'
import type { PackedTaken, PackedTexts, ShapeField } from './packed.ts'
import type { Taken } from './taken.ts'

/** Unpacks what a `Packer` has packed, in the same order. */
export class Unpacker {
  #texts: TextValue[] = []
  #shapes: ShapeField[][] = []

  unpack({ rows, tape, isFresh, texts, shapes, originals, ...rest }: PackedTaken): Taken {
    this.#texts = isFresh ? texts : append(this.#texts, texts)
    this.#shapes = isFresh ? shapes : append(this.#shapes, shapes)
    const taken: Taken = { ...rest, events: [], places: [], originals: unpackTexts(originals) }
    let at = 0
    const next = (): number => tape[at++] ?? Number.NaN
    for (let row = 0; row < rows; row++) {
      const source = this.#texts[next()] as string
      const place: Place = { source, offset: next(), length: next(), line: next() }
      const copy = next()
      if (copy > 0) place.copy = copy
      taken.places.push(place)
      const shape = this.#shapes[next()] ?? []
      taken.events.push(this.#event(shape, tape, at, taken.originals[row] ?? ''))
      at += shape.length
    }
    return taken
  }

  #event(shape: readonly ShapeField[], tape: Float64Array, at: number, original: string): Event {
    const event: Record<string, unknown> = {}
    for (let i = 0; i < shape.length; i++) {
      const { name, isNumber } = shape[i] as ShapeField
      const value = tape[at + i] as number
      event[name] = !isNumber ? this.#texts[value] : name === 'message' ? original.slice(value) : value
    }
    // It has the fields that the packed event had, with the same kinds of values.
    return event as unknown as Event
  }
}

function append<T>(list: T[], more: readonly T[]): T[] {
  for (const one of more) list.push(one)
  return list
}

function unpackTexts(packed: PackedTexts): string[] {
  if (Array.isArray(packed)) return packed
  const { bytes, ends } = packed
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const texts: string[] = []
  let from = 0
  for (const end of ends) {
    texts.push(buffer.toString('latin1', from, end))
    from = end
  }
  return texts
}
