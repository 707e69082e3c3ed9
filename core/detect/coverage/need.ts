import type { Act } from '../../event/act.ts'
import type { FieldName } from './field-tally.ts'

/** Something that a scenario can only, or only in part, be seen by. */
export interface Need {
  kind: Act['kind']
  field: FieldName
  /** Without it the scenario can't be seen at all; otherwise it is seen in part. */
  vital: boolean
}

export interface Scenario {
  number: number
  name: string
  /** Names of the signals that look for it. */
  signals: readonly string[]
  needs: readonly Need[]
  /** Days of history before its signals speak with full weight; 0 where they need none. */
  days: number
  /** Whether they compare with what is usual for a person. */
  personal: boolean
}

export function vital(kind: Act['kind'], field: FieldName): Need {
  return { kind, field, vital: true }
}

export function helpful(kind: Act['kind'], field: FieldName): Need {
  return { kind, field, vital: false }
}
