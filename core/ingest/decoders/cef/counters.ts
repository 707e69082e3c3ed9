import type { Event } from '../../../event/event.ts'

/** What a record counts, before it is known which side each count is of. */
export interface Counters {
  in: number | undefined
  out: number | undefined
  /** `deviceDirection`: 0 inbound, 1 outbound. */
  direction: string
}

/** Vendors whose `in` is what the source received, whatever the direction: their guides map it so. */
const receivers = new Set(['fortinet', 'zscaler', 'cisco', 'sonicwall', 'watchguard', 'sophos', 'barracuda'])

/**
 * By the specification `in` flows from source to destination (ArcSight CEF, version 25). Where the device says its direction, it
 * counts from its own network: of an outbound connection `out` is what the source sent. PAN-OS turned its own over with
 * release 10 (CEF configuration guides).
 */
export function setCounters(event: Event, counters: Counters, vendor: string, version: string): void {
  const { in: inward, out: outward } = counters
  if (inward === undefined && outward === undefined) return
  if (event['vpn.step'] !== undefined) {
    // The gateway counts from itself: in is what came from the person.
    if (inward !== undefined) event['vpn.bytes_in'] ??= inward
    if (outward !== undefined) event['vpn.bytes_out'] ??= outward
    return
  }
  const [sent, received] = isReceived(counters, vendor, version) ? [outward, inward] : [inward, outward]
  if (sent !== undefined) event['source.bytes'] ??= sent
  if (received !== undefined) event['destination.bytes'] ??= received
}

function isReceived({ direction }: Counters, vendor: string, version: string): boolean {
  const name = vendor.toLowerCase().split(' ', 1)[0] ?? ''
  if (name === 'palo') return Number.parseInt(version, 10) >= 10
  return receivers.has(name) || direction === '1'
}
