import type { Event, VpnStep } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { setPerson } from '../../set-person.ts'
import { readAddressPort } from '../address-port.ts'
import { between, countOf, wordAfter } from '../between.ts'

/**
 * What the VPN and authentication services of the CloudGen Firewall say. Sources: Barracuda Campus, "Available Log Files and
 * Structure"; Sekoia.io's published events of the product; Exabeam's published parsers (ExabeamLabs/Content-Doc, Barracuda).
 */
export function readService(event: Event, message: string): void {
  event.message = message
  event['event.category'] = ['host']
  event['event.type'] = ['info']
  const line = message.slice(0, 2000)
  if (line.includes('LOGIN ATTEMPT:')) readAttempt(event, line)
  else if (line.includes('Session PHS: ')) readHandshake(event, line)
  else if (line.includes('Accounting LOGIN') || line.includes('Accounting LOGOUT'))
    readAccounting(event, line)
  else if (line.includes(' Login peer=') || line.includes(' Logout peer=')) readPeer(event, line)
  else if (/ login (?:succeeded|failed): /.test(line)) readConfigLogin(event, line)
}

/** An administrator: `LOGIN ATTEMPT: boxconfig[5]: Login root from 192.0.2.7 : Allowed.`, `… Login from 192.0.2.7: Denied: Firewall Rule X` */
function readAttempt(event: Event, line: string): void {
  const attempt = line.slice(Math.max(0, line.indexOf(': Login ') + 2))
  const [, user, ip = '', verdict] =
    /^Login ([^ ]{0,128}) ?from ([0-9A-Fa-f.:]{2,45}?) ?: (Allowed|Denied)/.exec(attempt) ?? []
  setSignIn(event, 'admin-login', verdict === 'Denied' ? 'failure' : 'success')
  if (user !== undefined && user !== '') setPerson(event, user)
  if (isAddress(ip)) event['source.ip'] = ip
  const reason = line.slice(line.indexOf('Denied:') + 7).trim()
  if (verdict === 'Denied' && reason !== '') event['event.reason'] = reason
}

/** `192.0.2.7:15743 login succeeded: root Valid password …` */
function readConfigLogin(event: Event, line: string): void {
  const isFailure = line.includes(' login failed: ')
  setSignIn(event, 'admin-login', isFailure ? 'failure' : 'success')
  setEnd(event, line.slice(0, line.indexOf(' login ')).split(' ').at(-1) ?? '')
  setPerson(event, wordAfter(line, isFailure ? ' login failed: ' : ' login succeeded: '))
}

/** `Session PHS: … authentication failed: Login 'alice': Authentication failed (192.0.2.7:50123)`, `… user=alice(192.0.2.7:50123)`. */
function readHandshake(event: Event, line: string): void {
  const isFailure = line.includes(' authentication failed')
  if (!isFailure && !line.includes(' authentication succeeded')) return
  setSignIn(event, 'authentication', isFailure ? 'failure' : 'success')
  const [named = ''] = (wordAfter(line, ' user=') || wordAfter(line, ' login=')).split('(', 1)
  setPerson(event, named || between(line, "Login '", "'"))
  setEnd(event, /\(([0-9A-Fa-f.:]{2,45}:\d{1,5})\)/.exec(line)?.[1] ?? '')
  event['vpn.step'] = 'attempt'
}

/** `Session PGRP-AUTH-alice: Accounting LOGOUT … user=alice IP=192.0.2.7 start="…" duration=12 inBytes=3 outBytes=4` */
function readAccounting(event: Event, line: string): void {
  const isEnd = line.includes('Accounting LOGOUT')
  readSession(event, line, isEnd ? 'end' : 'start')
  setEnd(event, wordAfter(line, ' IP='))
  const duration = countOf(wordAfter(line, ' duration=').replace(/s$/, ''))
  if (duration !== undefined) event['vpn.duration'] = duration
  const inward = countOf(wordAfter(line, ' inBytes='))
  const outward = countOf(wordAfter(line, ' outBytes='))
  if (inward !== undefined) event['vpn.bytes_in'] = inward
  if (outward !== undefined) event['vpn.bytes_out'] = outward
}

/** `Session PGRP-AUTH-alice: Login peer=192.0.2.7 server=…`: the tunnel; the accounting of the session follows. */
function readPeer(event: Event, line: string): void {
  const isEnd = line.includes(' Logout peer=')
  readSession(event, line, undefined)
  event['event.action'] = isEnd ? 'tunnel-closed' : 'tunnel-opened'
  setEnd(event, wordAfter(line, ' peer='))
}

function readSession(event: Event, line: string, step: VpnStep | undefined): void {
  const session = between(line, 'Session ', ':').trim()
  event['event.category'] = ['session', 'network']
  event['event.type'] = [step === 'end' ? 'end' : 'start']
  if (step !== undefined) {
    event['event.action'] = step === 'end' ? 'logout' : 'login'
    event['vpn.step'] = step
  }
  if (step === 'start') event['event.outcome'] = 'success'
  if (session !== '') event['vpn.session_id'] = session
  // A session is named by its group, or the way of signing in, and the person.
  setPerson(event, wordAfter(line, ' user=') || session.split('-').at(-1))
}

function setSignIn(event: Event, action: string, outcome: 'success' | 'failure'): void {
  event['event.category'] = ['authentication']
  event['event.type'] = ['start']
  event['event.action'] = action
  event['event.outcome'] = outcome
}

function setEnd(event: Event, text: string): void {
  const end = readAddressPort(text)
  if (end === undefined) return
  event['source.ip'] = end.address
  if (end.port !== undefined) event['source.port'] = end.port
}
