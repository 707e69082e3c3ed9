import type { TextValue } from '../../events/segment/text-column.ts'
import type { Taken } from './taken.ts'

/**
 * What was taken in, as it passes from thread to thread: the memory of typed arrays moves, and of texts only those that were
 * not sent before.
 */
export interface PackedTaken extends Pick<Taken, 'tick' | 'counts' | 'advance' | 'isEnd'> {
  rows: number
  /** For each event its place (`placeFields`), the number of its shape, and a number a field of that: the value, or the number of a text. */
  tape: Float64Array<ArrayBuffer>
  /** The numbers of texts and shapes begin anew. */
  isFresh: boolean
  /** Texts and lists that occur for the first time; their numbers go on. */
  texts: TextValue[]
  /** Shapes that occur for the first time; their numbers go on. */
  shapes: ShapeField[][]
  originals: PackedTexts
}

/** A field of events that have the same fields in the same order. */
export interface ShapeField {
  name: string
  /** The number is the value. A message that is one is the rest of its record from there on. */
  isNumber: boolean
}

/** ASCII texts one after another, and where each ends; other texts as they are, whatever their code units. */
export type PackedTexts = { bytes: Uint8Array<ArrayBuffer>; ends: Uint32Array<ArrayBuffer> } | string[]

/** Memory that moves to the other thread. */
export function buffersOf({ tape, originals, advance }: PackedTaken): ArrayBuffer[] {
  const texts = Array.isArray(originals) ? [] : [originals.bytes.buffer, originals.ends.buffer]
  const keys = advance?.records?.keys.buffer
  return [tape.buffer, ...texts, ...(keys instanceof ArrayBuffer ? [keys] : [])]
}
