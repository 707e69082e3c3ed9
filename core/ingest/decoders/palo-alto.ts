import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { readIsoTime, timestampEnd } from '../timestamps.ts'
import { zoneBetween } from '../zone-between.ts'
import { readColumns, textAt } from './palo-alto/columns.ts'
import { readConfig } from './palo-alto/config.ts'
import { readGlobalProtect } from './palo-alto/global-protect.ts'
import {
  readAuthentication,
  readCorrelation,
  readHipMatch,
  readIpTag,
  readUserId,
} from './palo-alto/identity.ts'
import { readSystem } from './palo-alto/system.ts'
import { readThreat } from './palo-alto/threat.ts'
import { readDecryption, readTraffic } from './palo-alto/traffic.ts'

export const paloAlto: Decoder = {
  name: 'palo-alto',
  title: 'Palo Alto Networks PAN-OS and GlobalProtect (CSV)',
  sniff: (line) => (line.charCodeAt(0) !== 123 && findRecord(line) ? 0.97 : 0),
  open,
}

const types = new Set([
  'TRAFFIC',
  'THREAT',
  'SYSTEM',
  'CONFIG',
  'USERID',
  'HIPMATCH',
  'HIP-MATCH',
  'GLOBALPROTECT',
  'AUTHENTICATION',
  'DECRYPTION',
  'CORRELATION',
  'IPTAG',
  'GTP',
  'SCTP',
  'START',
  'END',
  'AUDIT',
])

/** Where each type keeps the name of the firewall. */
const deviceColumns = new Map([
  ['TRAFFIC', 45],
  ['THREAT', 52],
  ['SYSTEM', 15],
  ['CONFIG', 16],
  ['USERID', 18],
  ['HIPMATCH', 17],
  ['HIP-MATCH', 17],
  ['GLOBALPROTECT', 40],
  ['AUTHENTICATION', 22],
])

/** `1,2026/01/02 03:04:05,serial,TYPE,subtype,version,2026/01/02 03:04:05,…`, bare or after any syslog header. */
interface RecordStart {
  serial: string
  type: string
  subtype: string
  /** Where the time the data plane wrote begins. */
  generated: number
}

function findRecord(line: string): RecordStart | undefined {
  let comma = line.indexOf(',')
  // The header before the record has no commas of its own worth mentioning; hostile lines may have thousands.
  for (let tries = 0; comma >= 0 && tries < 8; tries++, comma = line.indexOf(',', comma + 1)) {
    const code = line.charCodeAt(comma + 1)
    if (!(code >= 49 && code <= 57) || Number.isNaN(readIsoTime(line, comma + 1, 0))) continue
    const words: string[] = []
    let at = timestampEnd()
    while (words.length < 4 && line.charCodeAt(at) === 44) {
      const next = line.indexOf(',', at + 1)
      if (next < 0 || next - at > 64) break
      words.push(line.slice(at + 1, next))
      at = next
    }
    const type = words[1] ?? ''
    if (words.length === 4 && types.has(type))
      return { serial: words[0] ?? '', type, subtype: words[2] ?? '', generated: at + 1 }
  }
  return undefined
}

/** Texts with a `T` that are looked at: hostile lines may have thousands. */
const mostTries = 16

/**
 * Minutes east of UTC of the device's clock, where the line also holds a time with an offset: in the header of RFC 5424, or as
 * `high_res_timestamp` at its end (PAN-OS 10 and later).
 */
function zoneOf(line: string, generated: number): number | undefined {
  const local = readIsoTime(line, generated, 0)
  let at = line.indexOf('T')
  for (let tries = 0; at >= 0 && tries < mostTries; tries++, at = line.indexOf('T', at + 1)) {
    const absolute = at >= 10 ? readIsoTime(line, at - 10, Number.NaN) : Number.NaN
    if (!Number.isNaN(absolute)) return zoneBetween(local, absolute)
  }
  return undefined
}

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    // An export from the web interface begins with the names of the columns.
    if (line.trim() === '' || line.startsWith('Domain,Receive Time')) return undefined
    const start = findRecord(line)
    if (!start) return new Reject('not a PAN-OS record: no receive time, serial and log type')
    const time = readIsoTime(line, start.generated, zoneOf(line, start.generated) ?? context.zoneOffset)
    if (Number.isNaN(time)) return new Reject('no generated time in the record')
    const columns = readColumns(line, timestampEnd() + 1)
    const event: Event = {
      '@timestamp': time,
      'event.kind': 'event',
      'observer.product': 'PAN-OS',
      'observer.type': 'firewall',
      'observer.vendor': 'Palo Alto Networks',
    }
    if (start.serial !== '') event['observer.serial_number'] = start.serial
    const device = textAt(columns, deviceColumns.get(start.type) ?? -1)
    if (device !== undefined) event['observer.hostname'] = device
    readRecord(event, start.type, start.subtype, columns)
    return event
  }
}

function readRecord(event: Event, type: string, subtype: string, columns: readonly string[]): void {
  switch (type) {
    case 'TRAFFIC':
      return readTraffic(event, 'TRAFFIC', subtype, columns)
    case 'START':
    case 'END':
      return readTraffic(event, 'TUNNEL', subtype, columns)
    case 'SCTP':
      return readTraffic(event, 'SCTP', subtype, columns)
    case 'GTP':
      return readTraffic(event, 'OTHER', subtype, columns)
    case 'DECRYPTION':
      return readDecryption(event, columns)
    case 'CORRELATION':
      return readCorrelation(event, columns)
    case 'THREAT':
      return readThreat(event, subtype, columns)
    case 'SYSTEM':
      return readSystem(event, subtype, columns)
    case 'CONFIG':
      return readConfig(event, columns)
    case 'USERID':
      return readUserId(event, subtype, columns)
    case 'HIPMATCH':
    case 'HIP-MATCH':
      return readHipMatch(event, columns)
    case 'GLOBALPROTECT':
      return readGlobalProtect(event, columns)
    case 'AUTHENTICATION':
      return readAuthentication(event, columns)
    case 'IPTAG':
      return readIpTag(event, columns)
    default:
      event.message = columns.join(',')
  }
}
