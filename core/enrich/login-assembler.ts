import type { Act } from '../event/act.ts'
import { through } from '../memory/codec.ts'
import type { Memory } from '../memory/memory.ts'
import type { Lane, Waiting } from './lane.ts'
import { belongs, PendingTable, savePending } from './pending-table.ts'
import type { Pending, SavedPending } from './pending-table.ts'
import type { OpenSession, SessionTable } from './sessions.ts'
import { addLine, beginAct } from './vpn-line.ts'
import type { VpnLine } from './vpn-line.ts'

export interface LoginWindows {
  /** Ms between two lines of one login. A second factor is answered by a person, so it is generous. Default 30 s. */
  login: number
  /** Ms within which two different lines tell of one refusal, or of one end. Default 2 s. */
  pair: number
}

interface PendingLogin extends Pending {
  failed: boolean
  /** Its session, once a line said that there is one. */
  open: OpenSession | undefined
  /** What follows in its session shows that it is over. */
  isStarted: boolean
}

/** The session by its number. */
type SavedLogin = SavedPending & Pick<PendingLogin, 'failed' | 'isStarted'> & { open: number | undefined }

/** Puts the lines of one login together: `attempt`, `challenge`, `start` and `assign` records. */
export class LoginAssembler {
  readonly #sessions: SessionTable
  readonly #windows: LoginWindows
  readonly #emit: (act: Act) => void
  readonly #pending: PendingTable<PendingLogin>
  /** Logins that have their session and wait for more lines, by session id. */
  readonly #started = new Map<string, PendingLogin>()

  constructor(
    sessions: SessionTable,
    windows: LoginWindows,
    { memory, laneOf }: { memory: Memory; laneOf: (key: string) => Lane },
    emit: (act: Act) => void,
  ) {
    this.#sessions = sessions
    this.#windows = windows
    this.#emit = emit
    const save = (login: PendingLogin): SavedLogin => {
      const { failed, isStarted, open } = login
      return { ...savePending(login), failed, isStarted, open: open?.number }
    }
    const revive = (stored: SavedLogin): PendingLogin => {
      const open = stored.open === undefined ? undefined : sessions.numbered(stored.open)
      const login = this.#live({ ...stored, open, lane: laneOf(stored.lane) })
      if (login.isStarted && open !== undefined) this.#started.set(open.session.id, login)
      return login
    }
    this.#pending = new PendingTable(memory, 'enrich.logins', through(save, revive))
  }

  numbered(number: number): Waiting | undefined {
    return this.#pending.numbered(number)
  }

  attempt(line: VpnLine): void {
    if (line.event['event.outcome'] === 'failure') this.#refused(line)
    else this.#accepted(line)
  }

