/** What the lines so far have told of one peer and its IKE_SAs. */
export interface Association {
  /** Numbers of its IKE_SAs: a rekeyed one is deleted while its successor lives. */
  readonly numbers: Set<string>
  user: string
  ip: string
  port: number
  method: string
  assignedIp: string
  sessionId: string
  established: boolean
  refused: boolean
  /** Of its CHILD_SAs that were closed; `counted` once there was one. */
  bytesIn: number
  bytesOut: number
  counted: boolean
}

/** Associations kept; the oldest is forgotten first. Threads are a handful, unless the log was forged. */
const most = 20_000
const mostThreads = 1_000
const mostNumbers = 64

/**
 * Finds the association a line is about: by its number where the log has it, else by the peer whose packet the thread
 * works on (charon handles a packet on one thread, and says first from whom it is).
 */
export class Associations {
  readonly #byNumber = new Map<string, Association>()
  readonly #byChild = new Map<string, Association>()
  readonly #byPeer = new Map<string, Association>()
  readonly #peerOfThread = new Map<number, string>()

  of(number: string, thread: number): Association {
    const known = number === '' ? undefined : this.#byNumber.get(number)
    if (known !== undefined) return known
    const peer = this.#peerOfThread.get(thread)
    const association = (peer === undefined ? undefined : this.#byPeer.get(peer)) ?? create()
    if (number !== '') this.link(number, association)
    return association
  }

  /** The IKE_SA of this number is one of the association. */
  link(number: string, association: Association): void {
    const { numbers } = association
    const oldest = numbers.size >= mostNumbers ? numbers.values().next().value : undefined
    if (oldest !== undefined) numbers.delete(oldest)
    numbers.add(number)
    keep(this.#byNumber, number, association)
  }

  /** The CHILD_SA of this name (`eap{9}`) is one of the association; timers close it on any thread. */
  linkChild(name: string, association: Association): void {
    keep(this.#byChild, name, association)
  }

  ofChild(name: string): Association | undefined {
    return this.#byChild.get(name)
  }

  /** The thread now works on a packet of this peer. */
  receive(thread: number, ip: string, port: number): void {
    if (thread < 0) return
    const peer = `${ip}[${port}]`
    if (this.#peerOfThread.size >= mostThreads) this.#peerOfThread.clear()
    this.#peerOfThread.set(thread, peer)
    if (this.#byPeer.has(peer)) return
    const association = create()
    association.ip = ip
    association.port = port
    keep(this.#byPeer, peer, association)
  }

  /** The IKE_SA of this number is gone; true where it was the last one of its association. */
  remove(number: string, association: Association): boolean {
    this.#byNumber.delete(number)
    association.numbers.delete(number)
    if (association.numbers.size > 0) return false
    this.#byPeer.delete(`${association.ip}[${association.port}]`)
    return true
  }
}

function keep(map: Map<string, Association>, key: string, association: Association): void {
  const oldest = map.size >= most ? map.keys().next().value : undefined
  if (oldest !== undefined) map.delete(oldest)
  map.set(key, association)
}

function create(): Association {
  return {
    numbers: new Set(),
    user: '',
    ip: '',
    port: 0,
    method: '',
    assignedIp: '',
    sessionId: '',
    established: false,
    refused: false,
    bytesIn: 0,
    bytesOut: 0,
    counted: false,
  }
}
