import type { Field } from '../../event/event.ts'
import type { AddressRange } from './address-range.ts'
import type { Pattern } from './pattern.ts'

/** What is searched for, as `parseQuery` reads it. A field that an event does not have fits nothing but `not`. */
export type Query =
  | { kind: 'all' }
  | { kind: 'and' | 'or'; parts: readonly Query[] }
  | { kind: 'not'; part: Query }
  | { kind: 'exists'; field: Field }
  /** Text of a field as a whole; of a list any of its values. */
  | { kind: 'text'; field: Field; pattern: Pattern }
  | { kind: 'address'; field: Field; range: AddressRange }
  /** Both ends included. Times are epoch ms. */
  | { kind: 'number'; field: Field; least: number; most: number }
  /** Words of the original record. */
  | { kind: 'words'; pattern: Pattern }

/** A query that cannot be read; the message is a sentence, `from` and `to` are places in the query. */
export class QueryError extends Error {
  override readonly name = 'QueryError'
  readonly from: number
  readonly to: number

  constructor(message: string, from: number, to: number) {
    super(message)
    this.from = from
    this.to = to
  }
}