  challenge(line: VpnLine): void {
    const { login: window, pair } = this.#windows
    const { 'vpn.mfa.result': result, 'event.outcome': outcome } = line.event
    const answer = result ?? (outcome === 'success' || outcome === 'failure' ? outcome : 'prompted')
    const login =
      this.#newest(line, (login) => {
        if (login.failed) return answer === 'failure' && isOther(login, line) && belongs(login, line, pair)
        const answers = login.act.mfa === 'prompted' && answer !== 'prompted'
        return login.open === undefined && (answers || isOther(login, line)) && belongs(login, line, window)
      }) ?? this.#begin(line)
    this.#add(login, line)
    login.act.mfa = answer
    this.#pending.touch(login)
    if (answer === 'failure') this.#fail(login)
    else if (answer === 'success') login.act.outcome = 'success'
  }

  /** `start` and `assign`. */
  session(line: VpnLine): void {
    const login = this.#startedBy(line)
    if (login === undefined && this.#isRepeat(line)) return
    const started = login ?? this.#begin(line)
    this.#add(started, line)
    if (started.open !== undefined && !canHold(started.open, line.assignedIp))
      this.#leave(started, started.open)
    const open = started.open ?? this.#enter(started)
    succeed(started.act)
    open.login = line.time
    if (line.assignedIp !== '') this.#sessions.assign(open, line.assignedIp, line.time)
    this.#sessions.note(open)
    this.#unstart(open.session.id)
    this.#started.set(open.session.id, started)
    started.isStarted = true
    this.#pending.touch(started)
  }

  #enter(login: PendingLogin): OpenSession {
    const open = this.#open(login.act)
    this.#sessions.refer(open, 1)
    login.open = open
    return open
  }

  #leave(login: PendingLogin, open: OpenSession): void {
    this.#unstart(open.session.id)
    this.#sessions.refer(open, -1)
    login.open = undefined
  }

  /** What follows in the session says nothing of a login any more. */
  #unstart(sessionId: string): void {
    const login = this.#started.get(sessionId)
    if (login === undefined) return
    this.#started.delete(sessionId)
    login.isStarted = false
    this.#pending.touch(login)
  }

  /** A note in the course of a login is evidence and may tell the client or the outer address. Nothing waits for more. */
  update(line: VpnLine): void {
    const login = this.#newest(line, (login) => !login.failed && belongs(login, line, this.#windows.login))
    if (login === undefined) return
    addLine(login.act, line)
    login.marks.push(line.mark)
    this.#pending.touch(login)
  }

  /** What follows shows that the login of this session is over. */
  settle(sessionId: string): void {
    if (this.#started.size === 0) return
    const login = this.#started.get(sessionId)
    login?.complete()
  }

  #accepted(line: VpnLine): void {
    const { login: window, pair } = this.#windows
    const login =
      this.#newest(line, (login) => {
        const within = login.open !== undefined || !isOther(login, line) ? pair : window
        return !login.failed && belongs(login, line, within)
      }) ?? this.#begin(line)
    this.#add(login, line)
    if (line.event['event.outcome'] === 'success') succeed(login.act)
  }

  /** The same code twice is two refusals; of several open ones the oldest gets its second line first. */
  #refused(line: VpnLine): void {
    const { login: window, pair } = this.#windows
    const candidates = this.#pending.ofUser(line.user).filter((login) => isOther(login, line))
    const login =
      candidates.find((login) => login.failed && belongs(login, line, pair)) ??
      candidates.findLast((login) => {
        const undecided = login.act.outcome === 'unknown' || login.act.mfa === 'prompted'
        return !login.failed && login.open === undefined && belongs(login, line, undecided ? window : pair)
      }) ??
      this.#begin(line)
    this.#add(login, line)
    if (login.act.mfa === 'prompted') login.act.mfa = 'failure'
    this.#fail(login)
  }

  #fail(login: PendingLogin): void {
    login.act.outcome = 'failure'
    if (login.failed) return
    login.failed = true
    login.deadline = login.last + this.#windows.pair
    this.#pending.touch(login)
    login.lane.wait(login, 'short')
  }

  #complete(login: PendingLogin): void {
    if (login.done) return
    login.done = true
    this.#pending.remove(login)
    const { act, open } = login
    if (open === undefined) {
      // The password was right, but whether the person came in is not known while the second factor is open.
      if (act.mfa === 'prompted' && !login.failed) act.outcome = 'unknown'
      const others = act.user === '' ? [] : this.#sessions.ofUser(act.user)
      act.session = others.findLast(({ session }) => session.start <= act.time)?.session
    } else {
      const { deviceId, clientOs, clientVersion, authMethod } = act
      open.client = { deviceId, clientOs, clientVersion, authMethod }
      act.kind = 'start'
      act.session = open.session
      act.sessionId ||= open.session.id
      act.assignedIp = open.session.assignedIp
      if (this.#started.get(open.session.id) === login) this.#started.delete(open.session.id)
      this.#sessions.refer(open, -1)
    }
    this.#emit(act)
  }

  #startedBy(line: VpnLine): PendingLogin | undefined {
    const fits = (login: PendingLogin): boolean =>
      !login.failed &&
      belongs(login, line, this.#windows.login) &&
      (line.user !== '' || line.sourceIp !== '' || line.sessionId !== '')
    const unstarted = (login: PendingLogin): boolean => login.open === undefined && fits(login)
    const started = (login: PendingLogin): boolean =>
      login.open !== undefined && fits(login) && canHold(login.open, line.assignedIp)
    return line.event['vpn.step'] === 'assign'
      ? (this.#newest(line, started) ?? this.#newest(line, unstarted))
      : (this.#newest(line, unstarted) ?? this.#newest(line, started))
  }

  /**
   * Whether the line adds nothing to a session that is told already: a second tunnel comes up after the first packets,
   * or an address comes late.
   */
  #isRepeat(line: VpnLine): boolean {
    const { user, sourceIp, gateway, time, assignedIp } = line
    const query = { id: line.sessionId, user, sourceIp, gateway, time, assignedIp, near: time }
    const open = this.#sessions.find(query)
    if (open === undefined) return false
    const late = Math.abs(time - open.login) <= this.#windows.login
    const firstLease = line.event['vpn.step'] === 'assign' && open.addresses.length === 0
    if (!late && !firstLease) return false
    if (late) open.login = time
    this.#sessions.note(open)
    if (assignedIp !== '') this.#sessions.assign(open, assignedIp, time)
    this.#sessions.touch(open, time)
    return true
  }

  /**
   * A tunnel that comes up again with no new authentication belongs to the session that is open: AnyConnect resumes
   * after sleep or a change of network by its token.
   */
  #open(act: Act): OpenSession {
    const { id, sessionId, user, time, sourceIp, assignedIp, gateway, group, outcome } = act
    if (outcome !== 'success' && sourceIp !== '') {
      const query = { id: sessionId, user, sourceIp, assignedIp, gateway, time, near: time }
      const open = this.#sessions.find(query)
      if (open !== undefined && open.session.sourceIp === sourceIp) return open
    }
    const session = {
      id: sessionId === '' ? id : sessionId,
      user,
      start: time,
      end: undefined,
      sourceIp,
      assignedIp: '',
      gateway,
      group,
    }
    const { deviceId, clientOs, clientVersion, authMethod } = act
    return this.#sessions.open(session, sessionId, { deviceId, clientOs, clientVersion, authMethod })
  }

  #begin(line: VpnLine): PendingLogin {
    const act = beginAct(line, 'attempt')
    const login = this.#live({
      of: 'login',
      number: 0,
      act,
      lane: line.lane,
      marks: [],
      last: line.time,
      deadline: line.time + this.#windows.login,
      failed: false,
      open: undefined,
      isStarted: false,
    })
    this.#pending.add(login)
    line.lane.wait(login, 'long')
    return login
  }

  #live(facts: Omit<PendingLogin, 'done' | 'complete'>): PendingLogin {
    const login: PendingLogin = {
      ...facts,
      done: false,
      complete: () => this.#complete(login),
    }
    return login
  }

  #add(login: PendingLogin, line: VpnLine): void {
    addLine(login.act, line)
    login.marks.push(line.mark)
    login.last = Math.max(login.last, line.time)
    if (!login.failed) login.deadline = login.last + this.#windows.login
    this.#pending.touch(login)
  }

  #newest(line: VpnLine, fits: (login: PendingLogin) => boolean): PendingLogin | undefined {
    return this.#pending.ofUser(line.user).findLast(fits)
  }
}

/** What lets the person in after a prompt is the right answer to it. */
function succeed(act: Act): void {
  act.outcome = 'success'
  if (act.mfa === 'prompted') act.mfa = 'success'
}

/** A line of another kind than the login has yet. */
function isOther({ marks }: Pending, { mark }: VpnLine): boolean {
  return mark !== '' && !marks.includes(mark)
}

/** A session holds one address of a family. */
function canHold({ addresses }: OpenSession, ip: string): boolean {
  return (
    ip === '' || addresses.includes(ip) || addresses.every((held) => held.includes(':') !== ip.includes(':'))
  )
}
