/** What an analyst's status says of a rule that spoke in the incident. */
export interface Verdict {
  incident: string
  /** Name of a signal, or `model`. */
  rule: string
  /** A person the rule spoke of; '' for nobody known. */
  user: string
  /** The incident was real. */
  confirmed: boolean
}

/** How often a rule was right (true positives) and wrong (false positives). */
interface Tally {
  right: number
  wrong: number
}

/** What is believed of a rule before any verdict: as often right as wrong. */
const prior = 0.5
/** Verdicts that the belief before them counts for: the (1 + TP) / (2 + TP + FP) of Laplace's rule of succession. */
const priorWeight = 2

/**
 * The record of each rule in the analyst's verdicts. The rate of a rule is `(1 + TP) / (2 + TP + FP)`; that for one person
 * is shrunk to it, `(2 x rate + TP) / (2 + TP + FP)` over the person's own verdicts (posterior mean of a beta-binomial, after
 * Exabeam, US 10,841,338: points scaled by the chance that a trigger is malicious, globally and then for the user).
 * An incident counts once.
 */
export class Verdicts {
  readonly #rules = new Map<string, Tally>()
  readonly #local = new Map<string, Tally>()

  constructor(verdicts: Iterable<Verdict>) {
    const seen = new Set<string>()
    for (const { incident, rule, user, confirmed } of verdicts) {
      const once = `${incident}\n${rule}`
      if (!seen.has(once)) count(this.#rules, rule, confirmed)
      seen.add(once)
      if (user !== '') count(this.#local, `${rule}\n${user}`, confirmed)
    }
  }

  /**
   * c_local, 0..2: the rate of the rule for this person relative to a rule without a record. 1 while there are no
   * verdicts, so that they alone change points; near 0 for a rule that is always wrong; near 2 for one always right.
   */
  record(rule: string, user: string): number {
    const all = this.#rules.get(rule)
    if (!all) return 1
    const global = rate(all, prior)
    const own = this.#local.get(`${rule}\n${user}`)
    return Math.round((100 * (own ? rate(own, global) : global)) / prior) / 100
  }
}

function rate({ right, wrong }: Tally, believed: number): number {
  return (priorWeight * believed + right) / (priorWeight + right + wrong)
}

function count(tallies: Map<string, Tally>, key: string, confirmed: boolean): void {
  const tally = tallies.get(key) ?? { right: 0, wrong: 0 }
  tallies.set(key, tally)
  if (confirmed) tally.right += 1
  else tally.wrong += 1
}
