import type { Event } from '../../../event/event.ts'
import { readAccount } from '../../account.ts'
import { isAddress } from '../../address.ts'
import { readAddressPort } from '../address-port.ts'
import { between, wordAfter } from '../between.ts'
import type { Process } from './processes.ts'
import { setPeer, tellStep } from './tell.ts'

const mostPeople = 10_000

interface Prefix {
  group: string
  ip: string
  state: string
  text: string
}

/** `"conn"[2] 192.0.2.7 #3: message`, `"conn" #3: message`. */
function readPrefix(message: string): Prefix | undefined {
  const quote = message.charCodeAt(0) === 34 ? message.indexOf('"', 1) : -1
  const colon = quote < 0 ? -1 : message.indexOf(': ', quote)
  if (colon < 0 || colon - quote > 120) return undefined
  const words = message.slice(quote + 1, colon).split(' ')
  const ip = words.find((word) => isAddress(word)) ?? ''
  const state = words.find((word) => word.startsWith('#')) ?? ''
  return { group: message.slice(1, quote), ip, state, text: message.slice(colon + 2) }
}

/** Messages of libreswan's IKE daemon about its peers. Sites have no person: their lines are notes. */
export function readPluto(event: Event, message: string, process: Process): void {
  event['network.protocol'] = 'ipsec'
  if (message.startsWith('packet from ')) return readStranger(event, message)
  const found = readPrefix(message)
  if (found === undefined) return
  const { group, ip, state, text } = found
  event['vpn.group'] = group
  const key = `${group} ${ip}`
  const named = nameIn(text)
  if (named !== '') remember(process, key, named)
  setPeer(event, process.people.get(key) ?? '', ip)
  if (state !== '') event['vpn.session_id'] = state
  readState(event, text)
  if (event['vpn.step'] === 'end') process.people.delete(key)
}

function readStranger(event: Event, message: string): void {
  const end = readAddressPort(wordAfter(message, 'packet from ').replace(/:$/, ''))
  if (end !== undefined) {
    event['source.ip'] = event['client.ip'] = end.address
    if (end.port !== undefined) event['source.port'] = end.port
  }
  if (
    !/no (?:suitable )?connection|not acceptable|rejected|dropping|ignor|INVALID|no matching/i.test(message)
  )
    return
  event['event.action'] = 'ike-refused'
  event['event.type'] = ['connection', 'denied']
  event['event.outcome'] = 'failure'
  event['event.reason'] = message.slice(message.indexOf(': ') + 2)
}

/** Who the peer is: by XAUTH, or by its certificate. */
function nameIn(text: string): string {
  const user =
    between(text, 'XAUTH: User ', ':') || wordAfter(text, 'username=') || wordAfter(text, 'XAUTHuser=')
  const quoted = user || between(text, "authenticate user '", "'") || between(text, "peer certificate '", "'")
  const id =
    quoted ||
    (text.includes('ID_DER_ASN1_DN') || text.includes('ID_USER_FQDN') ? between(text, "'", "'") : '')
  const { name } = readAccount(id.replace(/^@/, '').replace(/[,}]$/, ''))
  return isAddress(name) ? '' : name
}

function remember(process: Process, key: string, user: string): void {
  const oldest = process.people.size >= mostPeople ? process.people.keys().next().value : undefined
  if (oldest !== undefined) process.people.delete(oldest)
  process.people.set(key, user)
}

function readState(event: Event, text: string): void {
  const isKnown = event['user.name'] !== undefined
  if (text.startsWith('XAUTH: User ') && text.includes('Authentication Successful'))
    tellStep(event, 'attempt', 'authentication', 'success')
  else if (
    text.includes('Authentication Failed') ||
    text.includes('authentication failed') ||
    text.includes('AUTHENTICATION_FAILED')
  ) {
    tellStep(event, 'attempt', 'authentication', 'failure')
    event['event.reason'] = text
  } else if (isKnown && (text.includes('IPsec SA established') || text.includes('established Child SA')))
    tellStep(event, 'start', 'connected', 'success')
  else if (isKnown && text.startsWith('deleting connection instance'))
    tellStep(event, 'end', 'disconnected', undefined)
  else if (text.includes(' established IKE SA') || text.startsWith('STATE_MAIN_R3')) {
    event['event.action'] = 'ike-established'
    event['event.type'] = ['connection', 'start']
    event['event.outcome'] = 'success'
  }
}
