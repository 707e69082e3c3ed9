import type { Event } from '../../../event/event.ts'
import { Reject } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { countOf } from '../between.ts'
import { createEvent, setEndpoint } from './event.ts'
import { leave, Peers, rejectAfter, shakeHands } from './peers.ts'
import type { Peer } from './peers.ts'

/**
 * Of `wg show wg0 dump`: public key, preshared key, endpoint, allowed IPs, latest handshake, received, sent, keepalive.
 * `wg show all dump` has the interface before them (wg(8)).
 */
export function isPeerRow(cells: readonly string[]): boolean {
  const at = cells.length - 8
  return hasDevice(cells, at) && isKey(cells[at]) && isSecret(cells[at + 1]) && isEndpoint(cells[at + 2])
}

/** Private key, public key, port, mark; with the interface before them in a dump of all. */
export function isInterfaceRow(cells: readonly string[]): boolean {
  const at = cells.length - 4
  return (
    hasDevice(cells, at) &&
    isSecret(cells[at]) &&
    isKey(cells[at + 1]) &&
    countOf(cells[at + 2] ?? '') !== undefined
  )
}

/** The first cell may be an interface: at most 15 characters, and no number, which would be a time. */
function hasDevice(cells: readonly string[], at: number): boolean {
  const [first = ''] = cells
  return at === 0 || (at === 1 && first.length <= 15 && first !== '' && Number.isNaN(Number(first)))
}

/** 32 bytes in Base64. */
function isKey(text: string | undefined): boolean {
  return text?.length === 44 && text.endsWith('=') && !text.includes(' ')
}

function isSecret(text: string | undefined): boolean {
  return text === '(none)' || text === '(hidden)' || isKey(text)
}

function isEndpoint(text: string | undefined): boolean {
  return text === '(none)' || (text !== undefined && text.includes(':'))
}

/**
 * Reads snapshots row by row. A handshake after more than the life of a session's keys is its `start`, one before that
 * an `update`; a peer whose keys have run out is at its `end`. Counters are of the session: those of the interface less
 * what they were when the session before ended.
 */
export class DumpReader {
  readonly #peers = new Peers()
  /** Epoch ms of the snapshot; NaN where none is given, and then a row is as old as its handshake. */
  #time = NaN
  #device = ''

  begin(time: number): void {
    this.#time = time
  }

  read(cells: readonly string[]): Event | Reject | undefined {
    if (isInterfaceRow(cells)) {
      this.#device = cells.length === 5 ? (cells[0] ?? '') : ''
      return undefined
    }
    if (!isPeerRow(cells)) return new Reject('not a row of "wg show dump": 8 values a peer, 4 an interface')
    const at = cells.length - 8
    const device = at === 1 ? (cells[0] ?? '') : this.#device
    const [key = '', , endpoint = '', allowed = '', shaken = '', received = '', sent = ''] = cells.slice(at)
    const seconds = countOf(shaken)
    const bytesIn = countOf(received)
    const bytesOut = countOf(sent)
    if (seconds === undefined || bytesIn === undefined || bytesOut === undefined)
      return new Reject('the handshake or the counters of the peer are not numbers')
    // It was never here.
    if (seconds === 0) return undefined
    const peer = this.#peers.get(`${device}\n${key}`)
    const event = this.#decode(peer, seconds * 1000, bytesIn, bytesOut)
    event['user.name'] = key
    event['user.id'] = key
    event['vpn.device.id'] = key
    event['source.bytes'] = bytesIn
    event['destination.bytes'] = bytesOut
    if (device !== '') event['observer.ingress.interface.name'] = device
    setEndpoint(event, endpoint)
    setAssigned(event, allowed)
    return event
  }

  #decode(peer: Peer, handshake: number, bytesIn: number, bytesOut: number): Event {
    const now = Number.isNaN(this.#time) ? handshake : Math.max(this.#time, handshake)
    if (bytesIn < peer.lastIn || bytesOut < peer.lastOut)
      Object.assign(peer, { baseIn: 0, baseOut: 0, lastIn: 0, lastOut: 0 })
    const step = handshake === peer.handshake ? 'update' : shakeHands(peer, handshake)
    const expired = step === 'update' && now - handshake > rejectAfter
    const wasOpen = !Number.isNaN(peer.since)
    peer.lastIn = bytesIn
    peer.lastOut = bytesOut
    const isEnd = expired && wasOpen
    const event = createEvent(
      step === 'start' ? handshake : now,
      isEnd ? 'end' : expired ? undefined : step,
      isEnd ? 'session-expired' : step === 'start' ? 'handshake' : 'status',
    )
    event['event.kind'] = 'state'
    event['vpn.bytes_in'] = bytesIn - peer.baseIn
    event['vpn.bytes_out'] = bytesOut - peer.baseOut
    if (wasOpen) event['event.start'] = peer.since
    if (isEnd) event['vpn.duration'] = leave(peer, handshake + rejectAfter) / 1000
    return event
  }
}

/** The first allowed address that is one host's: what a peer uses inside. */
function setAssigned(event: Event, allowed: string): void {
  for (const network of allowed.slice(0, 1000).split(',')) {
    const slash = network.indexOf('/')
    const prefix = network.slice(slash + 1)
    const ip = slash < 0 ? network : network.slice(0, slash)
    if ((slash < 0 || prefix === '32' || prefix === '128') && isAddress(ip)) {
      event['vpn.assigned_ip'] = ip
      return
    }
  }
}
