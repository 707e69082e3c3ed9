import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import { parseTime } from '../coerce.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { compileSetters } from '../field-setters.ts'
import { outcomeOf } from '../outcome.ts'
import { toCount } from '../field-map.ts'
import { setTotals } from '../flow-totals.ts'
import { openEnvelope } from '../syslog.ts'
import { setUrl } from '../url.ts'
import { finishCheckPoint, setCheckPointKey } from './cef/check-point.ts'
import { setCounters } from './cef/counters.ts'
import type { Counters } from './cef/counters.ts'
import { setLabelled } from './cef/custom.ts'
import { finishEvent } from './cef/finish.ts'
import { readExtension } from './cef/extension.ts'
import { findMark, readHeader } from './cef/header.ts'
import { cefKeys, customKeys } from './cef/keys.data.ts'
import { setKnownMessage } from './cef/known-messages.ts'

export const cef: Decoder = {
  name: 'cef',
  title: 'ArcSight Common Event Format (CEF)',
  // Above the decoders of products whose own keys may stand inside a CEF extension.
  sniff: (line) => {
    const at = findMark(line, mark)
    return at >= 0 && readHeader(line, at + mark.length, headerParts) !== undefined ? 0.99 : 0
  },
  open,
}

const mark = 'CEF:'
const headerParts = 7

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    const at = findMark(line, mark)
    const header = at < 0 ? undefined : readHeader(line, at + mark.length, headerParts)
    if (header === undefined) return new Reject('not a CEF record: no header of seven parts')
    const [, vendor = '', product = '', version = '', code = '', name = '', severity = ''] = header.parts
    const event: Event = { '@timestamp': NaN, 'event.kind': 'event' }
    if (vendor !== '') event['observer.vendor'] = vendor
    if (product !== '') event['observer.product'] = product
    if (version !== '') event['observer.version'] = version
    if (code !== '') event['event.code'] = code
    const number = severityOf(severity)
    if (number !== undefined) event['event.severity'] = number
    const counters = readKeys(event, line, header.end, vendor, context)
    if (name !== '') event.message ??= name
    setHeader(event, line.slice(0, at), context)
    setKnownMessage(event, vendor, product, code)
    finishEvent(event, `${product} ${code} ${name}`)
    setCounters(event, counters, vendor, version)
    setTotals(event)
    return event
  }
}

/** What reading a key may need beyond the event. */
interface Reading {
  context: DecodeContext
  /** Custom fields and their labels. */
  customs: Map<string, string>
  counters: Counters
}

type Handler = (event: Event, value: string, reading: Reading) => void

function readKeys(
  event: Event,
  line: string,
  from: number,
  vendor: string,
  context: DecodeContext,
): Counters {
  const isCheckPoint = vendor === 'Check Point'
  const reading: Reading = {
    context,
    customs: new Map(),
    counters: { in: undefined, out: undefined, direction: '' },
  }
  readExtension(line, from, (key, value) => {
    const handle = handlers.get(key)
    if (handle !== undefined) handle(event, value, reading)
    else if (customKeys.has(key)) reading.customs.set(key, value)
    else if (isCheckPoint) setCheckPointKey(event, key, value)
  })
  if (reading.customs.size > 0) setLabelled(event, reading.customs, vendor, context)
  if (isCheckPoint) finishCheckPoint(event, reading.customs)
  return reading.counters
}

const directions = new Map([
  ['0', 'inbound'],
  ['1', 'outbound'],
])

function setOutcome(event: Event, value: string): void {
  const outcome = value === '/Attempt' ? 'unknown' : outcomeOf(value)
  if (outcome !== undefined) event['event.outcome'] ??= outcome
}

function setDirection(event: Event, value: string, { counters }: Reading): void {
  counters.direction = value
  const direction = directions.get(value)
  if (direction !== undefined) event['network.direction'] = direction
}

function setCount(side: 'in' | 'out'): Handler {
  return (_, value, { counters }) => {
    counters[side] ??= toCount(value)
  }
}

/** `app` is the protocol of the application, `HTTPS`, or what the device calls the application. */
function setApplication(event: Event, value: string): void {
  event['network.application'] ??= value
  if (/^[A-Za-z][A-Za-z0-9-]{1,15}$/.test(value)) event['network.protocol'] ??= value.toLowerCase()
}

function setReferrer(event: Event, value: string): void {
  if (value.startsWith('http')) event['http.request.referrer'] = value
}

function setTimeOf(field: '@timestamp' | 'event.start' | 'event.end'): Handler {
  return (event, value, { context }) => {
    const time = parseTime(value, context)
    if (!Number.isNaN(time)) event[field] = time
  }
}

const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ...compileSetters(cefKeys),
  ['app', setApplication],
  ['applicationProtocol', setApplication],
  ['bytesIn', setCount('in')],
  ['bytesOut', setCount('out')],
  ['categoryOutcome', setOutcome],
  ['deviceDirection', setDirection],
  ['deviceReceiptTime', setTimeOf('@timestamp')],
  ['end', setTimeOf('event.end')],
  ['endTime', setTimeOf('event.end')],
  ['eventOutcome', setOutcome],
  ['in', setCount('in')],
  ['out', setCount('out')],
  ['outcome', setOutcome],
  ['PanOSEventStatus', setOutcome],
  ['request', setUrl],
  ['requestContext', setReferrer],
  ['requestUrl', setUrl],
  ['rt', setTimeOf('@timestamp')],
  ['start', setTimeOf('event.start')],
  ['startTime', setTimeOf('event.start')],
  ['UNIFIutcTime', setTimeOf('@timestamp')],
  ['FTNTFGTeventtime', setTimeOf('@timestamp')],
])

/**
 * The device's receipt time; else that of the syslog header, the event's end or its start. A record without any keeps
 * NaN: it is read, but has no place in time. The header names the device where the record does not.
 */
function setHeader(event: Event, prefix: string, context: DecodeContext): void {
  const envelope = prefix === '' ? undefined : openEnvelope(prefix, context)
  if (envelope !== undefined && envelope.host !== '') event['observer.hostname'] ??= envelope.host
  if (!Number.isNaN(event['@timestamp'])) return
  const times = [envelope?.time, event['event.end'], event['event.start']]
  event['@timestamp'] = times.find((time) => time !== undefined && !Number.isNaN(time)) ?? NaN
}

const severities = new Map([
  ['low', 0],
  ['medium', 4],
  ['high', 7],
  ['very-high', 9],
])

function severityOf(text: string): number | undefined {
  const number = severities.get(text.toLowerCase()) ?? (text === '' ? NaN : Number(text))
  return Number.isInteger(number) ? number : undefined
}
