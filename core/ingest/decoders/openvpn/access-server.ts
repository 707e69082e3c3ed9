import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import type { DecodeContext } from '../../decoder.ts'
import type { Envelope } from '../../syslog.ts'
import { readIsoTime, readTime, timestampEnd } from '../../timestamps.ts'

/**
 * `openvpnas.log` of OpenVPN Access Server, as Twisted writes it: `2026-01-02 03:04:05+0100 [-] OVPN 0 OUT: 'line'`, later
 * `2026-01-02T03:04:05+0100 [stdout#info] [OVPN 4] OUT: 'line'`. The quoted line is OpenVPN's own, with a second time.
 */
export function isAccessServer(line: string): boolean {
  const head = line.slice(0, 60)
  return /^\d{4}-\d\d-\d\d[ T][\d:.]{8,15}[+-]\d{4} \[(?:-|std(?:out|err)#\w{1,12}|[A-Z]\w{1,30}[^\]]{0,20}\])/.test(
    head,
  )
}

/** The message that is quoted, or what the server itself says; its time has a zone, the quoted one none. */
export function openAccessServer(line: string, context: DecodeContext): Envelope {
  const time = readIsoTime(line, 0, context.zoneOffset)
  const rest = line.slice(timestampEnd())
  const body = rest.slice(rest.indexOf('] ') + 2).trim()
  return { time, priority: -1, host: '', app: '', pid: -1, body: quotedLine(body, context) }
}

function quotedLine(body: string, context: DecodeContext): string {
  const head = /^\[?(?:OVPN|WEB|PGW) ?\d{0,6}\]? (?:OUT|ERR): /.exec(body)?.[0] ?? ''
  const quote = body.charAt(head.length)
  if (head === '' || (quote !== "'" && quote !== '"')) return body
  const inner = body.slice(head.length + 1, body.endsWith(quote) ? -1 : undefined)
  const line = inner.replaceAll("\\'", "'")
  return Number.isNaN(readTime(line, 0, context)) ? line : line.slice(timestampEnd()).trim()
}

/** `AUTH SUCCESS {'status': 0, 'user': 'alice', 'reason': '…', 'client_ip_addr': '…'}` and its refusals. */
export function readAccessServer(event: Event, message: string): void {
  const brace = message.indexOf('{')
  if (brace < 0 || brace > 80) return
  const told = message.slice(0, brace).toLowerCase()
  if (!told.includes('auth')) return
  const failed = told.includes('fail')
  if (!failed && !told.includes('success')) return
  const facts = message.slice(brace, brace + 4000)
  event['event.action'] = failed ? 'authentication-failed' : 'authentication-succeeded'
  event['event.category'] = ['authentication', 'network']
  event['event.type'] = [failed ? 'denied' : 'allowed', 'info']
  event['event.outcome'] = failed ? 'failure' : 'success'
  const user = factOf(facts, 'user')
  if (user !== '') event['user.name'] = user
  const address = factOf(facts, 'client_ip_addr') || factOf(facts, 'client_ip')
  if (isAddress(address)) event['source.ip'] = event['client.ip'] = address
  const reason = factOf(facts, 'reason')
  if (failed && reason !== '') event['event.reason'] = reason
  // Who signs in to the web page downloads a profile and opens no tunnel.
  if (user !== '' && !told.includes('web')) event['vpn.step'] = 'attempt'
}

/** The text of a key in a Python dictionary: `'user': 'alice'`, `'user': u'alice'`. */
function factOf(facts: string, key: string): string {
  const at = facts.indexOf(`'${key}':`)
  if (at < 0) return ''
  const found = /^ ?u?(['"])/.exec(facts.slice(at + key.length + 3, at + key.length + 8))
  if (found?.[1] === undefined) return ''
  const start = at + key.length + 3 + found[0].length
  const end = facts.indexOf(found[1], start)
  return end < 0 ? '' : facts.slice(start, end)
}
