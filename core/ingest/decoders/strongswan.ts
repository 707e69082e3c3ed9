import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, DecodeLine, Decoder } from '../decoder.ts'
import type { Envelope } from '../syslog.ts'
import { readMessage } from './strongswan/messages.ts'
import { Associations } from './strongswan/associations.ts'
import { openOwnLine } from './strongswan/own-file.ts'
import { readPrefix } from './strongswan/prefix.ts'
import { isPfSense } from './pfsense/sniff.ts'
import { openProgram } from './syslog-program.ts'

/** IKEv1 and IKEv2 of charon, by syslog (`charon: 05[IKE] <eap|3> …`), journal or its own file. */
export const strongswan: Decoder = {
  name: 'strongswan',
  title: 'strongSwan IPsec (charon)',
  sniff,
  open,
}

const sniffContext: DecodeContext = { zoneOffset: 0, year: 2000 }

function sniff(line: string): number {
  if (line.charCodeAt(0) === 123) return 0
  const head = line.slice(0, 160)
  if (/ charon(?:-systemd|-nm)?(?:\[\d{1,10}\])?(?:: | \d{1,10} )/.test(head))
    return isPfSense(line) ? 0 : 0.95
  return openOwnLine(head, sniffContext) === undefined ? 0 : 0.9
}

function open(context: DecodeContext): DecodeLine {
  const associations = new Associations()
  return (line) => {
    if (line.trim() === '') return undefined
    const { app, host, pid, time, body } = openLine(line, context)
    if (Number.isNaN(time)) return new Reject('no time in the line')
    const prefix = readPrefix(body)
    if (!app.startsWith('charon') && prefix.thread < 0) return new Reject('no line of charon')
    const message = body.slice(prefix.end)
    const event: Event = {
      '@timestamp': time,
      message: body,
      'event.action': 'log',
      'event.category': ['network'],
      'event.kind': 'event',
      'event.type': ['info'],
      'network.protocol': 'ipsec',
      'observer.product': 'strongSwan',
      'observer.type': 'vpn',
      'observer.vendor': 'strongSwan',
    }
    if (host !== '') event['observer.hostname'] = host
    if (pid >= 0) event['process.pid'] = pid
    readMessage(event, message, prefix, associations)
    if (event['vpn.step'] !== undefined) {
      event['vpn.tunnel_type'] = 'ipsec'
      if (host !== '') event['vpn.gateway'] = host
    }
    return event
  }
}

/** In syslog the program is named; its own file has the time, the thread and then the message. */
function openLine(line: string, context: DecodeContext): Envelope {
  const envelope = openProgram(line, context)
  if (envelope.app.startsWith('charon')) return envelope
  return openOwnLine(line, context) ?? envelope
}
