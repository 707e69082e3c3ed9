import type { Action } from './action.ts'

/** What a VPN gateway keeps: the address pool, session and connection numbers. Fed with every action in time order. */
export class Gateway {
  /** A ring of free pool addresses; the longest unused is given out next. */
  readonly #free: Int32Array
  readonly #network: string
  #head = 0
  #count: number
  #sessions = 0
  #connections: number

  /** @param index 0-based; the pool is 10.(20 + index).0.0/16, of which `size` addresses are used. */
  constructor(index: number, size: number) {
    this.#network = `10.${20 + index}`
    this.#count = Math.min(size, 65_000)
    this.#free = Int32Array.from({ length: this.#count }, (_, i) => i + 10)
    this.#connections = 100_000 * (index + 1)
  }

  /** @throws {RangeError} where the pool is exhausted. */
  handle(action: Action): void {
    switch (action.kind) {
      case 'login':
        action.tunnel.id = 100_000_000 + this.#sessions++
        break
      case 'assign':
        action.tunnel.lease = this.#lease()
        break
      case 'open':
        action.flow.id = this.#connections++
        action.tunnel.carried.up += action.flow.up
        action.tunnel.carried.down += action.flow.down
        break
      case 'roam':
        action.tunnel.sourceIp = action.sourceIp
        break
      case 'end':
        this.#release(action.tunnel.lease)
        break
      case 'reject':
      case 'lockout':
      case 'challenge':
      case 'start':
      case 'statistics':
      case 'close':
        break
    }
  }

  #lease(): string {
    if (this.#count === 0) throw new RangeError(`address pool ${this.#network}.0.0/16 is exhausted`)
    const host = this.#free[this.#head] ?? 0
    this.#head = (this.#head + 1) % this.#free.length
    this.#count--
    return `${this.#network}.${host >> 8}.${host & 255}`
  }

  #release(lease: string): void {
    const [, , high = 0, low = 0] = lease.split('.').map(Number)
    this.#free[(this.#head + this.#count) % this.#free.length] = high * 256 + low
    this.#count++
  }
}
