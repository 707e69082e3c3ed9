import type { Action } from '../action.ts'
import type { Implant } from '../behaviour.ts'
import type { Mark } from '../mark.ts'
import type { Person } from '../person.ts'
import type { Random } from '../random.ts'
import type { World } from '../world.ts'

export interface Stage {
  world: World
  random: Random
  mark: Mark
  /** The attack begins in here (epoch ms); it may last beyond. */
  from: number
  until: number
  /** Users other attacks have already; each scenario takes its own. */
  taken: Set<string>
}

export interface Attack {
  description: string
  users: readonly string[]
  sourceIps: readonly string[]
  /** What was drawn for this seed. */
  parameters: Readonly<Record<string, string | number | boolean>>
  /** In time order. */
  actions?: Iterable<Action>
  implant?: { person: Person; implant: Implant }
}

/** A scenario of attack. Its figures are ranges drawn by seed; where they come from stands at each. */
export interface Scenario {
  title: string
  /** ATT&CK technique ids. */
  techniques: readonly string[]
  /** Goes on for days, so it begins before the others. */
  lasting?: true
  /** undefined where the organisation or the period has no room for it. */
  compose(stage: Stage): Attack | undefined
}
