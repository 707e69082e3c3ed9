import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { readAddressPort } from '../address-port.ts'
import { between, countOf, wordAfter } from '../between.ts'
import { setPeer, tellStep } from './tell.ts'

interface Prefix {
  user: string
  peer: string
  text: string
}

/** `main[alice]:192.0.2.7:50000 user disconnected (…)`, `worker[alice]: 192.0.2.7 …`, `sec-mod: …`. */
function readPrefix(message: string): Prefix | undefined {
  const part = ['main', 'worker', 'sec-mod'].find((name) => message.startsWith(name))
  if (part === undefined) return undefined
  const bracket = message.charCodeAt(part.length) === 91 ? message.indexOf(']', part.length) : -1
  const user = bracket < 0 ? '' : message.slice(part.length + 1, bracket)
  const rest = message
    .slice(bracket < 0 ? part.length : bracket + 1)
    .replace(/^:/, '')
    .trimStart()
  const space = rest.indexOf(' ')
  const word = rest.slice(0, Math.max(0, space))
  return readAddressPort(word) === undefined
    ? { user, peer: '', text: rest }
    : { user, peer: word, text: rest.slice(space + 1) }
}

/** Messages of the OpenConnect server (ocserv, src/main-worker-cmd.c, src/sec-mod-auth.c). */
export function readOcserv(event: Event, message: string): void {
  const found = readPrefix(message)
  if (found === undefined) return
  const { user, peer, text } = found
  const end = readAddressPort(peer)
  if (end?.port !== undefined) event['source.port'] = end.port
  const named = user || between(text, "user '", "'") || between(text, "for '", "'")
  setPeer(event, named, end?.address ?? '')
  if (text.includes('failed authentication') || text.includes('authentication failed')) {
    if (named !== '') setPeer(event, named, '')
    return tellStep(event, 'attempt', 'authentication', 'failure')
  }
  if (event['user.name'] === undefined) return
  if (text.includes('new user session') || text.startsWith('user logged in'))
    tellStep(event, 'start', 'connected', 'success')
  else if (
    text.includes('assigned IPv4') ||
    text.includes('assigning IPv4') ||
    text.includes('with local IP')
  ) {
    const address = text.split(' ', 40).find((word) => isAddress(word))
    if (address !== undefined) event['vpn.assigned_ip'] = address
    tellStep(event, 'assign', 'address-assigned', undefined)
  } else if (text.includes('disconnected')) {
    tellStep(event, 'end', 'disconnected', undefined)
    const reason = between(text, 'reason: ', ',') || between(text, 'reason: ', ')')
    if (reason !== '') event['vpn.disconnect_reason'] = reason
    const received = countOf(wordAfter(text, 'rx: ').replace(/[,)]/, ''))
    const sent = countOf(wordAfter(text, 'tx: ').replace(/[,)]/, ''))
    if (received !== undefined) event['vpn.bytes_in'] = received
    if (sent !== undefined) event['vpn.bytes_out'] = sent
  }
}
