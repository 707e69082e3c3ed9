import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, DecodeLine, Decoder } from '../decoder.ts'
import type { Envelope } from '../syslog.ts'
import { linuxAuth } from './linux-auth.ts'
import { openvpn } from './openvpn.ts'
import { readDhcp } from './pfsense/dhcp.ts'
import { readFilterlog } from './pfsense/filterlog.ts'
import { readHaproxy } from './pfsense/haproxy.ts'
import { readGui } from './pfsense/gui.ts'
import { sniffPfSense } from './pfsense/sniff.ts'
import { readRadius } from './pfsense/radius.ts'
import { readSnort } from './pfsense/snort.ts'
import { readSquid } from './pfsense/squid.ts'
import { readUnbound } from './pfsense/unbound.ts'
import { settleIpsec, settleOpenvpn } from './pfsense/vpn.ts'
import { strongswan } from './strongswan.ts'
import { isProductLog, openProgram } from './syslog-program.ts'

/** The programs of both distributions; ECS follows Elastic's `pfsense` integration. */
export const pfsense: Decoder = {
  name: 'pfsense',
  title: 'pfSense and OPNsense (syslog)',
  sniff: sniffPfSense,
  open,
}

/** Reads the message into the event; false where the line is not a record of its program. */
type ReadMessage = (event: Event, message: string, app: string) => boolean

const readers = new Map<string, ReadMessage>([
  ['filterlog', readFilterlog],
  ['dhcpd', readDhcp],
  ['dhclient', readDhcp],
  ['dhcp6c', readDhcp],
  ['unbound', readUnbound],
  ['haproxy', readHaproxy],
  ['php-fpm', readGui],
  ['audit', readGui],
  ['squid', readSquid],
  ['snort', readSnort],
  ['radiusd', readRadius],
])

/** What runs elsewhere too is read by its own decoder and then seen as part of the firewall. */
const delegates = new Map<string, { decoder: Decoder; settle?: (event: Event) => void }>([
  ['openvpn', { decoder: openvpn, settle: settleOpenvpn }],
  ['charon', { decoder: strongswan, settle: settleIpsec }],
  ['sshd', { decoder: linuxAuth }],
  ['sshd-session', { decoder: linuxAuth }],
  ['sudo', { decoder: linuxAuth }],
  ['su', { decoder: linuxAuth }],
])

function open(context: DecodeContext): DecodeLine {
  const opened = new Map<Decoder, DecodeLine>()
  return (line) => {
    if (line.trim() === '') return undefined
    const envelope = openProgram(line, context)
    if (envelope.app === '') return new Reject('no syslog line that names its program')
    if (Number.isNaN(envelope.time)) return new Reject('no time in the line')
    const program = programOf(envelope.app)
    const delegate = delegates.get(program)
    if (delegate === undefined) return readOwn(envelope, program)
    const read = opened.get(delegate.decoder) ?? delegate.decoder.open(context)
    opened.set(delegate.decoder, read)
    const record = read(line)
    if (record === undefined || record instanceof Reject) return record
    setObserver(record, envelope, program)
    delegate.settle?.(record)
    return record
  }
}

/** A program that is not known keeps its place and time; without a category the record is only a line. */
function readOwn(envelope: Envelope, program: string): Event | Reject {
  const read = readers.get(program)
  if (read === undefined && isProductLog(envelope.app, envelope.body))
    return new Reject('a line of another product')
  const event: Event = {
    '@timestamp': envelope.time,
    message: envelope.body,
    'event.kind': 'event',
    'event.provider': program,
    'observer.type': 'firewall',
    'observer.vendor': 'netgate',
    'process.name': envelope.app,
  }
  setObserver(event, envelope, program)
  if (read !== undefined && !read(event, envelope.body, program))
    return new Reject(`the message is not one that ${program} is known to write`)
  const ip = event['source.ip']
  if (ip !== undefined) event['network.type'] = ip.includes(':') ? 'ipv6' : 'ipv4'
  return event
}

/** `squid-1` is squid, `openvpn_server1` is openvpn; `php-fpm` and `sshd-session` are names of their own. */
function programOf(app: string): string {
  const name = app.toLowerCase()
  if (readers.has(name) || delegates.has(name)) return name
  if (name.startsWith('openvpn')) return 'openvpn'
  if (name.startsWith('charon')) return 'charon'
  if (name.startsWith('snort')) return 'snort'
  const dash = name.lastIndexOf('-')
  return dash > 0 && readers.has(name.slice(0, dash)) ? name.slice(0, dash) : name
}

function setObserver(event: Event, { host, pid, priority, app }: Envelope, program: string): void {
  event['observer.vendor'] = 'netgate'
  event['observer.type'] = 'firewall'
  delete event['observer.product']
  event['event.provider'] = program
  event['process.name'] = app
  if (host !== '') event['observer.name'] = host
  if (pid >= 0) event['process.pid'] = pid
  if (priority >= 0) event['log.syslog.priority'] = priority
}
