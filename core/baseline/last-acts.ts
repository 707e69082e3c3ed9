import { OpenSessions } from './open-sessions.ts'
import type { Open } from './open-sessions.ts'

export interface SavedLastActs {
  act: number
  failure: number
  flow: number
  token: number
  sessions: readonly Open[] | undefined
}

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

  save(): SavedLastActs {
    const { act, failure, flow, token } = this
    return { act, failure, flow, token, sessions: this.#sessions?.save() }
  }

  static restore({ sessions, ...stored }: SavedLastActs): LastActs {
    const last = Object.assign(new LastActs(), stored)
    if (sessions) last.#sessions = new OpenSessions(sessions)
    return last
  }

  note(time: number, token: number): void {
    this.token = token
    if (!(this.act > time)) this.act = time
  }

  noteFailure(time: number): void {
    if (!(this.failure > time)) this.failure = time
  }

  noteFlow(time: number): void {
    if (!(this.flow > time)) this.flow = time
  }
}
