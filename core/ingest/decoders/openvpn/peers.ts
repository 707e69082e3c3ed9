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

export class Peers {
  readonly #peers = new Map<string, Peer>()

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
