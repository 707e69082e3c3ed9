import type { Event } from '../../../event/event.ts'
import { readAccount } from '../../account.ts'
import { isAddress } from '../../address.ts'

/** `10.0.0.1`, `outside:10.0.0.1`, `<10.0.0.1>`; names of hosts (ASA's `name` command) become a domain. */
export function setAddress(event: Event, side: 'source' | 'destination', value: string): void {
  let address = value.endsWith('.') ? value.slice(0, -1) : value
  if (!isAddress(address)) {
    const inner = address.slice(address.indexOf(':') + 1)
    if (!isAddress(inner)) {
      event[`${side}.domain`] = address
      return
    }
    address = inner
  }
  event[`${side}.ip`] = address
}

/** The appliance prints a mapped address for every connection; only a changed one is a translation. */
export function setNatAddress(event: Event, side: 'source' | 'destination', value: string): void {
  if (value !== event[`${side}.ip`] && isAddress(value)) event[`${side}.nat.ip`] = value
}

export function setNatPort(event: Event, side: 'source' | 'destination', value: number): void {
  if (value !== event[`${side}.port`]) event[`${side}.nat.port`] = value
}

/** `LOCAL\alice, 12` after an address: the identity firewall's user and a security group tag. */
export function setConnectionUser(event: Event, side: 'source' | 'destination', value: string): void {
  const account = readAccount(value)
  if (account.name === '' || isAddress(account.name)) return
  event[`${side}.user.name`] = account.name
  // The user of a flow is its destination's where both are known, as Elastic publishes it.
  if (side === 'destination' || event['user.name'] === undefined) setUser(event, value)
}

export function setUser(event: Event, value: string): void {
  const account = readAccount(value)
  if (account.name === '') return
  event['user.name'] = account.name
  if (account.domain !== '') event['user.domain'] = account.domain
  if (account.email !== '') event['user.email'] = account.email
}

/** The outer address of a VPN peer. */
export function setPeer(event: Event, value: string): void {
  if (!isAddress(value)) return
  event['source.ip'] = value
  event['client.ip'] = value
}

export function setGroup(event: Event, value: string): void {
  const group = value.trim()
  if (group === '') return
  event['group.name'] = group
  event['vpn.group'] = group
}

export function setAssigned(event: Event, value: string): void {
  if (isAddress(value) && value !== '0.0.0.0' && value !== '::') event['vpn.assigned_ip'] = value
}

export function setReason(event: Event, value: string): void {
  const reason = value.trim()
  if (reason !== '') event['event.reason'] = reason.endsWith('.') ? reason.slice(0, -1) : reason
}

/**
 * Seconds of `0:05:25`, `92:24:20`, `0h:49m:49s`, `1d 19h:41m:14s` or `1d2h`; NaN where there is no number at all.
 */
export function durationSeconds(value: string): number {
  let total = 0
  let current = 0
  let seen = false
  for (let i = 0; i < value.length && i < 40; i++) {
    const code = value.charCodeAt(i)
    if (code >= 48 && code <= 57) {
      current = current * 10 + code - 48
      seen = true
      continue
    }
    const unit = code | 32
    const factor = unit === 100 ? 86_400 : unit === 104 ? 3600 : unit === 109 ? 60 : unit === 115 ? 1 : 0
    if (factor > 0) total += current * factor
    else if (code === 58) {
      // Without unit letters, a colon shifts everything before it by sixty.
      if (i > 0 && value.charCodeAt(i - 1) <= 57) total = (total + current) * 60
    }
    if (factor > 0 || code === 58) current = 0
  }
  return seen ? total + current : NaN
}

export function setFlowDuration(event: Event, value: string): void {
  const seconds = durationSeconds(value)
  if (Number.isNaN(seconds)) return
  event['event.duration'] = seconds * 1e9
  event['event.end'] = event['@timestamp']
  event['event.start'] = event['@timestamp'] - seconds * 1000
}

export function setSessionDuration(event: Event, value: string): void {
  const seconds = durationSeconds(value)
  if (Number.isNaN(seconds)) return
  setFlowDuration(event, value)
  event['vpn.duration'] = seconds
}

/** `Cisco AnyConnect VPN Agent for Windows 4.10.05095`: the version is the last word, the system stands after `for`. */
export function setClient(event: Event, value: string): void {
  const client = value.trim()
  event['user_agent.original'] = client
  const version = client.slice(client.lastIndexOf(' ') + 1)
  const digit = version.charCodeAt(0)
  if (digit >= 48 && digit <= 57) event['vpn.client.version'] = version
  const system = client.indexOf(' for ')
  if (system < 0) return
  const os = client
    .slice(system + 5, digit >= 48 && digit <= 57 ? client.lastIndexOf(' ') : client.length)
    .trim()
  if (os !== '') event['vpn.client.os'] = os
}

/** `USER001@192.168.0.1(LOCAL\USER001)`, or an address alone (304001). */
export function setWebClient(event: Event, value: string): void {
  const bracket = value.indexOf('(')
  const who = bracket < 0 ? value : value.slice(0, bracket)
  const at = who.lastIndexOf('@')
  setAddress(event, 'source', who.slice(at + 1))
  if (at > 0) setUser(event, who.slice(0, at))
}
