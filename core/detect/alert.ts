import type { Act } from '../event/act.ts'
import type { Place } from '../event/event.ts'
import type { DetectorName } from '../models/score.ts'

export const severities = ['low', 'medium', 'high', 'critical'] as const
export type Severity = (typeof severities)[number]

/** One term of an alert's arithmetic. `text` is a sentence for a person. */
export interface Reason {
  feature: string
  value: string | number
  usual: string | number
  contribution: number
  text: string
}

/** What an explicit signal (core/detect/signals) saw. */
export interface SignalHit {
  /** kebab-case name of the signal, e.g. `impossible-travel`. */
  signal: string
  title: string
  /** ATT&CK technique ids, e.g. T1078. */
  techniques: string[]
  /** 0..100 before context. */
  impact: number
  /** 0..1. */
  confidence: number
  reasons: Reason[]
  /** Acts that are evidence besides the current one. */
  evidence: Act[]
  /** Who and what is involved beyond those acts (a spray names more accounts than it keeps evidence for). */
  entities?: Partial<AlertEntities>
}

export interface Alert {
  id: string
  /** Epoch ms. */
  time: number
  title: string
  score: number
  confidence: number
  severity: Severity
  detectors: Record<DetectorName, number>
  signals: string[]
  techniques: string[]
  reasons: Reason[]
  events: Place[]
  originals: string[]
  entities: AlertEntities
  /** Entities above that many unrelated people share (an office egress, a popular destination): no ground to correlate on. */
  shared?: string[]
  /** The gateway it happened at, where known. */
  gateway?: string
  /** It tells of a login that was refused: what was tried on an account is no deed of its owner. */
  refused?: true
  /** Autonomous system of the outer address, where that is a hosting provider's. */
  hostingNetwork?: number
  /** Context rather than a reason to act: under 20 points, or one weak line that nothing else supports. */
  informational?: true
  /** How the score came about; absent from alerts that older versions stored, as are the two below. */
  terms?: AlertTerms
  /** What score and severity would be without one part of it, lowest first; at most 8. */
  lower?: Counterfactual[]
  /** Normal acts of the same kind that are most like it, nearest first; only where the models spoke, at most 3. */
  nearest?: NormalAct[]
  /** AS numbers of the source addresses, 0 for one that is in no known network. */
  networks?: number[]
  /** Destination ports of the flows. */
  ports?: number[]
  /** Some source address is in no known country. */
  unplaced?: true
  /** Further acts of the same day that say the same, of the same entity or of a crowd; absent where there are none. */
  repeats?: AlertRepeats
  /** Id of the rule that hides it; only in what is read from a workspace. */
  suppressed?: string
}

/** The acts that an alert stands for besides its own: each would have been an alert like it. */
export interface AlertRepeats {
  count: number
  /** Epoch ms of the earliest and the latest. */
  first: number
  last: number
  /** Their records, at most 50: the first 25 and the latest 25. */
  events: Place[]
  originals: string[]
  /** What they name beyond the alert; with the alert's own at most 500 of each sort. */
  entities: AlertEntities
  networks?: number[]
  ports?: number[]
  unplaced?: true
  /**
   * How many other people (or addresses, where nobody is known) they are of, at least; absent where all are of the alert's
   * own. Its incident does not take them in.
   */
  others?: number
  /** How many more names of a sort there are, at least; absent where all are listed. */
  unlisted?: Partial<Record<keyof AlertEntities, number>>
}

/** Of an alert, what tells which incident it belongs to. */
export type AlertTraits = Pick<
  Alert,
  | 'time'
  | 'severity'
  | 'signals'
  | 'techniques'
  | 'entities'
  | 'shared'
  | 'gateway'
  | 'hostingNetwork'
  | 'refused'
>

/** An act that is counted with an alert that was raised already. */
export interface AlertRepeat extends AlertTraits {
  /** Id of that alert. */
  of: string
  /** All of the alert's repeats so far, this one included. */
  repeats: AlertRepeats
  /** The alert is somebody else's: the act is one of a crowd. */
  isOfOther?: true
}

/** What the detector has to say of one act. */
export type Finding = Alert | AlertRepeat

export function isRepeat(finding: Finding): finding is AlertRepeat {
  return 'of' in finding
}

/** What a suppression rule looks at: known of an alert before it is explained. */
export type AlertScope = Pick<
  Alert,
  'signals' | 'techniques' | 'entities' | 'gateway' | 'networks' | 'ports' | 'unplaced' | 'repeats'
>

/** The arithmetic of a score: the points of all terms add up to it. Factors are described at `prioritise`. */
export interface AlertTerms {
  lines: {
    name: string
    impact: number
    confidence: number
    /** c_base, 0..1. */
    maturity: number
    /** c_local, 0..2. */
    record: number
    /** 1, or less for a line that repeats what a stronger one of its family says. */
    weight: number
    points: number
  }[]
  circumstances: { name: string; odds: number; text: string; points: number }[]
  /** 0 or negative: taken off so that evidence standing alone stays low. */
  held: number
}

export interface Counterfactual {
  /** Name of the line or circumstance that is taken away, or `features`. */
  without: string
  /** Clause for a person: `if the network were one this person has used`. */
  text: string
  score: number
  /** undefined: there would be no alert. */
  severity?: Severity
}

export interface NormalAct {
  /** Epoch ms. */
  time: number
  /** A sentence: who did what, from where. */
  text: string
  /** Where the alert's act differs most from it, in words. */
  differs: string[]
  /** Root mean square difference over all features, each in standard deviations of normal acts, at most 3. */
  distance: number
}

/** Names kept of one sort in one alert; the counts in its reasons stay true. */
export const keptEntities = 500

export interface AlertEntities {
  users: string[]
  sourceIps: string[]
  assignedIps: string[]
  destinations: string[]
  devices: string[]
  countries: string[]
}
