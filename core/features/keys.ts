import { dimensions } from '../baseline/shape.ts'

/**
 * The values of an act that profiles count, by dimension, 0 where the act has none: numbers as they are, texts as 32 bits
 * of their fingerprint, since a profile keeps sixteen. The array itself makes 32 bits of a number, and 0 of NaN.
 */
export type Keys = Int32Array

export function noKeys(): Keys {
  return new Int32Array(dimensions.step)
}
