import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, DecodeLine, Decoder } from '../decoder.ts'
import { openEnvelope, type Envelope } from '../syslog.ts'
import { readPacket } from './mikrotik/packet.ts'
import { readPpp } from './mikrotik/ppp.ts'
import { readAdministrator } from './mikrotik/administrator.ts'
import { topicsOfMessage } from './mikrotik/without-topics.ts'

/** RouterOS by syslog: mostly the topics of a message, then the message (`l2tp,ppp,info,account alice logged in, …`). */
export const mikrotik: Decoder = {
  name: 'mikrotik',
  title: 'MikroTik RouterOS (syslog)',
  sniff,
  open,
}

const first =
  'system firewall l2tp pptp sstp ovpn pppoe ppp ipsec dhcp wireguard radius hotspot interface'.split(' ')
const others = 'info error critical warning debug account ppp dhcp ike2 packet raw'.split(' ')
const topics = new Set([...first, ...others])
const sniffContext: DecodeContext = { zoneOffset: 0, year: 2000 }

function sniff(line: string): number {
  if (line.charCodeAt(0) === 123) return 0
  const comma = line.indexOf(',')
  const isListed = comma >= 2 && comma <= 100
  if (!isListed && !line.includes(' logged ') && !line.includes('login failure') && !line.includes('>: '))
    return 0
  const envelope = openEnvelope(line.slice(0, 400), sniffContext)
  if (topicsOf(envelope.body).length > 1) return 0.9
  return !Number.isNaN(envelope.time) && topicsOfMessage(messageOf(envelope)).length > 0 ? 0.9 : 0
}

/** The message, of which the first word may look like a program (`input: in:ether1 …`, `<l2tp-alice>: authenticated`). */
function messageOf({ app, pid, body }: Envelope): string {
  if (app === '') return body
  return pid < 0 ? `${app}: ${body}` : `${app}[${pid}]: ${body}`
}

/** The topics before the message; none where one of the words is not a topic. */
function topicsOf(body: string): string[] {
  const space = body.indexOf(' ')
  if (space < 0 || space > 60) return []
  const words = body.slice(0, space).split(',')
  return first.includes(words[0] ?? '') && words.every((word) => topics.has(word)) ? words : []
}

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    const envelope = openEnvelope(line, context)
    const { time, host, body, priority } = envelope
    const written = topicsOf(body)
    const message = written.length > 1 ? body.slice(body.indexOf(' ') + 1) : messageOf(envelope)
    const found = written.length > 1 ? written : topicsOfMessage(message)
    if (found.length === 0)
      return new Reject('no topics of RouterOS (such as "system,info,account") before the message')
    if (Number.isNaN(time)) return new Reject('no time in the line')
    const event: Event = {
      '@timestamp': time,
      message,
      'event.action': 'log',
      'event.kind': 'event',
      'log.logger': found.join(','),
      'observer.product': 'RouterOS',
      'observer.type': 'firewall',
      'observer.vendor': 'MikroTik',
    }
    if (host !== '') event['observer.name'] = host
    if (priority >= 0) event['log.syslog.priority'] = priority
    if (found[0] === 'firewall') readPacket(event, message)
    else if (found.includes('ppp')) readPpp(event, message, found[0] ?? 'ppp')
    else readAdministrator(event, message)
    if (event['vpn.step'] !== undefined && host !== '') event['vpn.gateway'] = host
    return event
  }
}
