import { OpenSessions } from './open-sessions.ts'

/** What is remembered of a person's last acts, however long ago they were: times in epoch ms, NaN before the first. */
export class LastActs {
  act = NaN
  /** Of a sign-in. */
  failure = NaN
  flow = NaN
  /** Token of the last act, 0 before the first. */
  token = 0
  #sessions: OpenSessions | undefined

  get sessions(): OpenSessions {
    return (this.#sessions ??= new OpenSessions())
  }
}
