import type { Act } from '../event/act.ts'
import type { Event, Place } from '../event/event.ts'
import { saved } from '../memory/codec.ts'
import { Memory } from '../memory/memory.ts'
import type { OrderedTable } from '../memory/ordered-table.ts'
import type { Asn } from './asn.ts'
import { EndAssembler } from './end-assembler.ts'
import { FlowAssembler } from './flow-assembler.ts'
import type { Geo } from './geo.ts'
import { Lane } from './lane.ts'
import type { SavedLane } from './lane.ts'
import { LeaseTable } from './leases.ts'
import type { LeaseOptions } from './leases.ts'
import { LoginAssembler } from './login-assembler.ts'
import type { LoginWindows } from './login-assembler.ts'
import { noticeAct } from './notice-act.ts'
import { noticeOf } from './notice.ts'
import { SessionTable } from './sessions.ts'
import type { SessionOptions } from './sessions.ts'
import { observerOf, readVpnLine } from './vpn-line.ts'
import { Waits } from './waits.ts'

export interface AssemblerOptions {
  geo: Pick<Geo, 'lookup'>
  asn: Pick<Asn, 'lookup'>
  /** Where everything is remembered. */
  memory?: Memory
  windows?: Partial<LoginWindows>
  /** Ms by which a device's records may come late before its clock is set back. Default 5 min. */
  tolerance?: number
  /** Connections built and not yet torn down that are kept. Default 131,072. */
  maxOpenFlows?: number
  /** Devices whose clock is kept. Default 1,024. */
  maxDevices?: number
  sessions?: SessionOptions
  leases?: LeaseOptions
}

interface AssemblerCounters {
  events: number
  acts: Record<Act['kind'], number>
  /** Flows of which nobody is known to be the person. */
  unassigned: number
  /** Sessions, leases and built connections given up for want of room or after idleness. */
  evicted: number
}

interface SavedCounts extends Pick<AssemblerCounters, 'events' | 'unassigned' | 'acts'> {
  /** Sessions, leases, built connections. */
  evicted: readonly [number, number, number]
}

/** Stands for what was completed, but still has its place in a queue. */
const completed = { done: true, deadline: -Infinity, complete: () => {} }

/** Records without a word from a device after which nothing more is expected of it. */
const silence = 65_536

/**
 * Turns decoded events into acts. All time is event time, so that captured and live input, in batches of any size,
 * give the same acts in the same order: the order in which it becomes certain that an act is complete.
 */
export class ActAssembler {
  readonly leases: LeaseTable
  readonly sessions: SessionTable
  readonly #geo: Pick<Geo, 'lookup'>
  readonly #asn: Pick<Asn, 'lookup'>
  readonly #tolerance: number
  readonly #maxDevices: number
  readonly #logins: LoginAssembler
  readonly #ends: EndAssembler
  readonly #flows: FlowAssembler
  /** One a device, or a source where records do not name their device. */
  readonly #waits: Waits
  readonly #lanes: OrderedTable<string, Lane>
  readonly #acts: Record<Act['kind'], number> = { attempt: 0, start: 0, end: 0, flow: 0, notice: 0 }
  #events = 0
  #unassigned = 0
  #out: Act[] = []

