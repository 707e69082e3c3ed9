import type { Alert } from '../../core/contract/index.ts'

export type EntityKind = keyof Alert['entities']

interface EntityCount {
  name: string
  alerts: number
}

/** In how many alerts each entity of a kind occurs, most first; 0 where only their repeats name it. */
export function countEntities(alerts: Alert[], kind: EntityKind): EntityCount[] {
  const counts = new Map<string, number>()
  for (const { entities } of alerts)
    for (const name of new Set(entities[kind])) counts.set(name, (counts.get(name) ?? 0) + 1)
  for (const { repeats } of alerts)
    for (const name of repeats?.entities[kind] ?? []) if (!counts.has(name)) counts.set(name, 0)
  return [...counts]
    .map(([name, count]) => ({ name, alerts: count }))
    .sort((a, b) => b.alerts - a.alerts || a.name.localeCompare(b.name))
}
