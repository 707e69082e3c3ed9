import { fieldKinds } from './fields.ts'
import type { Event, Place, Reject } from './event.ts'

export interface EcsObject {
  [name: string]: EcsObject | string | number | readonly string[]
}

const paths = new Map([...fieldKinds.keys()].map((field) => [field, field.split('.')]))

/** The event as nested ECS JSON: times are ISO 8601 UTC, the original line and its place come along where given. */
export function toEcs(event: Event, place?: Place, original?: string): EcsObject {
  const document: EcsObject = {}
  for (const [field, value] of Object.entries(event) as [string, string | number | readonly string[]][]) {
    const path = paths.get(field)
    if (path === undefined || value === undefined) continue
    const exported = fieldKinds.get(field) === 'time' ? isoTime(Number(value)) : value
    if (exported !== undefined) put(document, path, exported)
  }
  return withPlace(document, place, original)
}

/** A line that could not be read, in the shape ECS gives to errors. */
export function toFailure(reject: Reject, place?: Place, original?: string): EcsObject {
  return withPlace({ error: { message: reject.reason } }, place, original)
}

function withPlace(document: EcsObject, place: Place | undefined, original: string | undefined): EcsObject {
  if (original !== undefined) put(document, ['event', 'original'], original)
  if (place !== undefined) {
    put(document, ['log', 'file', 'path'], place.source)
    put(document, ['log', 'file', 'line'], place.line)
    put(document, ['log', 'offset'], place.offset)
  }
  return document
}

function put(document: EcsObject, path: readonly string[], value: string | number | readonly string[]): void {
  let object = document
  const last = path.length - 1
  for (let i = 0; i < last; i++) {
    const name = path[i] ?? ''
    const inner = object[name]
    object = typeof inner === 'object' && !isList(inner) ? inner : (object[name] = {})
  }
  object[path[last] ?? ''] = value
}

function isList(value: EcsObject | readonly string[]): value is readonly string[] {
  return Array.isArray(value)
}

/** undefined for a time outside what ISO 8601 and `Date` can say. */
function isoTime(time: number): string | undefined {
  return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : undefined
}
