import type { Cast } from './cast.ts'
import type { Oddity } from './oddities.ts'
import type { SimulationOptions } from './options.ts'
import type { World } from './world.ts'

interface LabelContent {
  options: SimulationOptions
  world: World
  cast: Cast
  oddities: readonly Oddity[]
  files: readonly { file: string; lines: number; bytes: number }[]
}

/** The ground truth as JSON, one attack or oddity a line, so that it can be read, searched and compared. */
export function labelsText(content: LabelContent): string {
  const { options, world, cast, oddities, files } = content
  const attacks = cast.attacks
    .filter((attack) => attack.mark.ranges.length > 0)
    .toSorted((a, b) => a.mark.start - b.mark.start)
    .map((attack, i) => ({
      id: `attack-${String(i + 1).padStart(2, '0')}`,
      scenario: attack.scenario,
      title: attack.title,
      techniques: attack.techniques,
      start: new Date(attack.mark.start).toISOString(),
      end: new Date(attack.mark.end).toISOString(),
      users: [...new Set(attack.users)],
      sourceIps: [...new Set(attack.sourceIps)],
      parameters: attack.parameters,
      description: attack.description,
      lines: attack.mark.ranges,
    }))
  const empty = cast.attacks
    .filter((attack) => attack.mark.ranges.length === 0)
    .map((attack) => attack.scenario)
  const fields: Record<string, string> = {
    seed: JSON.stringify(options.seed),
    parameters: JSON.stringify(parameters(options, world)),
    organisation: JSON.stringify(summary(world)),
    files: list(files),
    skipped: JSON.stringify([...cast.skipped, ...empty]),
    attacks: list(attacks),
    oddities: list(oddities.toSorted((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))),
  }
  const body = Object.entries(fields).map(([name, value]) => `  ${JSON.stringify(name)}: ${value}`)
  return `{\n${body.join(',\n')}\n}\n`
}

function list(items: readonly object[]): string {
  return items.length === 0
    ? '[]'
    : `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`
}

function parameters(options: SimulationOptions, world: World): object {
  const { users, days, format, attacks } = options
  return {
    users,
    days,
    format,
    attacks,
    flows: Number(world.flows.toFixed(3)),
    start: new Date(world.start).toISOString(),
  }
}

function summary(world: World): object {
  const { offices, people, versions } = world.organisation
  const roles: Record<string, number> = {}
  for (const person of people) roles[person.role.name] = (roles[person.role.name] ?? 0) + 1
  return {
    offices: offices.map(({ city, egress }) => ({ city: city.name, country: city.country, egress })),
    users: people.length,
    roles,
    clientVersions: versions,
  }
}
