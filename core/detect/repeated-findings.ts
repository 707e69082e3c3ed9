import type { Act } from '../event/act.ts'
import { plain } from '../memory/codec.ts'
import type { Memory } from '../memory/memory.ts'
import type { Table } from '../memory/table.ts'
import { AlertCount } from './alert-count.ts'
import type { AlertRepeat, AlertScope, AlertTraits } from './alert.ts'
import { Crowd } from './crowd.ts'
import { day } from '../event/time-units.ts'

/**
 * Alerts of one finding of one day that are raised one by one (ours). In ordinary logs a signal says the same of one
 * person at most eight times a day: a port scan, host by host.
 */
const raisedOneByOne = 20
/** Points by which a repeat must be stronger than all before it to be an alert of its own: it may move the incident's score. */
const strongerBy = 1
/** Findings remembered; one that was forgotten is raised one by one again (ours, some 10 MB). */
const remembered = 20_000
const rememberedCrowds = 1_000
/** Different alerts remembered of one person. */
const rememberedOthers = 8
/** What the models alone say: their budget bounds it, so it is never a crowd's. */
const byModels = 'model'

/** What is found of one act, before it is explained. */
export interface UnexplainedAlert {
  id: string
  act: Act
  score: number
  informational: boolean
  scope: AlertScope
  traits: AlertTraits
}

interface Raised {
  time: number
  signals: readonly string[]
}

interface Finding {
  raised: number
  strongest: number
  /** Id of the latest alert that was raised. */
  alert: string
}

/**
 * Keeps a flood of acts from being a flood of alerts. After the first 20 of a UTC day, an act of which the same signals
 * say the same with the same severity of the same person (or address, or gateway, where nobody is known) is counted with
 * the latest alert that was raised of it. Of such alerts an incident counts only the strongest of the day, so its score
 * stays. Of a crowd (see `Crowd`) each person's further acts are counted with their first alert, and people beyond its bound
 * with the alert of another, unless something else was raised of them within a day that is no crowd's.
 */
export class RepeatedFindings {
  readonly #findings: Table<string, Finding>
  readonly #crowds: Table<string, Crowd>
  /**
   * What is counted with an alert that a finding or a crowd has. It is used with each of them, so where it is bounded by twice
   * as many it is never forgotten first.
   */
  readonly #counts: Table<string, AlertCount>
  /** What was raised of a person (or address), by kind, that raised longest ago first. */
  readonly #raisedOf: Table<string, Map<string, Raised>>

  constructor(memory: Memory) {
    const mostCounts = 2 * (remembered + rememberedCrowds)
    this.#findings = memory.table('detect.repeats.findings', { bound: remembered, codec: plain() })
    this.#crowds = memory.table('detect.repeats.crowds', { bound: rememberedCrowds, codec: Crowd.codec })
    this.#counts = memory.table('detect.repeats.counts', { bound: mostCounts, codec: AlertCount.codec })
    this.#raisedOf = memory.table('detect.repeats.raised', { bound: remembered, codec: plain() })
  }

  /** The alert that the act is counted with; undefined where it is to be an alert of its own. In order of the acts. */
  fold(found: UnexplainedAlert): AlertRepeat | undefined {
    const { id, act, score, traits } = found
    const who = act.user || act.sourceIp
    if (traits.signals.length === 0) {
      this.#note(who, byModels, traits)
      return undefined
    }
    const kind = kindOf(found)
    const crowd = this.#crowds.demand(kind, () => new Crowd(traits.severity))
    const before = crowd.standIn
    const today = Math.floor(act.time / day)
    crowd.see(today)
    if (crowd.standIn !== before) this.#retire(before)
    const standIn = this.#countOf(crowd.standIn)
    const key = JSON.stringify([today, who, kind])
    const own = this.#findings.get(key)
    const count = this.#countOf(own?.alert)
    const isRepeated = own !== undefined && own.raised >= (crowd.isMany ? 1 : raisedOneByOne)
    if (count && isRepeated && score < own.strongest + strongerBy) return counted(count, who, found)
    if (standIn && !own && crowd.covers(score, strongerBy) && !this.#isOddOneOut(who, traits))
      return { ...counted(standIn, who, found), isOfOther: true }

    const standsIn = crowd.needsStandIn(score, strongerBy, own === undefined)
    if (standsIn) this.#retire(crowd.standIn)
    if (own && own.alert !== crowd.standIn) this.#counts.delete(own.alert)
    crowd.raise(score, own === undefined, standsIn ? id : undefined)
    this.#counts.set(id, new AlertCount(id, who, standsIn))
    this.#findings.set(key, {
      raised: (own?.raised ?? 0) + 1,
      strongest: Math.max(score, own?.strongest ?? 0),
      alert: id,
    })
    this.#note(who, kind, traits)
    return undefined
  }

  #countOf(alert: string | undefined): AlertCount | undefined {
    return alert === undefined ? undefined : this.#counts.get(alert)
  }

  /** The alert stands for no others any more. */
  #retire(alert: string | undefined): void {
    this.#countOf(alert)?.settle()
  }

  /** Whether a person was told of within a day for something else, by the models or a signal, of which there is no crowd. */
  #isOddOneOut(who: string, { time, signals }: AlertTraits): boolean {
    for (const [kind, raised] of this.#raisedOf.peek(who) ?? []) {
      const isOther = kind === byModels || raised.signals.some((name) => !signals.includes(name))
      if (isOther && time - raised.time < day && !this.#crowds.peek(kind)?.isFull) return true
    }
    return false
  }

  #note(who: string, kind: string, { time, signals }: AlertTraits): void {
    const raised = this.#raisedOf.demand(who, () => new Map<string, Raised>())
    raised.delete(kind)
    raised.set(kind, { time, signals })
    const [oldest] = raised.keys()
    if (raised.size > rememberedOthers && oldest !== undefined) raised.delete(oldest)
  }
}

function counted(count: AlertCount, who: string, { act, scope, traits }: UnexplainedAlert): AlertRepeat {
  return { ...traits, of: count.alert, repeats: count.add(who, act, scope) }
}

/**
 * Techniques follow from the signals; the gateway and whether it informs only are what rules and incidents ask for. So is
 * which sorts of names it has: a rule for a sort hides none that has no name of it.
 */
function kindOf({ traits, informational, scope }: UnexplainedAlert): string {
  const { signals, severity, gateway } = traits
  const { entities, networks, ports } = scope
  const sorts: readonly (readonly unknown[])[] = [
    entities.users,
    entities.sourceIps,
    entities.assignedIps,
    entities.destinations,
    entities.devices,
    entities.countries,
    networks ?? [],
    ports ?? [],
  ]
  const named = sorts.map((names) => (names.length > 0 ? 1 : 0))
  return JSON.stringify([gateway, signals, severity, informational, named.join('')])
}
