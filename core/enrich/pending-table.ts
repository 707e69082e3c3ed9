import type { Act } from '../event/act.ts'
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

/** Acts of a kind that wait for more lines, by user. Holds at most `max` in all and `maxPerUser` of one user. */
export class PendingTable<P extends Pending> {
  readonly #max: number
  readonly #maxPerUser: number
  readonly #byUser = new Map<string, P[]>()
  #size = 0

  constructor(max = 50_000, maxPerUser = 64) {
    this.#max = max
    this.#maxPerUser = maxPerUser
  }

  /** Those of a user, oldest first. */
  ofUser(user: string): readonly P[] {
    return this.#byUser.get(user) ?? []
  }

  /** Where room runs out, the oldest is completed; completing removes it. */
  add(pending: P): void {
    const { user } = pending.act
    const ofUser = this.#byUser.get(user)
    if (ofUser === undefined) this.#byUser.set(user, [pending])
    else ofUser.push(pending)
    this.#size++
    const oldest =
      ofUser !== undefined && ofUser.length > this.#maxPerUser
        ? ofUser[0]
        : this.#size > this.#max
          ? this.#byUser.values().next().value?.[0]
          : undefined
    oldest?.complete()
  }

  remove(pending: P): void {
    const { user } = pending.act
    const ofUser = this.#byUser.get(user)
    const at = ofUser?.indexOf(pending) ?? -1
    if (ofUser === undefined || at < 0) return
    ofUser.splice(at, 1)
    this.#size--
    if (ofUser.length === 0) this.#byUser.delete(user)
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
