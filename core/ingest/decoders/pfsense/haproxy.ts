import type { Event } from '../../../event/event.ts'
import { setUrl } from '../../url.ts'
import { zoneStep } from '../../zone.ts'
import { compileTimeFormat } from '../../time-format.ts'
import { readAddressPort } from '../address-port.ts'
import { countOf } from '../between.ts'

const readDate = compileTimeFormat('dd/MMM/yyyy:HH:mm:ss.SSS')

/**
 * HAProxy's formats: `Connect from a:1 to b:2 (front/HTTP)`, and `a:1 [time] front back/server timers …` as httplog
 * (status and request line), tcplog (bytes) or an error (`a:1 [time] front/1: SSL handshake failure`).
 */
export function readHaproxy(event: Event, message: string): boolean {
  if (message.startsWith('Connect from ')) return readConnect(event, message)
  const open = message.indexOf(' [')
  const close = message.indexOf('] ', open)
  if (open < 0 || close < 0) return true
  setEnd(event, 'source', message.slice(0, open))
  setAccepted(event, message.slice(open + 2, close))
  const words = message.slice(close + 2, close + 2000).split(' ')
  const [, , timers = '', status = '', bytes = ''] = words
  const parts = timers.split('/')
  const elapsed = parts.at(-1) ?? ''
  const duration = countOf(elapsed.replace('+', ''))
  if (parts.length === 5) return readHttp(event, message, status, bytes, duration)
  if (parts.length === 3 && duration !== undefined) event['event.duration'] = duration * 1e6
  else event['event.reason'] = message.slice(message.indexOf(' ', close + 2) + 1)
  return true
}

/** When the request came in, to the millisecond; it has no zone of its own, but lies near the line's time. */
function setAccepted(event: Event, date: string): void {
  const local = date.length > 40 ? NaN : readDate(date, 0)
  if (Number.isNaN(local)) return
  const zone = Math.round((local - event['@timestamp']) / zoneStep) * zoneStep
  event['@timestamp'] = local - zone
}

function readConnect(event: Event, message: string): boolean {
  const [, , source = '', , destination = ''] = message.split(' ', 5)
  setEnd(event, 'source', source)
  setEnd(event, 'destination', destination)
  event['event.type'] = ['connection']
  if (message.endsWith('/HTTP)')) event['event.category'] = ['web']
  return true
}

function readHttp(
  event: Event,
  message: string,
  status: string,
  bytes: string,
  ms: number | undefined,
): boolean {
  event['event.category'] = ['web']
  if (ms !== undefined) event['event.duration'] = ms * 1e6
  const code = countOf(status)
  if (code !== undefined) {
    event['http.response.status_code'] = code
    event['event.outcome'] = code < 400 ? 'success' : 'failure'
  }
  const size = countOf(bytes)
  if (size !== undefined) event['http.response.bytes'] = size
  const request = message.slice(message.indexOf('"') + 1, message.lastIndexOf('"'))
  const [method = '', url = '', version = ''] = request.split(' ', 3)
  if (!version.startsWith('HTTP/')) return true
  event['http.request.method'] = method
  event['http.version'] = version.slice(5)
  if (url.startsWith('/')) setUrl(event, url)
  return true
}

function setEnd(event: Event, side: 'source' | 'destination', text: string): void {
  const end = readAddressPort(text)
  if (end === undefined) return
  event[`${side}.ip`] = end.address
  if (end.port !== undefined) event[`${side}.port`] = end.port
}
