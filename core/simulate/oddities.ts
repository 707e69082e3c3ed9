import type { Action } from './action.ts'
import { Mark, type LineRange } from './mark.ts'
import type { World } from './world.ts'
import { day } from './zone.ts'

/** Something honest that looks odd: where a false alarm may come from. */
export interface Oddity {
  kind: 'travel' | 'upgrade' | 'outage' | 'new-hire' | 'leaver' | 'new-address' | 'lockout' | 'roaming'
  /** ISO 8601. */
  start: string
  end: string
  users: readonly string[]
  description: string
  lines?: readonly LineRange[]
}

/** What the organisation's plan holds. */
export function plannedOddities(world: World): Oddity[] {
  const { organisation, outage, days } = world
  const date = (count: number) => new Date(world.start + Math.min(count, days) * day).toISOString()
  const oddities: Oddity[] = organisation.people.flatMap((person): Oddity[] => [
    ...person.trips.map((trip) => ({
      kind: 'travel' as const,
      start: date(trip.from),
      end: date(trip.to + 1),
      users: [person.user],
      description: `${person.office.city.name} to ${trip.city.name} (${trip.city.country}) and back, hotel address ${trip.ip}`,
    })),
    ...person.home.slice(1).map((lease) => ({
      kind: 'new-address' as const,
      start: date(lease.since),
      end: date(lease.since + 1),
      users: [person.user],
      description: `${person.homeLine.owner} gives the home line the address ${lease.ip}`,
    })),
    ...(person.joins > 0
      ? [
          {
            kind: 'new-hire' as const,
            start: date(person.joins),
            end: date(person.joins + 1),
            users: [person.user],
            description: 'first day',
          },
        ]
      : []),
    ...(person.leaves < days
      ? [
          {
            kind: 'leaver' as const,
            start: date(person.leaves),
            end: date(days),
            users: [person.user],
            description: 'has left; the account stays',
          },
        ]
      : []),
  ])
  const wave = organisation.people.map((person) => person.upgradeDay).filter((count) => count < days)
  if (wave.length > 0) {
    oddities.push({
      kind: 'upgrade',
      start: date(Math.min(...wave)),
      end: date(Math.max(...wave) + 1),
      users: [],
      description: `clients go from ${organisation.versions[0]} to ${organisation.versions[1]}`,
    })
  }
  if (outage) {
    oddities.push({
      kind: 'outage',
      start: new Date(outage.start).toISOString(),
      end: new Date(outage.end).toISOString(),
      users: [],
      description: 'all sessions drop, everybody comes back within some minutes',
    })
  }
  return oddities
}

/** Honest lockouts and roaming show only as they happen; gives the mark to note their lines on. */
export class Happenings {
  readonly #seen: { action: Extract<Action, { kind: 'lockout' | 'roam' }>; mark: Mark }[] = []

  markFor(action: Action): Mark | undefined {
    if (action.mark || (action.kind !== 'lockout' && action.kind !== 'roam')) return action.mark
    const mark = new Mark()
    this.#seen.push({ action, mark })
    return mark
  }

  oddities(): Oddity[] {
    return this.#seen.map(({ action, mark }) => ({
      kind: action.kind === 'lockout' ? 'lockout' : 'roaming',
      start: new Date(mark.start).toISOString(),
      end: new Date(mark.end).toISOString(),
      users: [action.kind === 'lockout' ? action.user : action.tunnel.user],
      description:
        action.kind === 'lockout'
          ? 'three mistyped passwords'
          : `the session goes on over the phone at ${action.sourceIp}`,
      lines: mark.ranges,
    }))
  }
}
