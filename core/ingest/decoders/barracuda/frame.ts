import type { DecodeContext } from '../../decoder.ts'
import { openEnvelope } from '../../syslog.ts'
import { readIsoTime, readOffset } from '../../timestamps.ts'

/** What a line of the box is, without what stands before its message. */
export interface Frame {
  /** Epoch ms; NaN where the line has none. */
  time: number
  host: string
  /** `box_Auth_access`, `srv_S1_VPN`: the name of the log file; '' in the file itself. */
  log: string
  severity: string
  message: string
}

const severity = /^ ?(Info|Notice|Warning|Error|Security|Fatal|Panic|Debug) {1,8}/
const ownFile =
  /^(\d{4}) (\d\d) (\d\d) (\d\d:\d\d:\d\d) (Info|Notice|Warning|Error|Security|Fatal|Panic|Debug) {1,8}([+-]\d\d:\d\d) /
/** Words with which a message begins where the box does not name itself. */
const beginning =
  /^(?:Session|Login|User|New|Process|Allow|Block|Remove|LocalAllow|LocalBlock|LocalRemove|CP-FW)$/

/**
 * A line of a log of the CloudGen Firewall, forwarded by syslog (`… box_Auth_access: Info     BOX LOGIN ATTEMPT: …`, the log also behind
 * the name of the box and `/`) or from its file below `/var/phion/logs` (`2024 03 03 09:15:02 Info     +01:00 …`). undefined: it is none.
 */
export function openFrame(line: string, context: DecodeContext): Frame | undefined {
  const own = ownFile.exec(line)
  if (own) {
    const [head, year, month, day, clock, word = '', zone = ''] = own
    const time = readIsoTime(`${year}-${month}-${day} ${clock}`, 0, readOffset(zone, 0))
    return { time, host: '', log: '', severity: word, message: line.slice(head.length) }
  }
  const { time, host, app, body } = openEnvelope(line, context)
  const log = app.slice(app.lastIndexOf('/') + 1)
  if (!log.startsWith('box_') && !log.startsWith('srv_')) return undefined
  const [head, word = ''] = severity.exec(body) ?? []
  if (head === undefined) return undefined
  const rest = body.slice(head.length)
  // The box names itself again.
  const [name = ''] = rest.split(' ', 1)
  const isNamed = name === host || (/^[A-Za-z0-9][\w.-]{1,62}$/.test(name) && !beginning.test(name))
  return {
    time,
    host: host === '' && isNamed ? name : host,
    log,
    severity: word,
    message: isNamed ? rest.slice(name.length).trimStart() : rest,
  }
}
