import type { z } from 'zod'

export interface PageRequest {
  /** `next` of the page before. */
  after?: string
  limit: number
}

/** Part of a list, in its order. */
export interface Page<T> {
  items: T[]
  /** Opaque: asks for the page after. undefined: there is none. */
  next: string | undefined
}

type Key = readonly (string | number)[]

/**
 * The page that begins with these rows, of which there is one more than the page takes where another follows.
 * @param keyOf what the list is ordered by, unique in it: the next page begins behind it, whatever was added meanwhile
 */
export function pageOf<Row, T>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => Key,
  read: (row: Row) => T,
): Page<T> {
  const own = rows.slice(0, limit)
  const last = own.at(-1)
  const isLast = rows.length <= limit || last === undefined
  return { items: own.map(read), next: isLast ? undefined : encode(keyOf(last)) }
}

/** The key that a page begins behind; undefined for the first. @throws Error for what no page has given */
export function readKey<K extends Key>(schema: z.ZodType<K>, after: string | undefined): K | undefined {
  if (after === undefined) return undefined
  const key = schema.safeParse(decode(after))
  if (!key.success) throw new Error('The list has no such page: begin with its first.')
  return key.data
}

/** Every item of a list, read a page at a time. */
export function* readAll<T>(read: (request: PageRequest) => Page<T>): Generator<T> {
  let after: string | undefined
  do {
    const page = read({ limit: 500, ...(after === undefined ? {} : { after }) })
    yield* page.items
    after = page.next
  } while (after !== undefined)
}

function encode(key: Key): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    return undefined
  }
}
