import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { firstOf } from '../../field-map.ts'
import type { KeyValues } from '../../key-values.ts'
import { setPerson } from '../../set-person.ts'

/** What Junos writes for "nobody": site-to-site tunnels have no AAA user. */
const nobody = new Set(['Not-Applicable', 'not-applicable', 'Not-Available', 'N/A', ''])

/**
 * Remote access (Juniper Secure Connect, dynamic VPN, firewall authentication), from the Junos OS message reference:
 * `KMD_VPN_UP_ALARM_USER` / `IKE_VPN_UP_ALARM_USER` and their `DOWN`, `DYNAMIC_VPN_AUTH_*`, `FWAUTH_*`.
 */
export function readRemoteAccess(event: Event, tag: string, pairs: KeyValues, text: string): void {
  if (tag.endsWith('VPN_UP_ALARM_USER') || tag.endsWith('VPN_DOWN_ALARM_USER')) readTunnel(event, tag, text)
  else if (tag.startsWith('DYNAMIC_VPN_AUTH') || tag.startsWith('FWAUTH_')) readCheck(event, tag, pairs, text)
}

/** `VPN corp from 198.51.100.7 is up. Local-ip: …, vpn name: …, local tunnel-if: …, AAA username: alice, …` */
function readTunnel(event: Event, tag: string, text: string): void {
  const user = labelled(text, 'AAA username: ')
  if (nobody.has(user)) return
  const up = tag.endsWith('VPN_UP_ALARM_USER')
  setPerson(event, user)
  event['event.category'] = ['network', 'session']
  event['event.type'] = ['connection', up ? 'start' : 'end']
  event['vpn.step'] = up ? 'start' : 'end'
  event['vpn.tunnel_type'] = 'ipsec'
  if (up) event['event.outcome'] = 'success'
  setEnd(event, word(text, ' from '))
  const local = labelled(text, 'Local-ip: ')
  if (isAddress(local)) event['destination.ip'] = event['server.ip'] = local
  const group = labelled(text, 'vpn name: ')
  if (group !== '') event['vpn.group'] = group
  const assigned = labelled(text, 'remote tunnel-ip: ')
  if (isAddress(assigned)) event['vpn.assigned_ip'] = assigned
  const reason = labelled(text, 'Reason: ')
  if (!up && reason !== '') event['vpn.disconnect_reason'] = reason
}

/** `User alice at 198.51.100.7 is accepted`, or the same as structured data. */
function readCheck(event: Event, tag: string, pairs: KeyValues, text: string): void {
  const failed = tag.includes('FAIL') || tag.includes('REJECT') || tag.includes('INVALID')
  const passed = tag.includes('ACCEPT') || tag.includes('SUCCESS') || tag.endsWith('_OK')
  if (!failed && !passed) return
  setPerson(event, firstOf(pairs, ['username', 'user-name']) ?? word(text, 'User '))
  event['event.category'] = ['authentication', 'network']
  event['event.type'] = ['start']
  event['event.outcome'] = failed ? 'failure' : 'success'
  event['vpn.step'] = 'attempt'
  setEnd(event, firstOf(pairs, ['client-address', 'client-ip', 'source-address']) ?? word(text, ' at '))
}

function setEnd(event: Event, address: string): void {
  if (!isAddress(address)) return
  event['source.ip'] = address
  event['client.ip'] = address
}

/** What follows the label, to the next comma or the end. */
function labelled(text: string, label: string): string {
  const at = text.indexOf(label)
  if (at < 0) return ''
  const from = at + label.length
  const comma = text.indexOf(',', from)
  return text.slice(from, comma < 0 ? undefined : comma).trim()
}

function word(text: string, before: string): string {
  const at = text.indexOf(before)
  if (at < 0) return ''
  const from = at + before.length
  const space = text.indexOf(' ', from)
  const found = text.slice(from, space < 0 ? undefined : space)
  return found.endsWith('.') || found.endsWith(',') ? found.slice(0, -1) : found
}
