import type { Act } from '../event/act.ts'
import type { Place } from '../event/event.ts'
import { keptEntities } from './alert.ts'
import type { AlertEntities, AlertRepeat, AlertRepeats, AlertScope, AlertTraits } from './alert.ts'
import { BoundedMap } from './signals/bounded-map.ts'

const day = 86_400_000
/**
 * Alerts of one finding of one day that are raised one by one (ours). In ordinary logs a signal says the same of one
 * person at most eight times a day: a port scan, host by host.
 */
const raisedOneByOne = 20
/** Points by which a repeat must be stronger than all before it to be an alert of its own: it may move the incident's score. */
const strongerBy = 1
/** Findings remembered; one that was forgotten is raised one by one again (ours, some 10 MB). */
const remembered = 20_000
/** Records of repeats kept from the beginning, and as many of the latest (as `alertEvidence` keeps of one alert). */
const keptRecords = 25

/** What is found of one act, before it is explained. */
export interface UnexplainedAlert {
  id: string
  act: Act
  score: number
  informational: boolean
  scope: AlertScope
  traits: AlertTraits
}

interface Finding {
  raised: number
  strongest: number
  /** Id of the latest alert that was raised. */
  alert: string
  repeats: AlertRepeats | undefined
}

/**
 * Keeps a flood of acts from being a flood of alerts: after the first 20 of a UTC day, an act of which the same signals
 * say the same with the same severity of the same person (or address, or gateway, where nobody is known) is counted with
 * the latest alert that was raised of it. Of such alerts an incident counts only the strongest of the day, so its score
 * stays. What the models alone say is bounded by their budget already.
 */
export class RepeatedFindings {
  readonly #findings = new BoundedMap<Finding>(remembered)

  /** The alert that the act is counted with; undefined where it is to be an alert of its own. In order of the acts. */
  fold({ id, act, score, informational, scope, traits }: UnexplainedAlert): AlertRepeat | undefined {
    if (traits.signals.length === 0) return undefined
    const finding = this.#findings.getOrCreate(keyOf(act, traits, informational), () => ({
      raised: 0,
      strongest: 0,
      alert: id,
      repeats: undefined,
    }))
    if (finding.raised < raisedOneByOne || score >= finding.strongest + strongerBy) {
      finding.raised += 1
      finding.strongest = Math.max(finding.strongest, score)
      finding.alert = id
      finding.repeats = undefined
      return undefined
    }
    finding.repeats = addAct(finding.repeats, act, scope)
    return { ...traits, of: finding.alert, repeats: finding.repeats }
  }
}

/** Techniques follow from the signals; the gateway and whether it informs only are what rules and incidents ask for. */
function keyOf({ user, sourceIp, time }: Act, traits: AlertTraits, informational: boolean): string {
  const { signals, severity, gateway } = traits
  const who = user || sourceIp
  return JSON.stringify([Math.floor(time / day), who, gateway, signals, severity, informational])
}

function addAct(before: AlertRepeats | undefined, act: Act, scope: AlertScope): AlertRepeats {
  return {
    count: (before?.count ?? 0) + 1,
    first: Math.min(act.time, before?.first ?? Infinity),
    last: Math.max(act.time, before?.last ?? -Infinity),
    events: addRecords<Place>(before?.events, act.places),
    originals: addRecords(before?.originals, act.originals),
    entities: addEntities(before?.entities, scope.entities),
    networks: addNames(before?.networks, scope.networks),
    ports: addNames(before?.ports, scope.ports),
    ...(before?.unplaced || scope.unplaced ? { unplaced: true } : {}),
  }
}

function addRecords<T>(before: readonly T[] = [], more: readonly T[]): T[] {
  const all = [...before, ...more]
  return all.length <= 2 * keptRecords ? all : [...all.slice(0, keptRecords), ...all.slice(-keptRecords)]
}

function addEntities(before: AlertEntities | undefined, more: AlertEntities): AlertEntities {
  return {
    users: addNames(before?.users, more.users),
    sourceIps: addNames(before?.sourceIps, more.sourceIps),
    assignedIps: addNames(before?.assignedIps, more.assignedIps),
    destinations: addNames(before?.destinations, more.destinations),
    devices: addNames(before?.devices, more.devices),
    countries: addNames(before?.countries, more.countries),
  }
}

/** `before` itself where nothing is new or there is no room, so that a long flood copies nothing. */
function addNames<T>(before: T[] = [], more: readonly T[] = []): T[] {
  if (before.length >= keptEntities) return before
  const fresh = more.filter((name) => !before.includes(name))
  return fresh.length === 0 ? before : [...before, ...fresh].slice(0, keptEntities)
}
