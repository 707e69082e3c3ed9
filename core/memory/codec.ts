/**
 * How a value is kept: as plain data (objects, arrays, maps, sets, typed arrays, numbers, texts) that the structured clone
 * algorithm can write. `decode(encode(value))` behaves as `value` does from then on. Typed arrays that come to `decode` may
 * be views of larger memory: copy those that are kept.
 */
export interface Codec<Value> {
  encode(value: Value): unknown
  decode(stored: unknown): Value
}

/** For a value that is plain data itself. */
export function plain<Value>(): Codec<Value> {
  return { encode: (value) => value, decode: (stored) => stored as Value }
}

/** For an object that says itself, as plain data, what is to be kept of it. */
export function saved<Stored, Value extends { save(): Stored }>(
  restore: (stored: Stored) => Value,
): Codec<Value> {
  return { encode: (value) => value.save(), decode: (stored) => restore(stored as Stored) }
}

/** For a value that is turned into plain data, and back. */
export function through<Value, Stored>(
  encode: (value: Value) => Stored,
  decode: (stored: Stored) => Value,
): Codec<Value> {
  return { encode, decode: (stored) => decode(stored as Stored) }
}

/** For an object of which some properties have a codec of their own; the others are plain. */
export function fields<Value extends object>(codecs: {
  readonly [Name in keyof Value]?: Codec<Value[Name]>
}): Codec<Value> {
  const names = Object.keys(codecs) as (keyof Value)[]
  const change = (value: Value, by: (codec: Codec<unknown>, one: unknown) => unknown): Value => {
    const copy = { ...value }
    for (const name of names) {
      const codec = codecs[name] as Codec<unknown> | undefined
      if (codec && copy[name] !== undefined) copy[name] = by(codec, copy[name]) as Value[typeof name]
    }
    return copy
  }
  return {
    encode: (value) => change(value, (codec, one) => codec.encode(one)),
    decode: (stored) => change(stored as Value, (codec, one) => codec.decode(one)),
  }
}

export function listOf<Value>(codec: Codec<Value>): Codec<Value[]> {
  return {
    encode: (values) => values.map((value) => codec.encode(value)),
    decode: (stored) => (stored as unknown[]).map((one) => codec.decode(one)),
  }
}

/** Keys are plain; the order of the entries stays. */
export function mapOf<Key, Value>(codec: Codec<Value>): Codec<Map<Key, Value>> {
  return {
    encode: (map) => new Map([...map].map(([key, value]) => [key, codec.encode(value)])),
    decode: (stored) =>
      new Map([...(stored as Map<Key, unknown>)].map(([key, one]) => [key, codec.decode(one)])),
  }
}
