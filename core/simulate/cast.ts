import type { Action } from './action.ts'
import { scenarios } from './attacks/index.ts'
import type { ScenarioName } from './attacks/scenario-names.ts'
import type { Attack } from './attacks/scenario.ts'
import { behave, type Implant } from './behaviour.ts'
import { Mark } from './mark.ts'
import type { World } from './world.ts'
import { day } from './zone.ts'

interface CastAttack extends Attack {
  scenario: ScenarioName
  title: string
  techniques: readonly string[]
  mark: Mark
}

export interface Cast {
  attacks: readonly CastAttack[]
  /** Scenarios that found no victim or no time. */
  skipped: readonly ScenarioName[]
  /** One stream of actions for each person and attack. */
  sources: readonly Iterable<Action>[]
}

/** Attacks fall into this part of the period, so that ordinary life comes first. */
const attackTime = { first: 0.6, last: 0.97 }

/** Days an attack may move forward where its own time (a weekend, say) has no victim for it. */
const earlier = [0, 2, 4]

/** Gives every attack its own slice of time, in random order, and its victim. */
export function castAttacks(world: World, names: readonly ScenarioName[]): Cast {
  const random = world.random.fork('attacks')
  const period = world.end - world.start
  const slice = ((attackTime.last - attackTime.first) * period) / Math.max(1, names.length)
  const taken = new Set<string>()
  const attacks: CastAttack[] = []
  const skipped: ScenarioName[] = []
  const order = random.sample(names, names.length)
  order.sort((a, b) => Number(scenarios[b].lasting ?? false) - Number(scenarios[a].lasting ?? false))
  order.forEach((scenario, i) => {
    const wanted = world.start + attackTime.first * period + (i + random.between(0, 0.5)) * slice
    const mark = new Mark()
    const { title, techniques } = scenarios[scenario]
    for (const days of earlier) {
      const from = Math.round(Math.max(wanted - days * day, world.start + 0.4 * period))
      const until = Math.round(from + slice / 2)
      const stage = { world, random: random.fork(`${scenario}/${days}`), mark, from, until, taken }
      const attack = scenarios[scenario].compose(stage)
      if (!attack) continue
      attacks.push({ ...attack, scenario, title, techniques, mark })
      return
    }
    skipped.push(scenario)
  })
  return {
    attacks,
    skipped,
    sources: [...people(world, attacks), ...attacks.map((attack) => within(world.end, attack.actions ?? []))],
  }
}

function* within(end: number, actions: Iterable<Action>): Generator<Action> {
  for (const action of actions) {
    if (action.time >= end) return
    yield action
  }
}

function people(world: World, attacks: readonly CastAttack[]): Iterable<Action>[] {
  const implants = new Map<number, Implant[]>()
  for (const { implant } of attacks) {
    if (!implant) continue
    const { index } = implant.person
    implants.set(index, [...(implants.get(index) ?? []), implant.implant])
  }
  return world.organisation.people.map((person) => behave(world, person, implants.get(person.index) ?? []))
}
