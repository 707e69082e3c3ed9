import type { Event } from '../../../event/event.ts'
import { Reject } from '../../../event/event.ts'
import { countOf } from '../between.ts'

/** Counters that a client's statistics hold. */
const names = new Set([
  'TUN/TAP read bytes',
  'TUN/TAP write bytes',
  'TCP/UDP read bytes',
  'TCP/UDP write bytes',
  'Auth read bytes',
  'pre-compress bytes',
  'post-compress bytes',
  'pre-decompress bytes',
  'post-decompress bytes',
])

/** The file of a client: one record, told by a line for each of its counters and complete with `END`. */
export class Statistics {
  readonly #counters = new Map<string, number>()

  /** undefined: the counter is kept for the record. */
  read(line: string): Reject | undefined {
    const comma = line.lastIndexOf(',')
    const name = line.slice(0, comma)
    const count = countOf(line.slice(comma + 1))
    if (!names.has(name)) return new Reject('not a counter of OpenVPN client statistics')
    if (count === undefined) return new Reject('the counter is not a number')
    this.#counters.set(name, count)
    return undefined
  }

  /** The client writes to its gateway what the person sends. */
  finish(time: number): Event | undefined {
    if (Number.isNaN(time) || this.#counters.size === 0) return undefined
    const event: Event = {
      '@timestamp': time,
      'event.action': 'statistics',
      'event.category': ['network', 'session'],
      'event.kind': 'metric',
      'event.type': ['info'],
      'observer.product': 'OpenVPN',
      'observer.type': 'vpn',
      'observer.vendor': 'OpenVPN',
      'vpn.step': 'update',
      'vpn.tunnel_type': 'openvpn',
    }
    const sent = this.#counters.get('TCP/UDP write bytes')
    const received = this.#counters.get('TCP/UDP read bytes')
    if (sent !== undefined) {
      event['source.bytes'] = sent
      event['vpn.bytes_in'] = sent
    }
    if (received !== undefined) {
      event['destination.bytes'] = received
      event['vpn.bytes_out'] = received
    }
    return event
  }
}
