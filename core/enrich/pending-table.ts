import type { Act } from '../event/act.ts'
import type { Codec } from '../memory/codec.ts'
import type { Memory } from '../memory/memory.ts'
import type { OrderedTable } from '../memory/ordered-table.ts'
import type { Lane, Waiting } from './lane.ts'
import { agree } from './sessions.ts'
import type { VpnLine } from './vpn-line.ts'

/** An act whose lines are still coming in. */
export interface Pending extends Waiting {
  act: Act
  /** Clock by which it waits. */
  lane: Lane
  marks: string[]
  /** Epoch ms of its last line. */
  last: number
}

/** What is kept of it; the lane by its key. */
export interface SavedPending extends Pick<Pending, 'of' | 'number' | 'act' | 'marks' | 'last' | 'deadline'> {
  lane: string
}

export function savePending({ of, number, act, marks, last, deadline, lane }: Pending): SavedPending {
  return { of, number, act, marks, last, deadline, lane: lane.key }
}

/** Acts of a kind that wait for more lines, by user. Holds at most `max` in all and `maxPerUser` of one user. */
export class PendingTable<P extends Pending> {
  readonly #max: number
  readonly #maxPerUser: number
  readonly #all: OrderedTable<number, P>
  readonly #byUser = new Map<string, P[]>()
  #next = 0

  constructor(memory: Memory, name: string, codec: Codec<P>, max = 50_000, maxPerUser = 64) {
    this.#max = max
    this.#maxPerUser = maxPerUser
    this.#all = memory.ordered(name, codec)
    for (const [, pending] of this.#all.entries()) this.#list(pending)
    // A number is never given twice: what is done may still have its place in a queue.
    memory.cell(name, { save: () => this.#next, restore: (next: number) => (this.#next = next) })
  }

  /** Those of a user, oldest first. */
  ofUser(user: string): readonly P[] {
    return this.#byUser.get(user) ?? []
  }

  /** Where room runs out, the oldest is completed; completing removes it. */
  add(pending: P): void {
    pending.number = this.#next++
    this.#all.append(pending.number, pending)
    const ofUser = this.#list(pending)
    if (ofUser.length > this.#maxPerUser) ofUser[0]?.complete()
    else if (this.#all.size > this.#max) this.#all.first()?.[1].complete()
  }

  numbered(number: number): P | undefined {
    return this.#all.peek(number)
  }

  /** It has changed. */
  touch(pending: P): void {
    this.#all.get(pending.number)
  }

  remove(pending: P): void {
    const { user } = pending.act
    const ofUser = this.#byUser.get(user)
    const at = ofUser?.indexOf(pending) ?? -1
    if (ofUser === undefined || at < 0) return
    ofUser.splice(at, 1)
    this.#all.delete(pending.number)
    if (ofUser.length === 0) this.#byUser.delete(user)
  }

  #list(pending: P): P[] {
    const { user } = pending.act
    const ofUser = this.#byUser.get(user) ?? []
    ofUser.push(pending)
    if (ofUser.length === 1) this.#byUser.set(user, ofUser)
    return ofUser
  }
}

/** Lines of one act that are kept as its evidence; more belong to none. */
const maxLines = 64

/** True where nothing that both say of themselves speaks against one act, and they lie at most `within` ms apart. */
export function belongs({ act, marks, last }: Pending, line: VpnLine, within: number): boolean {
  return (
    marks.length < maxLines &&
    Math.abs(line.time - last) <= within &&
    agree(act.sourceIp, line.sourceIp) &&
    agree(act.gateway, line.gateway) &&
    agree(act.sessionId, line.sessionId) &&
    (act.sourcePort === 0 || line.sourcePort === 0 || act.sourcePort === line.sourcePort)
  )
}
