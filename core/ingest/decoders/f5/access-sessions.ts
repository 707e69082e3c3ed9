/** What earlier lines of a session told: the lines of APM carry its id, but each only one fact. */
export interface AccessSession {
  user: string
  clientIp: string
}

/** Sessions kept; the one that began first goes first. */
const most = 50_000

export class AccessSessions {
  readonly #byId = new Map<string, AccessSession>()

  get(id: string): AccessSession {
    const known = this.#byId.get(id)
    if (known !== undefined) return known
    const session: AccessSession = { user: '', clientIp: '' }
    if (this.#byId.size >= most) {
      for (const oldest of this.#byId.keys()) {
        this.#byId.delete(oldest)
        break
      }
    }
    this.#byId.set(id, session)
    return session
  }
}
