import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, DecodeLine, Decoder } from '../decoder.ts'
import { readOcserv } from './linux-vpn/ocserv.ts'
import { readPluto } from './linux-vpn/pluto.ts'
import { readPppd } from './linux-vpn/pppd.ts'
import { Processes } from './linux-vpn/processes.ts'
import type { Process } from './linux-vpn/processes.ts'
import { readTunnelDaemon } from './linux-vpn/tunnel-daemons.ts'
import { openProgram } from './syslog-program.ts'

type Read = (event: Event, message: string, process: Process) => void

interface Daemon {
  read: Read
  tunnel: string
}

/** Daemons of VPN servers on Linux, by the program that syslog names. */
const daemons: ReadonlyMap<string, Daemon> = new Map([
  ['pluto', { read: readPluto, tunnel: 'ipsec' }],
  ['pppd', { read: readPppd, tunnel: 'ppp' }],
  ['xl2tpd', { read: readTunnelDaemon, tunnel: 'l2tp' }],
  ['pptpd', { read: readTunnelDaemon, tunnel: 'pptp' }],
  ['ocserv', { read: readOcserv, tunnel: 'anyconnect' }],
])

export const linuxVpn: Decoder = {
  name: 'linux-vpn',
  title: 'Linux VPN daemons: libreswan, xl2tpd, pppd, pptpd, ocserv (syslog)',
  sniff,
  open,
}

const marks = [...daemons.keys()].flatMap((name) => [` ${name}[`, ` ${name}: `])

function sniff(line: string): number {
  // Sophos UTM writes its own records under the names of the programs.
  if (line.charCodeAt(0) === 123 || line.includes(' sys="')) return 0
  const head = line.slice(0, 160)
  return marks.some((mark) => head.includes(mark)) ? 0.92 : 0
}

function open(context: DecodeContext): DecodeLine {
  const processes = new Processes()
  return (line) => {
    if (line.trim() === '') return undefined
    const { time, app, host, pid, body } = openProgram(line, context)
    const daemon = daemons.get(app)
    if (daemon === undefined) return new Reject('no line of a VPN daemon that is known')
    if (Number.isNaN(time)) return new Reject('no time in the line')
    const event: Event = {
      '@timestamp': time,
      message: body,
      'event.category': ['network'],
      'event.kind': 'event',
      'event.type': ['info'],
      'observer.product': app,
      'observer.type': 'vpn',
      'process.name': app,
    }
    if (host !== '') event['observer.hostname'] = host
    if (pid >= 0) event['process.pid'] = pid
    const key = `${app}\n${host}\n${pid}`
    const process = processes.get(key)
    daemon.read(event, body, process)
    if (process.ended) processes.forget(key)
    if (event['vpn.step'] === undefined) return event
    event['vpn.tunnel_type'] ??= daemon.tunnel
    if (host !== '') event['vpn.gateway'] = host
    return event
  }
}
