import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { cef } from './cef.ts'
import { readDetails } from './netscaler/details.ts'
import type { NetscalerHeader } from './netscaler/header.ts'
import { readHeader } from './netscaler/header.ts'
import { readAppFirewall, readRecord } from './netscaler/records.ts'

export const netscaler: Decoder = {
  name: 'netscaler',
  title: 'Citrix NetScaler / ADC / Gateway (ns.log, syslog)',
  sniff,
  open,
}

/** A packet engine (`0-PPE-1`, `PPE-0`) and the colons around the name of the message. */
function sniff(line: string): number {
  const engine = line.charCodeAt(0) === 123 ? -1 : line.indexOf('PPE-')
  const before = line.charCodeAt(engine - 1)
  if (engine <= 0 || engine > 300 || (before !== 45 && before !== 32)) return 0
  const colon = line.indexOf(' : ', engine)
  return colon > 0 && colon < engine + 12 && line.includes(' : ', colon + 3) ? 0.97 : 0
}

/** Its web application firewall can write CEF instead. */
function open(context: DecodeContext): DecodeLine {
  const readCef = cef.open(context)
  return (line) => {
    if (line.trim() === '') return undefined
    if (cef.sniff(line) > 0) return withRelay(readCef(line), line)
    const header = readHeader(line, context)
    if (header === undefined) return new Reject('not a NetScaler record: it names no packet engine (0-PPE-0)')
    if (Number.isNaN(header.time)) return new Reject('no time in the line')
    return decodeRecord(header)
  }
}

/** `<local0.info> 192.0.2.1 CEF:0|…`: the address before the message is what the publisher of the mapping calls client. */
function withRelay(record: Event | Reject | undefined, line: string): Event | Reject | undefined {
  if (record === undefined || record instanceof Reject) return record
  const words = line.slice(0, line.indexOf('CEF:')).trim().split(' ')
  const relay = words.at(-1) ?? ''
  if (/^[0-9.]{7,15}$/.test(relay)) record['client.ip'] = relay
  return record
}

function decodeRecord(header: NetscalerHeader): Event {
  const { time, host, relay, feature, name, details } = header
  const event: Event = {
    '@timestamp': time,
    message: details,
    'event.action': name.toLowerCase(),
    'event.code': name,
    'event.kind': 'event',
    'event.provider': feature,
    'observer.product': 'NetScaler',
    'observer.type': feature === 'APPFW' ? 'waf' : 'vpn',
    'observer.vendor': 'Citrix',
  }
  if (host !== '') event['observer.name'] = host
  if (relay !== '') event['observer.ip'] = relay
  if (feature === 'APPFW') readAppFirewall(event, details)
  else readRecord(event, name, readDetails(details))
  if (relay !== '') event['client.ip'] ??= relay
  return event
}
