import type { DecodeContext } from '../decoder.ts'
import { openEnvelope } from '../syslog.ts'
import type { Envelope } from '../syslog.ts'

/**
 * A syslog line with the program that wrote it: also in brackets (`(squid-1)[7]:`) or with its path (`/usr/sbin/cron[7]:`), and
 * without Solaris' `[ID 800047 auth.notice]`.
 */
export function openProgram(line: string, context: DecodeContext): Envelope {
  const envelope = openEnvelope(line, context)
  const { app, body } = envelope
  if (app.charCodeAt(0) === 40 && app.endsWith(')')) envelope.app = app.slice(1, -1)
  else if (app.charCodeAt(0) === 47) envelope.app = app.slice(app.lastIndexOf('/') + 1)
  if (body.startsWith('[ID ')) envelope.body = body.slice(body.indexOf('] ') + 2)
  return envelope
}

/** The message id of RFC 5424 (`<34>1 time host app pid ID47 …`), '' where there is none. */
export function messageIdOf(line: string): string {
  const close = line.charCodeAt(0) === 60 ? line.indexOf('>1 ') : -1
  if (close < 2 || close > 4) return ''
  const id = line.slice(close + 3, close + 1000).split(' ', 5)[4] ?? ''
  return id === '-' ? '' : id
}

/** Programs that other decoders read. */
const elsewhere = new Set(['openvpn', 'charon', 'charon-systemd', 'filterlog', 'php-fpm', 'apmd', 'tmm'])

/** Whether a line of a program that is not known looks like the log of some product rather than a note of a daemon. */
export function isProductLog(app: string, body: string): boolean {
  if (elsewhere.has(app) || (app !== 'CRON' && /^[A-Z][A-Z0-9_-]*$/.test(app))) return true
  const head = body.slice(0, 200)
  return (
    /^(?:CEF:|LEEF:|%[A-Z]|[{<]|\d{8}:\d|\d+,)/.test(head) ||
    head.includes('="') ||
    head.includes(' SRC=') ||
    head.includes('wireguard: ')
  )
}
