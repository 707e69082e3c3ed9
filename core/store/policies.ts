import { isInForce } from '../detect/suppression-match.ts'
import type { Connection, Opened } from './database.ts'
import { readFeedback, type Feedback } from './feedback.ts'

/**
 * What people say while an import runs: it asks at each commit. Triggers count the changes of rules, statuses and what is
 * cleared, whoever makes them, so that asking costs one row.
 */
export class Policies {
  readonly #connection: Connection
  #changes: number | undefined
  /** Epoch ms at which the next rule ends; Infinity: none does. */
  #nextEnd = Infinity

  constructor({ connection }: Opened) {
    this.#connection = connection
  }

  /**
   * @param now epoch ms of the clock on the wall, by which rules end
   * @returns undefined where nothing has changed since it was asked last
   */
  refresh(now = Date.now()): Feedback | undefined {
    return this.#connection.transaction(() => {
      const changes = this.#countChanges()
      if (changes === this.#changes && now < this.#nextEnd) return undefined
      const feedback = readFeedback(this.#connection)
      this.#changes = changes
      this.#nextEnd = Math.min(
        ...feedback.rules.flatMap((rule) =>
          rule.expires !== null && isInForce(rule, now) ? [rule.expires] : [],
        ),
      )
      return { ...feedback, rules: feedback.rules.filter((rule) => isInForce(rule, now)) }
    })()
  }

  #countChanges(): number {
    return this.#connection.prepare<[], number>('SELECT number FROM policy_changes').pluck().get() ?? 0
  }
}
