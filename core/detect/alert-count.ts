import type { Act } from '../event/act.ts'
import type { Place } from '../event/event.ts'
import { through } from '../memory/codec.ts'
import { keptEntities } from './alert.ts'
import type { AlertEntities, AlertRepeats, AlertScope } from './alert.ts'

/** Records of repeats kept from the beginning, and as many of the latest (as `alertEvidence` keeps of one alert). */
const keptRecords = 25
/** Names of one sort that are told apart beyond those that are kept; with more the counts are at least so many (ours). */
const mostTold = 20_000

const sorts = [
  'users',
  'sourceIps',
  'assignedIps',
  'destinations',
  'devices',
  'countries',
] as const satisfies (keyof AlertEntities)[]

/** An alert that was raised, and what is counted with it. */
export class AlertCount {
  static readonly codec = through(
    (one: AlertCount) => ({
      alert: one.alert,
      who: one.#who,
      others: one.#others,
      names: one.#names,
      repeats: one.#repeats,
      isSettled: one.#isSettled,
    }),
    ({ alert, who, others, names, repeats, isSettled }) => {
      const one = new AlertCount(alert, who, false)
      one.#others = others
      one.#names = names
      one.#repeats = repeats
      one.#isSettled = isSettled
      return one
    },
  )
  readonly alert: string
  /** Whose alert it is. */
  readonly #who: string
  /** The others it stands for; undefined where it stands for acts of its own person only. */
  #others: Set<string> | undefined
  /** All names of a sort, from when they are more than are kept. */
  #names = new Map<keyof AlertEntities, Set<string>>()
  #repeats: AlertRepeats | undefined
  #isSettled = false

  constructor(alert: string, who: string, isOfCrowd: boolean) {
    this.alert = alert
    this.#who = who
    this.#others = isOfCrowd ? new Set() : undefined
  }

  /** @returns all that is counted by now; a value of its own, so that it can be stored meanwhile */
  add(who: string, act: Act, scope: AlertScope): AlertRepeats {
    const before = this.#repeats
    const entities = this.#addEntities(before?.entities, scope.entities)
    const unlisted = this.#isSettled ? before?.unlisted : this.#unlisted()
    const others = this.#countOthers(who)
    this.#repeats = {
      count: (before?.count ?? 0) + 1,
      first: Math.min(act.time, before?.first ?? Infinity),
      last: Math.max(act.time, before?.last ?? -Infinity),
      events: addRecords<Place>(before?.events, act.places),
      originals: addRecords(before?.originals, act.originals),
      entities,
      networks: addNames(before?.networks, scope.networks),
      ports: addNames(before?.ports, scope.ports),
      ...(before?.unplaced || scope.unplaced ? { unplaced: true } : {}),
      ...(others === undefined ? {} : { others }),
      ...(unlisted ? { unlisted } : {}),
    }
    return this.#repeats
  }

  /** Forgets the names that only served to count them, and counts no more of them: little will be added now. */
  settle(): void {
    this.#isSettled = true
    this.#names.clear()
    this.#others?.clear()
  }

  #countOthers(who: string): number | undefined {
    if (!this.#others) return undefined
    if (this.#isSettled) return this.#repeats?.others ?? 0
    if (this.#others.size < mostTold && who !== this.#who) this.#others.add(who)
    return this.#others.size
  }

  #addEntities(before: AlertEntities | undefined, more: AlertEntities): AlertEntities {
    const add = (sort: keyof AlertEntities): string[] => {
      const kept = addNames(before?.[sort], more[sort])
      if (kept.length >= keptEntities && !this.#isSettled) this.#tell(sort, kept, more[sort])
      return kept
    }
    return {
      users: add('users'),
      sourceIps: add('sourceIps'),
      assignedIps: add('assignedIps'),
      destinations: add('destinations'),
      devices: add('devices'),
      countries: add('countries'),
    }
  }

  #tell(sort: keyof AlertEntities, kept: readonly string[], more: readonly string[]): void {
    const names = this.#names.get(sort) ?? new Set(kept)
    this.#names.set(sort, names)
    for (const name of more) if (names.size < mostTold) names.add(name)
  }

  #unlisted(): AlertRepeats['unlisted'] {
    const counts = sorts.map((sort) => [sort, (this.#names.get(sort)?.size ?? 0) - keptEntities] as const)
    const more = counts.filter(([, count]) => count > 0)
    return more.length > 0 ? Object.fromEntries(more) : undefined
  }
}

function addRecords<T>(before: readonly T[] = [], more: readonly T[]): T[] {
  const all = [...before, ...more]
  return all.length <= 2 * keptRecords ? all : [...all.slice(0, keptRecords), ...all.slice(-keptRecords)]
}

/** `before` itself where nothing is new or there is no room, so that a long flood copies nothing. */
function addNames<T>(before: T[] = [], more: readonly T[] = []): T[] {
  if (before.length >= keptEntities) return before
  const fresh = more.filter((name) => !before.includes(name))
  return fresh.length === 0 ? before : [...before, ...fresh].slice(0, keptEntities)
}
