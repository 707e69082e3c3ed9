import type { Alert } from '../detect/alert.ts'
import type { Rule } from '../detect/suppression.ts'
import type { ImportReport } from '../ingest/import-report.ts'
import { DamagedError } from './workspace-error.ts'

type Kind = 'string' | 'number' | 'object' | 'array'
type Shape = Readonly<Record<string, Kind>>

/** What reading a body relies on. The store has written it itself, so this only tells a damaged one from a sound one. */
const alertShape = {
  id: 'string',
  time: 'number',
  title: 'string',
  score: 'number',
  detectors: 'object',
  signals: 'array',
  techniques: 'array',
  reasons: 'array',
  events: 'array',
  originals: 'array',
  entities: 'object',
} as const satisfies Shape
const incidentShape = {
  id: 'string',
  title: 'string',
  score: 'number',
  entities: 'object',
  techniques: 'array',
  stages: 'array',
} as const satisfies Shape
const reportShape = {
  id: 'string',
  state: 'string',
  started: 'number',
  sources: 'array',
  totals: 'object',
  learning: 'object',
  models: 'object',
} as const satisfies Shape
const ruleShape = { id: 'string', kind: 'string', conditions: 'object' } as const satisfies Shape

/** @throws DamagedError */
export const parseAlert = (text: string): Alert => parseShaped(text, 'an alert', alertShape) as Alert

/** @throws DamagedError */
export const parseIncident = <Body>(text: string): Body =>
  parseShaped(text, 'an incident', incidentShape) as Body

/** @throws DamagedError */
export const parseReport = (text: string): ImportReport =>
  parseShaped(text, 'the report of an import', reportShape) as ImportReport

/** @throws DamagedError */
export const parseRule = (text: string): Rule => parseShaped(text, 'a rule', ruleShape) as Rule

/** @param what for the message: "an alert" @throws DamagedError where the text is no JSON */
export function parseStored(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new DamagedError(`${what} in it cannot be read`, { cause: error })
  }
}

function parseShaped(text: string, what: string, shape: Shape): unknown {
  const value = parseStored(text, what)
  const fits =
    typeof value === 'object' &&
    value !== null &&
    Object.entries(shape).every(([key, kind]) => isOf(kind, Reflect.get(value, key)))
  if (!fits) throw new DamagedError(`${what} in it cannot be read`)
  return value
}

function isOf(kind: Kind, value: unknown): boolean {
  if (kind === 'array') return Array.isArray(value)
  if (kind === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === kind
}
