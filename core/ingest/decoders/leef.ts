import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import { parseTime } from '../coerce.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { compileSetters } from '../field-setters.ts'
import { transportName } from '../protocols.ts'
import { openEnvelope } from '../syslog.ts'
import { compileTimeFormat } from '../time-format.ts'
import { remember } from '../remember.ts'
import { setUrl } from '../url.ts'
import { finishEvent } from './cef/finish.ts'
import { findMark, readHeader } from './cef/header.ts'
import { leefKeys } from './leef/keys.data.ts'
import { readMessage } from './pulse-secure/messages.ts'
import { readRemoteAccess } from './watchguard/remote-access.ts'

export const leef: Decoder = {
  name: 'leef',
  title: 'IBM Log Event Extended Format (LEEF 1.0 and 2.0)',
  sniff: (line) => {
    const at = findMark(line, mark)
    return at >= 0 && readHeader(line, at + mark.length, headerParts) !== undefined ? 0.99 : 0
  },
  open,
}

const mark = 'LEEF:'
const headerParts = 5
const mostPairs = 400
const longestFormat = 40

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    const at = findMark(line, mark)
    const head = at < 0 ? undefined : readHeader(line, at + mark.length, headerParts)
    if (head === undefined) return new Reject('not a LEEF record: no header of five parts')
    const [version = '', vendor = '', product = '', productVersion = '', code = ''] = head.parts
    const event: Event = { '@timestamp': NaN, 'event.kind': 'event' }
    if (vendor !== '') event['observer.vendor'] = vendor
    if (product !== '') event['observer.product'] = product
    if (productVersion !== '') event['observer.version'] = productVersion
    if (code !== '') event['event.code'] = code
    const [delimiter, from] = delimiterIn(line, ...delimiterOf(line, head.end, version))
    const rest = readAttributes(event, line, from, delimiter)
    const header = at === 0 ? undefined : openEnvelope(line.slice(0, at), context)
    if (header !== undefined && header.host !== '') event['observer.hostname'] = header.host
    event['@timestamp'] = timeOf(rest, context) ?? header?.time ?? NaN
    setSpecial(event, rest)
    const message = event.message ?? rest.get('msg') ?? ''
    if (/Pulse|Connect Secure/.test(product)) readMessage(event, message)
    // Here the number of the message lacks the dash: `11000005`.
    else if (vendor === 'WatchGuard')
      readRemoteAccess(event, `msg_id="${code.slice(0, 4)}-${code.slice(4)}" ${message}`)
    finishEvent(event, `${product} ${code} ${rest.get('cat') ?? ''}`)
    return event
  }
}

/** Version 2 may name the delimiter in a sixth part, itself or its code: `^`, `x5E`, `0x5E`. Otherwise a tab. */
function delimiterOf(line: string, from: number, version: string): [string, number] {
  if (!version.startsWith('2')) return ['\t', from]
  const pipe = line.indexOf('|', from)
  if (pipe < 0 || pipe - from > 6) return ['\t', from]
  const text = line.slice(from, pipe)
  if (text.length === 1) return [text, pipe + 1]
  const digits = text.startsWith('0x') ? text.slice(2) : text.startsWith('x') ? text.slice(1) : ''
  const code = digits === '' ? NaN : Number(`0x${digits}`)
  if (code > 0 && code < 0xffff) return [String.fromCharCode(code), pipe + 1]
  return text === '' || text === '\\t' ? ['\t', pipe + 1] : ['\t', from]
}

/** What a relay has made of the tabs: rsyslog writes `#011`, others `\\t`, or a bar stands between the pairs. */
const tabs = ['#011', '\\t']

function delimiterIn(line: string, delimiter: string, from: number): [string, number] {
  if (delimiter !== '\t' || line.includes('\t', from)) return [delimiter, from]
  return [tabs.find((text) => line.includes(text, from)) ?? delimiter, from]
}

const setters = compileSetters(leefKeys)

/** Sets what has a field and returns the other attributes. */
function readAttributes(event: Event, line: string, from: number, delimiter: string): Map<string, string> {
  const rest = new Map<string, string>()
  let at = from
  for (let pairs = 0; at < line.length && pairs < mostPairs; pairs++) {
    const next = line.indexOf(delimiter, at)
    const end = next < 0 ? line.length : next
    const equals = line.indexOf('=', at)
    if (equals > at && equals < end) {
      const key = line.slice(at, equals).trim()
      const value = line.slice(equals + 1, end).trim()
      if (value !== '') {
        const set = setters.get(key)
        if (set === undefined) rest.set(key, value)
        else set(event, value)
      }
    }
    at = end + delimiter.length
  }
  return rest
}

function setSpecial(event: Event, rest: ReadonlyMap<string, string>): void {
  const url = rest.get('url') ?? rest.get('resource')
  if (url?.includes('/') === true) setUrl(event, url)
  const protocol = rest.get('proto')
  if (protocol !== undefined) event['network.transport'] = transportName(protocol)
  if (rest.get('isLoginEvent') === 'true') setLogin(event)
  else if (rest.get('isLogoutEvent') === 'true') {
    event['vpn.step'] = 'end'
    event['event.category'] = ['session']
    event['event.type'] = ['end']
  }
}

function setLogin(event: Event): void {
  event['vpn.step'] = 'start'
  event['event.category'] = ['authentication', 'session']
  event['event.type'] = ['start']
  event['event.outcome'] ??= 'success'
}

/** `devTime`, read by `devTimeFormat` where there is one. */
function timeOf(rest: ReadonlyMap<string, string>, context: DecodeContext): number | undefined {
  const text = rest.get('devTime')
  if (text === undefined) return undefined
  const format = rest.get('devTimeFormat')
  const reader = format === undefined || format.length > longestFormat ? undefined : readerOf(format)
  const time = reader?.(text, context.zoneOffset) ?? NaN
  const read = Number.isNaN(time) ? parseTime(text, context) : time
  return Number.isNaN(read) ? undefined : read
}

const readerOf = remember((format) => {
  try {
    return compileTimeFormat(format)
  } catch {
    return undefined
  }
})
