/** What the lines of one sshd process have told so far of its connection. */
export interface Connection {
  user: string
  ip: string
  port: number
  /** A refusal was told: the line that closes the connection is no other one. */
  refused: boolean
  ended: boolean
}

/** Processes kept; the oldest is forgotten first. */
const most = 20_000

/** One sshd process serves one connection: PAM's lines, which lack the user or the address, get them by it. */
export class Connections {
  readonly #connections = new Map<string, Connection>()

  /** Without a pid the lines of a connection can't be told apart, and each stands alone. */
  get(host: string, pid: number): Connection {
    const key = `${host}\n${pid}`
    const known = pid < 0 ? undefined : this.#connections.get(key)
    if (known !== undefined) return known
    const connection = { user: '', ip: '', port: 0, refused: false, ended: false }
    if (pid < 0) return connection
    const oldest = this.#connections.size >= most ? this.#connections.keys().next().value : undefined
    if (oldest !== undefined) this.#connections.delete(oldest)
    this.#connections.set(key, connection)
    return connection
  }

  forget(host: string, pid: number): void {
    this.#connections.delete(`${host}\n${pid}`)
  }
}