  constructor(options: AssemblerOptions) {
    const { geo, asn, windows, tolerance = 300_000, maxOpenFlows = 131_072, maxDevices = 1_024 } = options
    const { login = 30_000, pair = 2_000 } = windows ?? {}
    const { memory = new Memory() } = options
    const emit = (act: Act): void => this.#emit(act)
    this.#geo = geo
    this.#asn = asn
    this.#tolerance = tolerance
    this.#maxDevices = maxDevices
    this.leases = new LeaseTable(options.leases, memory)
    this.sessions = new SessionTable(this.leases, options.sessions, memory)
    this.#waits = new Waits(memory)
    this.#lanes = memory.ordered(
      'enrich.lanes',
      saved((stored: SavedLane) => Lane.restore(stored, tolerance, this.#waits)),
    )
    const laneOf = (key: string): Lane => this.#lanes.peek(key) ?? new Lane(key, tolerance, this.#waits)
    const kept = { memory, laneOf }
    this.#logins = new LoginAssembler(this.sessions, { login, pair }, kept, emit)
    this.#ends = new EndAssembler(this.sessions, this.leases, this.#logins, { login, pair }, kept, emit)
    this.#flows = new FlowAssembler(this.sessions, this.leases, { memory, maxOpen: maxOpenFlows }, emit)
    for (const [id, { lane, queue, deadline, of, number }] of this.#waits.entries()) {
      const waiting = (of === 'login' ? this.#logins : this.#ends).numbered(number)
      laneOf(lane).resume(waiting ?? { ...completed, of, number }, queue, { id, deadline })
    }
    memory.cell('enrich.counts', { save: () => this.#save(), restore: (stored) => this.#restore(stored) })
  }

  #save(): SavedCounts {
    const evicted = [this.sessions.evicted, this.leases.evicted, this.#flows.evicted] as const
    return { events: this.#events, unassigned: this.#unassigned, acts: { ...this.#acts }, evicted }
  }

  #restore({ events, unassigned, acts, evicted }: SavedCounts): void {
    this.#events = events
    this.#unassigned = unassigned
    Object.assign(this.#acts, acts)
    ;[this.sessions.evicted, this.leases.evicted, this.#flows.evicted] = evicted
  }

  get counters(): AssemblerCounters {
    return {
      events: this.#events,
      acts: { ...this.#acts },
      unassigned: this.#unassigned,
      evicted: this.sessions.evicted + this.leases.evicted + this.#flows.evicted,
    }
  }

  /** Takes one event and appends to `out` the acts that are now complete. */
  push(event: Event, place: Place, original: string, out: Act[]): void {
    this.#events++
    const time = event['@timestamp']
    if (!Number.isFinite(time)) return
    this.#out = out
    const lane = this.#laneOf(event, place)
    lane.advance(time)
    this.sessions.evictIdle(lane.clock)
    if (event['vpn.step'] === undefined) this.#pushOther(event, place, original)
    else this.#pushVpn(event, place, original, lane)
  }

  /** Appends what has waited long enough when nothing that happened before `time` (epoch ms) is to come any more. */
  tick(time: number, out: Act[]): void {
    this.#out = out
    for (const [key, { clock }] of this.#lanes.entries())
      if (clock < time) this.#lanes.get(key)?.advance(time)
  }

  /** Appends what still waits: call at the end of the input. Sessions and leases stay. */
  flush(out: Act[]): void {
    this.#out = out
    for (const [, lane] of this.#lanes.entries()) lane.drain()
    this.#flows.flush()
  }

  #pushOther(event: Event, place: Place, original: string): void {
    const notice = noticeOf(event)
    if (notice === undefined) this.#flows.push(event, place, original)
    else this.#emit(noticeAct(notice, event, { place, original, leases: this.leases }))
  }

  #pushVpn(event: Event, place: Place, original: string, lane: Lane): void {
    const line = readVpnLine(event, place, original, lane)
    switch (event['vpn.step']) {
      case 'attempt':
        return this.#logins.attempt(line)
      case 'challenge':
        return this.#logins.challenge(line)
      case 'start':
      case 'assign':
        return this.#logins.session(line)
      case 'update':
        return this.#ends.update(line)
      case 'end':
        return this.#ends.end(line)
      case undefined:
        return
    }
  }

  #emit(act: Act): void {
    if (act.kind === 'flow') this.#finishFlow(act)
    else if (act.kind === 'notice') this.#finishOfSession(act)
    else this.#locate(act, act.sourceIp)
    this.#acts[act.kind]++
    this.#out.push(act)
  }

  #finishFlow(act: Act): void {
    if (act.user === '') this.#unassigned++
    this.#finishOfSession(act)
    act.destinationPlace = this.#geo.lookup(act.destinationIp)
  }

  /** What a session does follows its login. */
  #finishOfSession(act: Act): void {
    const { session } = act
    if (session !== undefined) this.#logins.settle(session.id)
    const outer = session === undefined || session.sourceIp === '' ? act.sourceIp : session.sourceIp
    this.#locate(act, outer)
  }

  #locate(act: Act, ip: string): void {
    act.place = this.#geo.lookup(ip)
    act.network = this.#asn.lookup(ip)
  }

  #laneOf(event: Event, place: Place): Lane {
    const key = observerOf(event) || place.source
    const known = this.#lanes.get(key)
    const lane = known ?? new Lane(key, this.#tolerance, this.#waits)
    lane.lastRecord = this.#events
    if (known === undefined) {
      this.#lanes.append(key, lane)
      this.#dropSilent()
    }
    return lane
  }

  /** A device of which nothing more comes must not keep its last acts back until the end of the input. */
  #dropSilent(): void {
    const full = this.#lanes.size > this.#maxDevices
    for (const [key, lane] of this.#lanes.entries()) {
      if (!full && this.#events - lane.lastRecord <= silence) continue
      this.#lanes.delete(key)
      lane.drain()
      if (full) return
    }
  }
}
