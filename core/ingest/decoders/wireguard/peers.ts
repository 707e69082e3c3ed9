/**
 * Milliseconds after which a session's keys are void unless a new handshake has replaced them (`REJECT_AFTER_TIME`,
 * Donenfeld, "WireGuard: Next Generation Kernel Network Tunnel", section 6.1): a peer without one for so long is gone.
 */
export const rejectAfter = 180_000

/** What was told of a peer. */
export interface Peer {
  /** Epoch ms of its last handshake; NaN before one. */
  handshake: number
  /** Epoch ms since when its session is open; NaN while none is. */
  since: number
  /** The interface's counters when the session before ended; a counter below was reset. */
  baseIn: number
  baseOut: number
  lastIn: number
  lastOut: number
}

/** Peers kept; the oldest is forgotten first. */
const most = 50_000

export class Peers {
  readonly #peers = new Map<string, Peer>()

  get(key: string): Peer {
    const known = this.#peers.get(key)
    if (known !== undefined) return known
    const oldest = this.#peers.size >= most ? this.#peers.keys().next().value : undefined
    if (oldest !== undefined) this.#peers.delete(oldest)
    const peer = { handshake: NaN, since: NaN, baseIn: 0, baseOut: 0, lastIn: 0, lastOut: 0 }
    this.#peers.set(key, peer)
    return peer
  }
}

/** Takes note of a handshake: `start` where no session was alive, else `update`. */
export function shakeHands(peer: Peer, time: number): 'start' | 'update' {
  const alive = !Number.isNaN(peer.since) && time - peer.handshake <= rejectAfter
  if (!alive) {
    peer.since = time
    peer.baseIn = peer.lastIn
    peer.baseOut = peer.lastOut
  }
  peer.handshake = time
  return alive ? 'update' : 'start'
}

/** Ends the session; returns how many ms it lasted up to `time`, NaN where none was open. */
export function leave(peer: Peer, time: number): number {
  const lasted = time - peer.since
  peer.since = NaN
  return lasted
}
