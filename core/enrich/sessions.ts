import type { Session } from '../event/act.ts'
import { plain } from '../memory/codec.ts'
import { Memory } from '../memory/memory.ts'
import type { OrderedTable } from '../memory/ordered-table.ts'
import type { LeaseTable } from './leases.ts'

export interface SessionOptions {
  /** Open sessions kept; the one quiet longest goes first. */
  max?: number
  /** Open sessions kept of one user. */
  maxPerUser?: number
  /** A session quiet for so many ms of event time is taken for over: its end was never logged. */
  idle?: number
}

/**
 * An open session and what later records fill in. `session` is replaced, never changed: acts keep what was true then. Who
 * changes something else calls `touch` or `note` of the table.
 */
export interface OpenSession {
  /** The higher, the later it was opened. */
  number: number
  /** Logins whose lines still come in, which refer to it also when it is over. */
  logins: number
  session: Session
  /** The id its device gave it, '' where it gave none. */
  id: string
  /** Inner addresses it holds. */
  addresses: string[]
  /** Epoch ms of the last record that named it. */
  seen: number
  /** Epoch ms of the last record of its login. */
  login: number
  /** Interim counters; NaN until an update told them. */
  bytesUp: number
  bytesDown: number
  client: ClientDetails
}

interface ClientDetails {
  deviceId: string
  clientOs: string
  clientVersion: string
  authMethod: string
}

/** What a record says of its session; '' is not known and fits all. */
export interface SessionQuery {
  id: string
  user: string
  sourceIp: string
  assignedIp: string
  gateway: string
  time: number
  /** Of several that fit, the one that began nearest to this is meant. */
  near: number
}

/** Records of one second may come in any order: a session may be named this many ms before it began. */
const slack = 5_000

/** The open sessions. Keeps the leases in step. */
export class SessionTable {
  readonly #leases: LeaseTable
  readonly #max: number
  readonly #maxPerUser: number
  readonly #idle: number
  /** By number, in the order in which they were seen. */
  readonly #open: OrderedTable<number, OpenSession>
  /** Sessions that are over while a login refers to them. */
  readonly #over: OrderedTable<number, OpenSession>
  readonly #byId = new Map<string, OpenSession>()
  readonly #byUser = new Map<string, OpenSession[]>()
  #next = 0
  /** Sessions given up without their end, whether idle or for want of room. */
  evicted = 0

