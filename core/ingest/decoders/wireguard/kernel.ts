import type { Event, VpnStep } from '../../../event/event.ts'
import { Reject } from '../../../event/event.ts'
import type { DecodeContext } from '../../decoder.ts'
import { openEnvelope } from '../../syslog.ts'
import { epochDay } from '../../calendar.ts'
import { readIsoTime, readTime } from '../../timestamps.ts'
import { between } from '../between.ts'
import { createEvent, setEndpoint } from './event.ts'
import { leave, Peers, rejectAfter, shakeHands } from './peers.ts'
import type { Peer } from './peers.ts'

/** What a message means, by how it begins; the kernel writes them where dynamic debugging of the module is on. */
interface Meaning {
  action: string
  effect: 'handshake' | 'alive' | 'gone' | 'refused' | 'note'
}

const meanings: readonly (readonly [text: string, meaning: Meaning])[] = [
  [
    'Receiving handshake initiation from peer',
    { action: 'handshake-initiation-received', effect: 'handshake' },
  ],
  ['Receiving handshake response from peer', { action: 'handshake-response-received', effect: 'handshake' }],
  ['Receiving keepalive packet from peer', { action: 'keepalive-received', effect: 'alive' }],
  ['Sending keepalive packet to peer', { action: 'keepalive-sent', effect: 'note' }],
  ['Sending handshake response to peer', { action: 'handshake-response-sent', effect: 'alive' }],
  ['Sending handshake initiation to peer', { action: 'handshake-initiation-sent', effect: 'note' }],
  ['Retrying handshake with peer', { action: 'handshake-retried', effect: 'note' }],
  ['Zeroing out all keys for peer', { action: 'keys-zeroed', effect: 'gone' }],
  ['Invalid handshake initiation from', { action: 'handshake-refused', effect: 'refused' }],
  ['Invalid handshake response from', { action: 'handshake-refused', effect: 'refused' }],
  ['Invalid MAC of handshake', { action: 'handshake-refused', effect: 'refused' }],
  ['Packet has unallowed src IP', { action: 'packet-refused', effect: 'note' }],
]

/** A century, in seconds. */
const longestUptime = 3.2e9

/** Reads `[uptime] wireguard: wg0: <message>` as `dmesg`, syslog and the journal have it. */
export class KernelReader {
  readonly #context: DecodeContext
  readonly #peers = new Peers()

  constructor(context: DecodeContext) {
    this.#context = context
  }

  read(line: string): Event | Reject {
    const at = line.indexOf('wireguard: ')
    const colon = line.indexOf(': ', at + 11)
    if (colon < 0) return new Reject('no interface and message after "wireguard:"')
    const { time, host } = readHead(line.slice(0, at), this.#context)
    if (Number.isNaN(time)) return new Reject('no time in the line')
    const device = line.slice(at + 11, colon)
    const message = line.slice(colon + 2)
    const event = this.#decode(time, device, message, host)
    event.message = message
    event['observer.ingress.interface.name'] = device
    if (host !== '') event['observer.hostname'] = host
    if (host !== '' && event['vpn.step'] !== undefined) event['vpn.gateway'] = host
    return event
  }

  #decode(time: number, device: string, message: string, host: string): Event {
    const meaning = meanings.find(([text]) => message.startsWith(text))?.[1] ?? otherMeaning(message)
    const id = between(`${message} `, 'peer ', ' ')
    const name = id === '' ? '' : `${device}/${id}`
    const peer = this.#peers.get(`${host}\n${name}`)
    const event = createEvent(
      time,
      name === '' ? refusal(meaning) : stepOf(meaning, peer, time),
      meaning.action,
    )
    if (meaning.effect === 'refused') {
      event['event.category'] = ['authentication', 'network']
      event['event.outcome'] = 'failure'
      setEndpoint(event, message.slice(message.lastIndexOf(' ') + 1))
    }
    if (name !== '') {
      // The number is all that the kernel calls a peer by; it lasts as long as the peer is configured.
      event['user.name'] = name
      event['vpn.device.id'] = name
      setEndpoint(event, between(message, '(', ')'))
    }
    if (event['vpn.step'] === 'end') event['vpn.duration'] = leave(peer, time) / 1000
    return event
  }
}

function otherMeaning(message: string): Meaning {
  if (message.startsWith('Keypair '))
    return { action: message.includes(' created ') ? 'keys-created' : 'keys-destroyed', effect: 'note' }
  if (message.startsWith('Handshake for peer '))
    return message.includes('giving up')
      ? { action: 'handshake-given-up', effect: 'gone' }
      : { action: 'handshake-incomplete', effect: 'note' }
  return { action: 'log', effect: 'note' }
}

function refusal({ effect }: Meaning): VpnStep | undefined {
  return effect === 'refused' ? 'attempt' : undefined
}

function stepOf({ effect }: Meaning, peer: Peer, time: number): VpnStep | undefined {
  const isOpen = !Number.isNaN(peer.since)
  switch (effect) {
    case 'handshake':
      return shakeHands(peer, time)
    case 'alive':
      return isOpen && time - peer.handshake <= rejectAfter ? 'update' : undefined
    case 'gone':
      return isOpen ? 'end' : undefined
    case 'refused':
      return 'attempt'
    case 'note':
      return undefined
  }
}

/**
 * The time before `wireguard:`. The kernel's own counts seconds since the machine was started, and a ring buffer
 * without any other does not say when that was: the start is then taken to be the first day of the assumed year, so
 * that order and distances hold and the date is marked as assumed, like that of any line without a year.
 */
function readHead(head: string, context: DecodeContext): { time: number; host: string } {
  const text = head.trim()
  if (text.startsWith('[')) {
    const inner = text.slice(1, text.indexOf(']')).trim()
    const uptime = Number(inner)
    if (inner !== '' && uptime >= 0 && uptime <= longestUptime)
      return { time: Math.round(epochDay(context.year, 1, 1) * 86_400_000 + uptime * 1000), host: '' }
    return { time: readTime(inner, 0, context), host: '' }
  }
  const { time, host } = openEnvelope(text, context)
  // `dmesg --time-format iso` writes its fraction behind a comma.
  if (text.charCodeAt(19) === 44)
    return { time: readIsoTime(text.replace(',', '.'), 0, context.zoneOffset), host: '' }
  return { time, host }
}
