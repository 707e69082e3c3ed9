import { column } from './catalogue.ts'
import { put } from './view.ts'
import type { View } from './view.ts'

export function writeKind(view: View): void {
  const { kind, outcome } = view.act
  put(view, column.is_attempt, kind === 'attempt' ? 1 : 0)
  put(view, column.is_start, kind === 'start' ? 1 : 0)
  put(view, column.is_end, kind === 'end' ? 1 : 0)
  put(view, column.is_flow, kind === 'flow' ? 1 : 0)
  if (outcome !== 'unknown') put(view, column.failed, outcome === 'failure' ? 1 : 0)
}