  constructor(
    leases: LeaseTable,
    { max = 100_000, maxPerUser = 1_000, idle = 86_400_000 }: SessionOptions = {},
    memory = new Memory(),
  ) {
    this.#open = memory.ordered('enrich.sessions', plain())
    this.#over = memory.ordered('enrich.sessions-over', plain())
    const opened = [...this.#open.entries()].sort(([a], [b]) => a - b)
    for (const [, open] of opened) this.#list(open)
    for (const [number] of [...opened, ...this.#over.entries()]) this.#next = Math.max(this.#next, number + 1)
    this.#leases = leases
    this.#max = max
    this.#maxPerUser = maxPerUser
    this.#idle = idle
  }

  get size(): number {
    return this.#open.size
  }

  /** `id` is the one its device gave it, or ''. */
  open(session: Session, id: string, client: ClientDetails): OpenSession {
    const same = this.#byId.get(idKey(session))
    if (same !== undefined) this.close(same, same.seen)
    const open: OpenSession = {
      number: this.#next++,
      logins: 0,
      session,
      id,
      addresses: [],
      seen: session.start,
      login: session.start,
      bytesUp: NaN,
      bytesDown: NaN,
      client,
    }
    this.#open.append(open.number, open)
    const ofUser = this.#list(open)
    if (ofUser.length > this.#maxPerUser) this.#evict(ofUser[0])
    if (this.#open.size > this.#max) this.#evict(this.#quietest())
    return open
  }

  /** By number; also of one that is over while a login refers to it. */
  numbered(number: number): OpenSession | undefined {
    return this.#open.peek(number) ?? this.#over.peek(number)
  }

  /** A login begins to refer to the session, or ends to. */
  refer(open: OpenSession, by: 1 | -1): void {
    open.logins += by
    if (open.logins === 0) this.#over.delete(open.number)
    this.note(open)
  }

  /** Something of the session has changed. */
  note({ number }: OpenSession): void {
    if (this.#open.get(number) === undefined) this.#over.get(number)
  }

  /** The session holds an inner address from `time`. */
  assign(open: OpenSession, ip: string, time: number): void {
    if (open.addresses.includes(ip)) return
    open.addresses.push(ip)
    if (open.session.assignedIp === '') open.session = { ...open.session, assignedIp: ip }
    this.#leases.assign(ip, open.session, time)
    this.note(open)
  }

  /** Something was heard of the session. */
  touch(open: OpenSession, time: number): void {
    if (time - open.seen < 60_000) return
    open.seen = time
    this.#open.append(open.number, open)
  }

  /** Ends the session and its leases; returns it as it was at the end. */
  close(open: OpenSession, end: number): Session {
    const { session, addresses } = open
    for (const ip of addresses) this.#leases.release(ip, end)
    this.#open.delete(open.number)
    if (open.logins > 0) this.#over.append(open.number, open)
    if (this.#byId.get(idKey(session)) === open) this.#byId.delete(idKey(session))
    const others = this.#byUser.get(session.user)?.filter((other) => other !== open) ?? []
    if (others.length > 0) this.#byUser.set(session.user, others)
    else this.#byUser.delete(session.user)
    open.session = { ...session, end }
    return open.session
  }

  /** The open sessions of a user, oldest first. */
  ofUser(user: string): readonly OpenSession[] {
    return this.#byUser.get(user) ?? []
  }

  /** By session id; else by user, and whatever else is known on both sides must agree. */
  find(query: SessionQuery): OpenSession | undefined {
    const { id, user, sourceIp, assignedIp, gateway, time, near } = query
    if (id !== '') {
      const open = this.#byId.get(idKey({ id, gateway }))
      if (open !== undefined && agree(open.session.user, user)) return open
    }
    let found: OpenSession | undefined
    for (const open of this.ofUser(user)) {
      const { session, addresses } = open
      const fits =
        session.start <= time + slack &&
        agree(open.id, id) &&
        agree(session.gateway, gateway) &&
        agree(session.sourceIp, sourceIp) &&
        (assignedIp === '' || addresses.length === 0 || addresses.includes(assignedIp)) &&
        (user !== '' || (sourceIp !== '' && session.sourceIp === sourceIp))
      if (fits && (found === undefined || distance(open, near) < distance(found, near))) found = open
    }
    return found
  }

  /** Gives up one session that was quiet too long. One at a time: a single false clock must not empty the table. */
  evictIdle(now: number): void {
    const open = this.#quietest()
    if (open !== undefined && now - open.seen > this.#idle) this.#evict(open)
  }

  #evict(open: OpenSession | undefined): void {
    if (open === undefined) return
    this.close(open, open.seen)
    this.evicted++
  }

  #quietest(): OpenSession | undefined {
    return this.#open.first()?.[1]
  }

  #list(open: OpenSession): OpenSession[] {
    const { session } = open
    this.#byId.set(idKey(session), open)
    const ofUser = this.#byUser.get(session.user) ?? []
    ofUser.push(open)
    if (ofUser.length === 1) this.#byUser.set(session.user, ofUser)
    return ofUser
  }
}

/** Both say the same, or one says nothing. */
export function agree(a: string, b: string): boolean {
  return a === '' || b === '' || a === b
}

function distance(open: OpenSession, time: number): number {
  return Math.abs(open.session.start - time)
}

function idKey({ id, gateway }: { id: string; gateway: string }): string {
  return `${gateway}\n${id}`
}
