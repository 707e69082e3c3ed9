/** A session as the snapshots so far have told of it. */
interface KnownSession {
  /** Epoch ms. */
  since: number
  /** Inner addresses that were told. */
  addresses: Set<string>
}

/** Sessions kept; the one told of longest ago is forgotten first. */
const most = 50_000

/** Tells the first row of a session from the later ones, over any number of snapshots. */
export class KnownSessions {
  readonly #sessions = new Map<string, KnownSession>()

  get(peer: string): KnownSession | undefined {
    return this.#sessions.get(peer)
  }

  add(peer: string, since: number): KnownSession {
    const session = { since, addresses: new Set<string>() }
    this.#sessions.delete(peer)
    const oldest = this.#sessions.size >= most ? this.#sessions.keys().next().value : undefined
    if (oldest !== undefined) this.#sessions.delete(oldest)
    this.#sessions.set(peer, session)
    return session
  }
}
