import type { Event, Field } from '../../event/event.ts'
import { isInRange } from './address-range.ts'
import { fitsWhole, fitsWithin } from './pattern.ts'
import type { Query } from './query.ts'

/** Whether one event and its original record are what a query is for. The event store answers the same, faster. */
export function matches(query: Query, event: Event, original: string): boolean {
  switch (query.kind) {
    case 'all':
      return true
    case 'and':
      return query.parts.every((part) => matches(part, event, original))
    case 'or':
      return query.parts.some((part) => matches(part, event, original))
    case 'not':
      return !matches(query.part, event, original)
    case 'exists':
      return has(event, query.field)
    case 'text':
      return textsOf(event, query.field).some((text) => fitsWhole(query.pattern, text))
    case 'address':
      return textsOf(event, query.field).some((text) => isInRange(query.range, text))
    case 'number': {
      const value = event[query.field]
      return typeof value === 'number' && query.least <= value && value <= query.most
    }
    case 'words':
      return fitsWithin(query.pattern, original)
  }
}

function has(event: Event, field: Field): boolean {
  const value = event[field]
  return value !== undefined && !Number.isNaN(value)
}

function textsOf(event: Event, field: Field): readonly string[] {
  const value = event[field]
  if (typeof value === 'string') return [value]
  return typeof value === 'object' ? value : []
}
