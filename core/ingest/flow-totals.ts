import type { Event } from '../event/event.ts'

/** Sets `network.bytes` and `network.packets` where both directions are counted and no total is told. */
export function setTotals(event: Event): void {
  const sent = event['source.bytes']
  const received = event['destination.bytes']
  if (sent !== undefined && received !== undefined) event['network.bytes'] ??= sent + received
  const sentPackets = event['source.packets']
  const receivedPackets = event['destination.packets']
  if (sentPackets !== undefined && receivedPackets !== undefined)
    event['network.packets'] ??= sentPackets + receivedPackets
}
