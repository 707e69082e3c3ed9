import type { Alert, Incident } from '../../core/contract/index.ts'

export interface Lane {
  key: string
  label: string
  start: number
  end: number
  alerts: Alert[]
}

export type LaneKind = 'stage' | 'entity'

const mostEntities = 8

/** Every alert is in at least one lane. `alerts` in the order of time. */
export function lanesOf(incident: Incident, alerts: Alert[], kind: LaneKind): Lane[] {
  return kind === 'stage' ? stageLanes(incident, alerts) : entityLanes(alerts)
}

function stageLanes(incident: Incident, alerts: Alert[]): Lane[] {
  const lanes = incident.stages.map((stage) => {
    const members = new Set(stage.alerts)
    return lane(
      stage.tactic,
      alerts.filter(({ id }) => members.has(id)),
    )
  })
  const staged = new Set(incident.stages.flatMap((stage) => stage.alerts))
  return withRest(
    lanes,
    'No stage',
    alerts.filter(({ id }) => !staged.has(id)),
  )
}

/** The users and source addresses with most alerts, users first. */
function entityLanes(alerts: Alert[]): Lane[] {
  const users = group(alerts, ({ entities }) => entities.users)
  const sources = group(alerts, ({ entities }) => entities.sourceIps)
  const lanes = [...users, ...sources].slice(0, mostEntities)
  const shown = new Set(lanes.flatMap((each) => each.alerts))
  return withRest(
    lanes,
    'Others',
    alerts.filter((alert) => !shown.has(alert)),
  )
}

function group(alerts: Alert[], names: (alert: Alert) => string[]): Lane[] {
  const groups = new Map<string, Alert[]>()
  for (const alert of alerts)
    for (const name of names(alert)) groups.set(name, [...(groups.get(name) ?? []), alert])
  return [...groups]
    .map(([name, members]) => lane(name, members))
    .sort((a, b) => b.alerts.length - a.alerts.length)
    .slice(0, mostEntities / 2)
}

function withRest(lanes: Lane[], label: string, rest: Alert[]): Lane[] {
  const filled = lanes.filter((each) => each.alerts.length > 0)
  return rest.length > 0 ? [...filled, lane(label, rest)] : filled
}

function lane(label: string, alerts: Alert[]): Lane {
  return { key: label, label, start: alerts[0]?.time ?? 0, end: alerts.at(-1)?.time ?? 0, alerts }
}
