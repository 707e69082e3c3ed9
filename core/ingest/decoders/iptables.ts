import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import { isAddress } from '../address.ts'
import type { DecodeContext, DecodeLine, Decoder } from '../decoder.ts'
import { transportName, transportNumber } from '../protocols.ts'
import { countOf, portOf } from './between.ts'
import { setMacs } from './iptables/macs.ts'
import { setVerdict } from './iptables/verdict.ts'
import { openProgram } from './syslog-program.ts'

/** Lines of the LOG target: `IN=… OUT=… MAC=… SRC=… DST=… PROTO=… SPT=… DPT=…` behind a prefix of the rule's choice. */
export const iptables: Decoder = {
  name: 'iptables',
  title: 'Linux netfilter: iptables, nftables, UFW, UniFi (kernel log)',
  sniff,
  open,
}

function sniff(line: string): number {
  const source = line.indexOf(' SRC=')
  if (source < 0 || line.charCodeAt(0) === 123) return 0
  if (line.indexOf(' DST=', source) < 0 || line.indexOf(' PROTO=', source) < 0) return 0
  return line.includes('IN=') || line.includes('OUT=') ? 0.96 : 0
}

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    const { app, body, time, host, priority } = openProgram(line, context)
    const start = packetStart(body)
    if (start < 0) return new Reject('no packet (IN=… SRC=… DST=… PROTO=…) in the line')
    if (Number.isNaN(time)) return new Reject('no time in the line')
    const event: Event = {
      '@timestamp': time,
      message: body,
      'event.category': ['network'],
      'event.kind': 'event',
      'event.type': ['connection'],
      'observer.type': 'firewall',
      'observer.vendor': 'Linux',
      'observer.product': 'iptables',
    }
    if (host !== '') event['observer.name'] = host
    if (priority >= 0) event['log.syslog.priority'] = priority
    if (!readPacket(event, body, start)) return new Reject('the packet has neither addresses nor ports')
    const inKernel = app === '' || app === 'kernel'
    // Without `kernel:`, a rule's prefix (`DROP: IN=…`) stands where syslog has the program.
    setVerdict(event, inKernel ? body.slice(0, start) : `${app} ${body.slice(0, start)}`, app)
    return event
  }
}

/** Where the packet begins; a UniFi console cuts the head of some lines off (`TTL=64 ID=… PROTO=…`). */
function packetStart(body: string): number {
  if (!body.includes('PROTO=')) return -1
  const inbound = body.indexOf('IN=')
  if (inbound >= 0) return inbound
  for (const mark of ['OUT=', 'SRC=', 'TTL=', 'TL=', 'L=']) {
    const at = body.indexOf(mark)
    if (at >= 0) return at
  }
  return -1
}

/** Up to a bracket: an ICMP error quotes the packet it is about behind it. */
function readPacket(event: Event, body: string, start: number): boolean {
  let at = start
  while (at < body.length) {
    const space = body.indexOf(' ', at)
    const end = space < 0 ? body.length : space
    if (body.charCodeAt(at) === 91) break
    if (isRead(body.charCodeAt(at))) {
      const equals = equalsIn(body, at)
      if (equals > at && equals < end - 1) setPart(event, body.slice(at, equals), body.slice(equals + 1, end))
    }
    at = end + 1
  }
  return event['source.ip'] !== undefined || event['source.port'] !== undefined
}

/** Names have five letters at most; -1 where the word is none of `NAME=value`. */
function equalsIn(body: string, at: number): number {
  for (let i = at + 2; i < at + 6; i++) if (body.charCodeAt(i) === 61) return i
  return -1
}

/** First letters of the names that are read: D, I, L, M, O, P, S. */
function isRead(code: number): boolean {
  return code === 68 || code === 73 || (code >= 76 && code <= 80) || code === 83
}

function setPart(event: Event, name: string, value: string): void {
  switch (name) {
    case 'IN':
      event['observer.ingress.interface.name'] = value
      return
    case 'OUT':
      event['observer.egress.interface.name'] = value
      return
    case 'MAC':
      return setMacs(event, value)
    case 'SRC':
      if (!isAddress(value)) return
      event['source.ip'] = value
      event['network.type'] ??= value.includes(':') ? 'ipv6' : 'ipv4'
      return
    case 'DST':
      if (isAddress(value)) event['destination.ip'] = value
      return
    case 'LEN':
      // UDP repeats the word for its own length.
      if (event['network.bytes'] === undefined) setCount(event, value)
      return
    case 'PROTO':
      return setTransport(event, value)
    case 'SPT':
      return setPort(event, 'source.port', value)
    case 'DPT':
      return setPort(event, 'destination.port', value)
  }
}

function setCount(event: Event, value: string): void {
  const bytes = countOf(value)
  if (bytes !== undefined) event['network.bytes'] = bytes
}

function setPort(event: Event, field: 'source.port' | 'destination.port', value: string): void {
  const port = portOf(value)
  if (port !== undefined) event[field] = port
}

function setTransport(event: Event, value: string): void {
  const name = transportName(value)
  event['network.transport'] = name
  const number = transportNumber(name)
  if (number !== undefined) event['network.iana_number'] = number
}
