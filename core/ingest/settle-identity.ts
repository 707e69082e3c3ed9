import type { Event } from '../event/event.ts'
import { isMachineAccount, readAccount } from './account.ts'

const people = ['user.name', 'source.user.name', 'destination.user.name'] as const
const addresses = ['source.ip', 'destination.ip', 'client.ip', 'server.ip'] as const

/**
 * Makes one person one name, and one address one spelling, in the records of every format: names are taken apart, a
 * placeholder is nobody, a computer's account takes no step of a session, and an address loses its zone (`fe80::1%eth0`).
 */
export function settleIdentity(event: Event): Event {
  for (const field of people) {
    const text = event[field]
    if (text === undefined) continue
    const { name, domain, email } = readAccount(text)
    if (name === '') {
      delete event[field]
      continue
    }
    event[field] = name
    if (field !== 'user.name') continue
    if (domain !== '') event['user.domain'] ??= domain
    if (email !== '') event['user.email'] ??= email
    if (isMachineAccount(name)) delete event['vpn.step']
  }
  for (const field of addresses) {
    const zone = event[field]?.indexOf('%') ?? -1
    if (zone > 0) event[field] = event[field]?.slice(0, zone)
  }
  return event
}
