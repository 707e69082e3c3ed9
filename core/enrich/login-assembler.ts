import type { Act } from '../event/act.ts'
import { belongs, PendingTable } from './pending-table.ts'
import type { Pending } from './pending-table.ts'
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
}

/** Puts the lines of one login together: `attempt`, `challenge`, `start` and `assign` records. */
export class LoginAssembler {
  readonly #sessions: SessionTable
  readonly #windows: LoginWindows
  readonly #emit: (act: Act) => void
  readonly #pending = new PendingTable<PendingLogin>()
  /** Logins that have their session and wait for more lines, by session id. */
  readonly #started = new Map<string, PendingLogin>()

  constructor(sessions: SessionTable, windows: LoginWindows, emit: (act: Act) => void) {
    this.#sessions = sessions
    this.#windows = windows
    this.#emit = emit
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
    if (answer === 'failure') this.#fail(login)
    else if (answer === 'success') login.act.outcome = 'success'
  }

  /** `start` and `assign`. */
  session(line: VpnLine): void {
    const login = this.#startedBy(line)
    if (login === undefined && this.#isRepeat(line)) return
    const started = login ?? this.#begin(line)
    this.#add(started, line)
    if (started.open !== undefined && !canHold(started.open, line.assignedIp)) {
      this.#started.delete(started.open.session.id)
      started.open = undefined
    }
    started.open ??= this.#open(started.act)
    succeed(started.act)
    started.open.login = line.time
    if (line.assignedIp !== '') this.#sessions.assign(started.open, line.assignedIp, line.time)
    this.#started.set(started.open.session.id, started)
  }

  /** A note in the course of a login is evidence and may tell the client or the outer address. Nothing waits for more. */
  update(line: VpnLine): void {
    const login = this.#newest(line, (login) => !login.failed && belongs(login, line, this.#windows.login))
    if (login === undefined) return
    addLine(login.act, line)
    login.marks.push(line.mark)
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
    const login: PendingLogin = {
      act,
      lane: line.lane,
      marks: [],
      last: line.time,
      deadline: line.time + this.#windows.login,
      done: false,
      failed: false,
      open: undefined,
      complete: () => this.#complete(login),
    }
    this.#pending.add(login)
    line.lane.wait(login, 'long')
    return login
  }

  #add(login: PendingLogin, line: VpnLine): void {
    addLine(login.act, line)
    login.marks.push(line.mark)
    login.last = Math.max(login.last, line.time)
    if (!login.failed) login.deadline = login.last + this.#windows.login
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
