import { counters, type Action, type EndReason, type Flow, type RejectReason, type Tunnel } from './action.ts'
import { datePerDay, timeOfDay, two } from './clock.ts'
import type { Writer } from './writer.ts'

/**
 * Syslog of a Cisco ASA with AnyConnect, `logging timestamp`, `logging device-id hostname`, facility local4,
 * `no logging hide username`, clock in UTC. Texts: Cisco Secure Firewall ASA Series Syslog Messages.
 */
export const writeAsa: Writer = (action, host, lines) => {
  const put = (severity: number, id: number, text: string) => {
    lines.push(
      `<${160 + severity}>${date(action.time)} ${timeOfDay(action.time)} ${host} : %ASA-${severity}-${id}: ${text}`,
    )
  }
  switch (action.kind) {
    case 'reject':
      put(
        6,
        113005,
        `AAA user authentication Rejected : reason = ${rejections[action.reason]} : server = ${server} : user = ${action.user} : user IP = ${action.sourceIp}`,
      )
      put(
        6,
        716039,
        `Group <DfltGrpPolicy> User <${action.user}> IP <${action.sourceIp}> Authentication: rejected, Session Type: WebVPN.`,
      )
      break
    case 'lockout':
      put(
        6,
        113006,
        `User '${action.user}' locked out on exceeding '3' successive failed authentication attempts`,
      )
      break
    case 'challenge':
      put(6, 113010, `AAA challenge received for user ${action.user} from server ${server}`)
      break
    case 'login':
      logIn(action.tunnel, put)
      break
    case 'start':
      put(6, 113039, `${subject(action.tunnel)} AnyConnect parent session started.`)
      break
    case 'assign':
      establish(action.tunnel, put)
      break
    case 'statistics':
      break
    case 'roam':
      put(5, 722032, `${subject(action.tunnel)} New TCP SVC connection replacing old connection.`)
      put(6, 722022, `${subject(action.tunnel)} TCP SVC connection established without compression`)
      put(
        4,
        722051,
        `${subject(action.tunnel)} IPv4 Address <${action.tunnel.lease}> IPv6 address <::> assigned to session`,
      )
      break
    case 'open':
      openFlow(action.tunnel, action.flow, put)
      break
    case 'close':
      closeFlow(action.tunnel, action.flow, put)
      break
    case 'end':
      logOut(action, put)
      break
  }
}

type Put = (severity: number, id: number, text: string) => void

const server = '10.1.1.5'
const rejections: Readonly<Record<RejectReason, string>> = {
  password: 'AAA failure',
  'unknown-user': 'AAA failure',
  locked: 'Account has been locked out',
  expired: 'Password has expired',
  mfa: 'Unspecified',
}
const endings: Readonly<Record<EndReason, readonly [string, string]>> = {
  user: ['User Requested', 'User requested'],
  idle: ['Idle Timeout', 'Idle timeout'],
  lost: ['Lost Service', 'DPD failure'],
  limit: ['Max Time Exceeded', 'Session timeout'],
}

function subject(tunnel: Tunnel): string {
  return `Group <${tunnel.group}> User <${tunnel.user}> IP <${tunnel.sourceIp}>`
}

function logIn(tunnel: Tunnel, put: Put): void {
  const { user, sourceIp, device } = tunnel
  // Administrators are local accounts, so that they get in when the directory is down.
  if (tunnel.group === 'GP-Admin')
    put(6, 113012, `AAA user authentication Successful : local database : user = ${user}`)
  else put(6, 113004, `AAA user authentication Successful : server =  ${server} : user = ${user}`)
  put(6, 113009, `AAA retrieved default group policy (${tunnel.group}) for user = ${user}`)
  put(6, 113008, `AAA transaction status ACCEPT : user = ${user}`)
  put(
    7,
    734003,
    `DAP: User ${user}, Addr ${sourceIp}: Session Attribute endpoint.device.hostname = "${device.name}"`,
  )
  put(
    6,
    734001,
    `DAP: User ${user}, Addr ${sourceIp}, Connection AnyConnect: The following DAP records were selected for this connection: DfltAccessPolicy`,
  )
}

