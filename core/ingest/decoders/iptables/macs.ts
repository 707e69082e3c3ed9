import type { Event } from '../../../event/event.ts'

/** The Ethernet header as the kernel prints it: destination, source and type, `aa:…:ff:11:…:66:08:00`. */
export function setMacs(event: Event, header: string): void {
  if (header.length < 17) return
  event['destination.mac'] = macOf(header.slice(0, 17))
  if (header.length >= 35) event['source.mac'] = macOf(header.slice(18, 35))
  const type = header.slice(36, 41).toLowerCase()
  if (type === '08:00') event['network.type'] = 'ipv4'
  else if (type === '86:dd') event['network.type'] = 'ipv6'
}

/** ECS writes hardware addresses in capitals with dashes. */
export function macOf(text: string): string {
  return text.toUpperCase().replaceAll(':', '-')
}
