/** What earlier lines told of a client instance, by its `address:port`. */
export interface Peer {
  user: string
  version: string
  os: string
  /** Its credentials were refused: the exit that follows ends no session. */
  refused: boolean
}

/** Client instances at one server at one time; the oldest is forgotten first. */
const maxPeers = 20_000

/** A name that was refused by a line without an address is that of the next refusal with one, within so long, ms (ours). */
const refusalMs = 30_000
const mostRefused = 64

export class Peers {
  readonly #peers = new Map<string, Peer>()
  /** Names that checkers of passwords have refused, oldest first, by the server's process. */
  readonly #refused = new Map<string, { user: string; time: number }[]>()

  /** @param server its host and process */
  addRefused(server: string, user: string, time: number): void {
    const names = this.#refused.get(server) ?? []
    if (names.push({ user, time }) > mostRefused) names.shift()
    this.#refused.set(server, names)
  }

  /** Whose refusal comes next; '' where nobody was named. */
  takeRefused(server: string, time: number): string {
    const names = this.#refused.get(server) ?? []
    for (let next = names.shift(); next; next = names.shift())
      if (Math.abs(time - next.time) <= refusalMs) return next.user
    return ''
  }

  get(key: string): Peer {
    let peer = this.#peers.get(key)
    if (!peer) {
      peer = { user: '', version: '', os: '', refused: false }
      const oldest = this.#peers.size >= maxPeers ? this.#peers.keys().next().value : undefined
      if (oldest !== undefined) this.#peers.delete(oldest)
      this.#peers.set(key, peer)
    }
    return peer
  }

  forget(key: string): void {
    this.#peers.delete(key)
  }
}