function establish(tunnel: Tunnel, put: Put): void {
  const who = subject(tunnel)
  put(5, 722033, `${who} First TCP SVC connection established for SVC session.`)
  put(6, 722022, `${who} TCP SVC connection established without compression`)
  put(6, 722055, `${who} Client Type: ${tunnel.client}`)
  put(4, 722051, `${who} IPv4 Address <${tunnel.lease}> IPv6 address <::> assigned to session`)
  put(5, 722033, `${who} First UDP SVC connection established for SVC session.`)
  put(6, 722022, `${who} UDP SVC connection established without compression`)
}

function logOut(action: Extract<Action, { kind: 'end' }>, put: Put): void {
  const { tunnel, time } = action
  const [reason, closing] = endings[action.reason]
  const { up, down } = counters(tunnel, time)
  const who = subject(tunnel)
  put(5, 722037, `${who} SVC closing connection: ${closing}.`)
  put(6, 722023, `${who} UDP SVC connection terminated without compression`)
  put(6, 722023, `${who} TCP SVC connection terminated without compression`)
  put(6, 716002, `${who} WebVPN session terminated: ${reason}.`)
  put(
    4,
    113019,
    `Group = ${tunnel.group}, Username = ${tunnel.user}, IP = ${tunnel.sourceIp}, Session disconnected. Session Type: SSL, ` +
      `Duration: ${longDuration(time - tunnel.start)}, Bytes xmt: ${down}, Bytes rcv: ${up}, Reason: ${reason}`,
  )
}

/** VPN clients come in on `outside`; what they want of the internet goes out there again (hairpin). */
function openFlow(tunnel: Tunnel, flow: Flow, put: Put): void {
  const from = `${tunnel.lease}/${flow.sourcePort}`
  const to = `${flow.destinationIp}/${flow.destinationPort}`
  const zone = flow.inside ? 'inside' : 'outside'
  if (flow.outcome === 'denied') {
    put(
      4,
      106023,
      `Deny ${flow.transport} src outside:${from} dst ${zone}:${to} by access-group "vpn_access_in" [0x0, 0x0]`,
    )
    return
  }
  const mapped = flow.inside ? from : `${publicAddress}/${flow.sourcePort}`
  const [id, protocol] = flow.transport === 'tcp' ? [302013, 'TCP'] : [302015, 'UDP']
  put(
    6,
    id,
    `Built inbound ${protocol} connection ${flow.id} for outside:${from} (${mapped}) to ${zone}:${to} (${to})`,
  )
}

/** Where the gateway hides its clients' traffic to the internet. */
const publicAddress = '62.153.68.20'

function closeFlow(tunnel: Tunnel, flow: Flow, put: Put): void {
  const from = `${tunnel.lease}/${flow.sourcePort}`
  const to = `${flow.destinationIp}/${flow.destinationPort}`
  const [id, protocol] = flow.transport === 'tcp' ? [302014, 'TCP'] : [302016, 'UDP']
  const reason = flow.transport === 'udp' ? '' : ` ${teardowns[flow.outcome]}`
  put(
    6,
    id,
    `Teardown ${protocol} connection ${flow.id} for outside:${from} to ${flow.inside ? 'inside' : 'outside'}:${to} ` +
      `duration ${shortDuration(flow.duration)} bytes ${flow.up + flow.down}${reason}`,
  )
}

const teardowns = { done: 'TCP FINs', refused: 'TCP Reset-I', silent: 'SYN Timeout', denied: '' } as const

/** `1:02:03`, hours without an upper bound. */
function shortDuration(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

/** `0h:49m:49s`, from a day on `1d 19h:41m:14s`. */
function longDuration(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const days = Math.floor(seconds / 86_400)
  const hours = Math.floor(seconds / 3600) % 24
  return `${days > 0 ? `${days}d ` : ''}${hours}h:${two(Math.floor(seconds / 60) % 60)}m:${two(seconds % 60)}s`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Mar 02 2026`. */
const date = datePerDay(
  (day) => `${months[day.getUTCMonth()]} ${two(day.getUTCDate())} ${day.getUTCFullYear()}`,
)
