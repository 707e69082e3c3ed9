import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, DecodeLine, Decoder } from '../decoder.ts'
import type { Envelope } from '../syslog.ts'
import { readAccountChange } from './linux-auth/account-change.ts'
import { readDropbear } from './linux-auth/dropbear.ts'
import { readLogin } from './linux-auth/login.ts'
import { readPam } from './linux-auth/pam.ts'
import { Connections } from './linux-auth/connections.ts'
import { readSshd } from './linux-auth/sshd.ts'
import { readSudo } from './linux-auth/sudo.ts'
import { isPfSense } from './pfsense/sniff.ts'
import { isProductLog, messageIdOf, openProgram } from './syslog-program.ts'

/** `/var/log/auth.log` and `/var/log/secure`. ECS follows Elastic's `system` integration. */
export const linuxAuth: Decoder = {
  name: 'linux-auth',
  title: 'OpenSSH, dropbear and Linux authentication (auth.log, secure)',
  sniff,
  open,
}

/** Programs with which `auth.log` is filled; in the BSD form a pid in brackets or a colon follows. */
const known = new Set(
  (
    'sshd sshd-session sshd-auth internal-sftp sftp-server dropbear sudo su login passwd chage chsh chfn newgrp chpasswd gpasswd unix_chkpwd ' +
    'useradd userdel usermod groupadd groupdel groupmod systemd-logind polkitd pkexec sssd'
  ).split(' '),
)

function sniff(line: string): number {
  const first = line.charCodeAt(0)
  if (first === 123) return 0
  // The program stands in the first words; a JSON or key=value record may quote a line of sshd further on.
  const head = line.slice(0, 160)
  const at = head.indexOf('pam_')
  const isPam = at > 0 && (head.indexOf('(', at) > 0 || head.includes('(pam_unix)'))
  const isOurs =
    isPam || namesProgram(head, '[') || namesProgram(head, ': ') || (first === 60 && namesProgram(head, ' '))
  // Junos' sshd writes message ids.
  return isOurs && !isPfSense(line) && !head.includes(': SSHD_LOGIN_') ? 0.92 : 0
}

/** Whether one of the first words before such a mark is a known program. */
function namesProgram(head: string, mark: string): boolean {
  let at = head.indexOf(mark)
  for (let tries = 0; at > 0 && tries < 8; tries++) {
    const blank = Math.max(head.lastIndexOf(' ', at - 1), head.lastIndexOf('\t', at - 1))
    const word = head.slice(blank + 1, at)
    if (known.has(word)) return true
    at = head.indexOf(mark, at + 1)
  }
  return false
}

function open(context: DecodeContext): DecodeLine {
  const connections = new Connections()
  return (line) => {
    if (line.trim() === '') return undefined
    // A line that begins with a blank goes on with the message before.
    if (line.charCodeAt(0) === 32 || line.charCodeAt(0) === 9) return undefined
    const envelope = openProgram(line, context)
    if (envelope.app === '') return new Reject('no syslog line that names its program')
    if (Number.isNaN(envelope.time)) return new Reject('no time in the line')
    const { app, body } = envelope
    if (!known.has(app) && isProductLog(app, body))
      return new Reject(`a line of ${app.slice(0, 40)}, which authenticates nobody`)
    const event = decodeMessage(envelope, connections)
    const id = messageIdOf(line)
    if (id !== '') event['event.code'] = id
    return event
  }
}

/** One process of these serves one connection. */
function serves(app: string): boolean {
  return app.startsWith('sshd') || app === 'dropbear' || app === 'internal-sftp' || app === 'sftp-server'
}

/** A record of a program that is not known keeps its place and time; without a category it is only a line. */
function decodeMessage(envelope: Envelope, connections: Connections): Event {
  const { time, body, app, host, pid, priority } = envelope
  const event: Event = {
    '@timestamp': time,
    message: body,
    'event.kind': 'event',
    'process.name': app,
  }
  if (host !== '') event['host.hostname'] = host
  if (pid >= 0) event['process.pid'] = pid
  if (priority >= 0) event['log.syslog.priority'] = priority
  const connection = serves(app) ? connections.get(host, pid) : undefined
  if (!readPam(event, body, app, connection)) {
    if (connection !== undefined && app === 'dropbear') readDropbear(event, body, connection)
    else if (connection !== undefined) readSshd(event, body, connection)
    else if (!readAccountChange(event, body, app)) {
      if (app === 'sudo') readSudo(event, body)
      else readLogin(event, body)
    }
  }
  if (connection?.ended === true) connections.forget(host, pid)
  if (event['vpn.step'] !== undefined) {
    event['vpn.tunnel_type'] = 'ssh'
    if (host !== '') event['vpn.gateway'] = host
  }
  return event
}
