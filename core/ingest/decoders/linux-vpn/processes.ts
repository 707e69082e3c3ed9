/** What the lines of one process have told so far; pppd has a process for each connection. */
export interface Process {
  user: string
  ip: string
  assigned: string
  /** Seconds; -1 where nothing told. */
  duration: number
  started: boolean
  ended: boolean
  /** Of pluto: the person by the number of its state (`#3`). */
  people: Map<string, string>
}

/** Processes kept; the oldest is forgotten first. */
const most = 20_000

export class Processes {
  readonly #processes = new Map<string, Process>()

  get(key: string): Process {
    const known = this.#processes.get(key)
    if (known !== undefined) return known
    const process = {
      user: '',
      ip: '',
      assigned: '',
      duration: -1,
      started: false,
      ended: false,
      people: new Map<string, string>(),
    }
    const oldest = this.#processes.size >= most ? this.#processes.keys().next().value : undefined
    if (oldest !== undefined) this.#processes.delete(oldest)
    this.#processes.set(key, process)
    return process
  }

  forget(key: string): void {
    this.#processes.delete(key)
  }
}
