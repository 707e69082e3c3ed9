import type { Act, Session } from '../event/act.ts'
import { recordId } from '../event/record-id.ts'
import { through } from '../memory/codec.ts'
import type { Memory } from '../memory/memory.ts'
import type { Lane, Waiting } from './lane.ts'
import type { LeaseTable } from './leases.ts'
import type { LoginAssembler, LoginWindows } from './login-assembler.ts'
import { belongs, PendingTable, savePending } from './pending-table.ts'
import type { Pending, SavedPending } from './pending-table.ts'
import type { OpenSession, SessionTable } from './sessions.ts'
import { totalBytes } from './tunnel-bytes.ts'
import type { TunnelBytes } from './tunnel-bytes.ts'
import { addLine, beginAct } from './vpn-line.ts'
import type { VpnLine } from './vpn-line.ts'

interface PendingEnd extends Pending {
  tunnels: TunnelBytes[]
  /** The session as it was when it ended. */
  ended: OpenSession | undefined
}

type SavedEnd = SavedPending & Pick<PendingEnd, 'tunnels' | 'ended'>

/** Puts the lines of one disconnect together and ends the session; passes interim counters on. */
export class EndAssembler {
  readonly #sessions: SessionTable
  readonly #leases: LeaseTable
  readonly #logins: LoginAssembler
  readonly #windows: LoginWindows
  readonly #emit: (act: Act) => void
  readonly #pending: PendingTable<PendingEnd>

  constructor(
    sessions: SessionTable,
    leases: LeaseTable,
    logins: LoginAssembler,
    windows: LoginWindows,
    { memory, laneOf }: { memory: Memory; laneOf: (key: string) => Lane },
    emit: (act: Act) => void,
  ) {
    this.#sessions = sessions
    this.#leases = leases
    this.#logins = logins
    this.#windows = windows
    this.#emit = emit
    const save = (end: PendingEnd): SavedEnd => {
      const { tunnels, ended } = end
      return { ...savePending(end), tunnels, ended }
    }
    const revive = (stored: SavedEnd): PendingEnd => this.#live({ ...stored, lane: laneOf(stored.lane) })
    this.#pending = new PendingTable(memory, 'enrich.ends', through(save, revive))
  }

  numbered(number: number): Waiting | undefined {
    return this.#pending.numbered(number)
  }

  /** An `update` makes no act; in the course of a login it is evidence of that. */
  update(line: VpnLine): void {
    this.#logins.update(line)
    const open = this.#find(line)
    if (open === undefined) return
    open.bytesUp = line.event['vpn.bytes_in'] ?? open.bytesUp
    open.bytesDown = line.event['vpn.bytes_out'] ?? open.bytesDown
    if (line.assignedIp !== '') this.#sessions.assign(open, line.assignedIp, line.time)
    this.#sessions.note(open)
    this.#sessions.touch(open, line.time)
  }

  end(line: VpnLine): void {
    const mark = `${line.mark}/${line.event['vpn.tunnel_type'] ?? ''}`
    const known = this.#pending
      .ofUser(line.user)
      .find((end) => !end.marks.includes(mark) && belongs(end, line, this.#windows.pair))
    const end = known ?? this.#begin(line)
    addLine(end.act, line)
    end.marks.push(mark)
    const { event } = line
    end.tunnels.push({
      type: event['vpn.tunnel_type'] ?? '',
      up: event['vpn.bytes_in'] ?? NaN,
      down: event['vpn.bytes_out'] ?? NaN,
    })
    const duration = durationOf(line)
    if (!(end.act.duration >= duration)) end.act.duration = duration
    this.#pending.touch(end)
  }

  #begin(line: VpnLine): PendingEnd {
    const open = this.#find(line)
    if (open !== undefined) this.#logins.settle(open.session.id)
    const act = beginAct(line, 'end')
    act.outcome = 'success'
    act.session = open === undefined ? this.#backfill(line) : this.#sessions.close(open, line.time)
    const end = this.#live({
      of: 'end',
      number: 0,
      act,
      lane: line.lane,
      marks: [],
      last: line.time,
      deadline: line.time + this.#windows.pair,
      tunnels: [],
      ended: open && { ...open },
    })
    this.#pending.add(end)
    line.lane.wait(end, 'short')
    return end
  }

  #live(facts: Omit<PendingEnd, 'done' | 'complete'>): PendingEnd {
    const end: PendingEnd = {
      ...facts,
      done: false,
      complete: () => this.#complete(end),
    }
    return end
  }

  #complete(end: PendingEnd): void {
    if (end.done) return
    end.done = true
    this.#pending.remove(end)
    const { act, ended, tunnels } = end
    const { up, down } = totalBytes(tunnels)
    act.bytesUp = Number.isNaN(up) ? (ended?.bytesUp ?? NaN) : up
    act.bytesDown = Number.isNaN(down) ? (ended?.bytesDown ?? NaN) : down
    act.bytesTotal = act.bytesUp + act.bytesDown
    if (ended !== undefined) fillFromSession(act, ended)
    this.#emit(act)
  }

  #find(line: VpnLine): OpenSession | undefined {
    const { sessionId: id, user, sourceIp, assignedIp, gateway, time } = line
    const duration = durationOf(line)
    const near = Number.isNaN(duration) ? -Infinity : time - duration
    return this.#sessions.find({ id, user, sourceIp, assignedIp, gateway, time, near })
  }

  /** A session whose start is not in the log: it began its duration ago. Its address was its own all that time. */
  #backfill(line: VpnLine): Session | undefined {
    const duration = durationOf(line)
    if (Number.isNaN(duration)) return undefined
    const { sessionId, place, user, time, sourceIp, assignedIp, gateway, event } = line
    const session: Session = {
      id: sessionId === '' ? recordId(line.original, place) : sessionId,
      user,
      start: time - duration,
      end: time,
      sourceIp,
      assignedIp,
      gateway,
      group: event['vpn.group'] ?? event['group.name'] ?? '',
    }
    if (assignedIp !== '' && this.#leases.holder(assignedIp, time) === undefined) {
      this.#leases.assign(assignedIp, session, session.start)
      this.#leases.release(assignedIp, time)
    }
    return session
  }
}

/** Milliseconds; NaN where the record does not say. */
function durationOf({ event }: VpnLine): number {
  const { 'vpn.duration': seconds, 'event.duration': nanoseconds } = event
  return seconds === undefined ? (nanoseconds ?? NaN) / 1e6 : seconds * 1_000
}

function fillFromSession(act: Act, { session, client }: OpenSession): void {
  act.sourceIp ||= session.sourceIp
  act.assignedIp ||= session.assignedIp
  act.group ||= session.group
  act.gateway ||= session.gateway
  act.sessionId ||= session.id
  act.deviceId ||= client.deviceId
  act.clientOs ||= client.clientOs
  act.clientVersion ||= client.clientVersion
  act.authMethod ||= client.authMethod
  if (Number.isNaN(act.duration)) act.duration = Math.max(0, act.time - session.start)
}
