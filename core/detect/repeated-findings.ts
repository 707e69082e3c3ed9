import type { Act } from '../event/act.ts'
import { AlertCount } from './alert-count.ts'
import type { AlertRepeat, AlertScope, AlertTraits } from './alert.ts'
import { Crowd } from './crowd.ts'
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
  /** Of the latest alert that was raised. */
  count: AlertCount
}

/**
 * Keeps a flood of acts from being a flood of alerts. After the first 20 of a UTC day, an act of which the same signals
 * say the same with the same severity of the same person (or address, or gateway, where nobody is known) is counted with
 * the latest alert that was raised of it. Of such alerts an incident counts only the strongest of the day, so its score
 * stays. Of a crowd (see `Crowd`) each person's further acts are counted with their first alert, and people beyond its bound
 * with the alert of another, unless something else was raised of them within a day that is no crowd's.
 */
export class RepeatedFindings {
  readonly #findings = new BoundedMap<Finding>(remembered)
  readonly #crowds = new BoundedMap<Crowd>(rememberedCrowds)
  /** What was raised of a person (or address), by kind, that raised longest ago first. */
  readonly #raisedOf = new BoundedMap<Map<string, Raised>>(remembered)

  /** The alert that the act is counted with; undefined where it is to be an alert of its own. In order of the acts. */
  fold(found: UnexplainedAlert): AlertRepeat | undefined {
    const { id, act, score, traits } = found
    const who = act.user || act.sourceIp
    if (traits.signals.length === 0) {
      this.#note(who, byModels, traits)
      return undefined
    }
    const kind = kindOf(found)
    const crowd = this.#crowds.getOrCreate(kind, () => new Crowd(traits.severity))
    const today = Math.floor(act.time / day)
    crowd.see(today)
    const key = JSON.stringify([today, who, kind])
    const own = this.#findings.get(key)
    if (own && own.raised >= (crowd.isMany ? 1 : raisedOneByOne) && score < own.strongest + strongerBy)
      return counted(own.count, who, found)
    const standIn = own ? undefined : crowd.standIn(score, strongerBy)
    if (standIn && !this.#isOddOneOut(who, traits))
      return { ...counted(standIn, who, found), isOfOther: true }

    const standsIn = crowd.needsStandIn(score, strongerBy, own === undefined)
    const count = new AlertCount(id, who, standsIn)
    crowd.raise(score, own === undefined, standsIn ? count : undefined)
    this.#findings.set(key, {
      raised: (own?.raised ?? 0) + 1,
      strongest: Math.max(score, own?.strongest ?? 0),
      count,
    })
    this.#note(who, kind, traits)
    return undefined
  }

  /** Whether a person was told of within a day for something else, by the models or a signal, of which there is no crowd. */
  #isOddOneOut(who: string, { time, signals }: AlertTraits): boolean {
    for (const [kind, raised] of this.#raisedOf.get(who) ?? []) {
      const isOther = kind === byModels || raised.signals.some((name) => !signals.includes(name))
      if (isOther && time - raised.time < day && !this.#crowds.get(kind)?.isFull) return true
    }
    return false
  }

  #note(who: string, kind: string, { time, signals }: AlertTraits): void {
    const raised = this.#raisedOf.getOrCreate(who, () => new Map<string, Raised>())
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
