import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import { isAddress } from '../address.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { compileFieldMap, firstOf } from '../field-map.ts'
import type { KeyValues } from '../key-values.ts'
import { readKeyValues } from '../key-values.ts'
import { setPerson } from '../set-person.ts'
import { openEnvelope } from '../syslog.ts'
import { readIsoTime } from '../timestamps.ts'
import { readEndpoint, readTranslated, setDestination, setSource } from './sonicwall/endpoint.ts'
import { readRemoteAccess } from './sonicwall/remote-access.ts'
import { readSecureMobileAccess } from './sonicwall/secure-mobile-access.ts'
import { verdictOf } from './sonicwall/verdict.ts'

export const sonicwall: Decoder = {
  name: 'sonicwall',
  title: 'SonicWall SonicOS (key=value)',
  sniff,
  open,
}

const absent: ReadonlySet<string> = new Set()

const setFields = compileFieldMap({
  text: {
    'event.code': 'm',
    'observer.egress.zone': 'dstZone',
    'observer.ingress.zone': 'srcZone',
    'observer.serial_number': 'sn',
    'rule.id': 'rule',
    'url.path': 'arg',
  },
  count: {
    'destination.bytes': 'rcvd',
    'destination.packets': 'rpkt',
    'event.severity': 'pri',
    'source.bytes': 'sent',
    'source.packets': 'spkt',
  },
})

const levels = ['emergency', 'alert', 'critical', 'error', 'warning', 'notice', 'info', 'debug']

const firewallActions = new Map([
  ['forward', 'packet-forwarded'],
  ['drop', 'packet-dropped'],
  ['mgmt', 'packet-management'],
])

const methods = new Map([
  ['1', 'GET'],
  ['2', 'POST'],
  ['3', 'HEAD'],
])

function sniff(line: string): number {
  if (line.charCodeAt(0) === 123) return 0
  const id = line.indexOf('id=')
  if (id < 0 || id > 120) return 0
  const serial = line.indexOf(' sn=', id)
  if (serial < 0 || serial > id + 100) return 0
  return line.includes(' time="', serial) && line.includes(' fw=', serial) ? 0.98 : 0
}

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    const at = line.indexOf('id=')
    if (at < 0) return new Reject('not a SonicOS record: it has no id')
    const pairs = readKeyValues(line, at, absent)
    const time = timeOf(pairs, line, context)
    return Number.isNaN(time) ? new Reject('no time in the record') : decodeRecord(pairs, time)
  }
}

/**
 * `time="2022-02-22 18:24:30 UTC"` where the device logs in UTC, without a name in its own zone; `vp_time` of Secure Mobile Access
 * is the same moment in UTC. Else the syslog header.
 */
function timeOf(pairs: KeyValues, line: string, context: DecodeContext): number {
  const text = pairs.get('time') ?? ''
  const exact = readIsoTime(pairs.get('vp_time') ?? '', 0, NaN)
  if (!Number.isNaN(exact)) return exact
  const time = readIsoTime(text, 0, context.zoneOffset)
  return Number.isNaN(time) ? openEnvelope(line, context).time : time
}

function decodeRecord(pairs: KeyValues, time: number): Event {
  const event: Event = {
    '@timestamp': time,
    'event.kind': 'event',
    'observer.product': 'SonicOS',
    'observer.type': 'firewall',
    'observer.vendor': 'SonicWall',
  }
  setFields(event, pairs)
  setSource(event, readEndpoint(pairs.get('src'), pairs.get('srcV6')))
  setDestination(event, readEndpoint(pairs.get('dst'), pairs.get('dstV6')))
  setTranslation(event, pairs)
  setProtocol(event, pairs.get('proto'))
  setMacs(event, pairs)
  setTotals(event)
  setPerson(event, personIn(pairs))
  setMessage(event, pairs)
  setUrl(event, pairs.get('dstname'))
  setObserver(event, pairs)
  const level = levels[event['event.severity'] ?? -1]
  if (level !== undefined) event['log.level'] = level
  const method = methods.get(pairs.get('op') ?? '')
  if (method !== undefined) event['http.request.method'] = method
  const action = firewallActions.get(pairs.get('fw_action') ?? '')
  if (action !== undefined) event['event.action'] = action
  if (pairs.get('id') === 'sslvpn') {
    readSecureMobileAccess(event, pairs)
    return event
  }
  const id = pairs.get('m') ?? ''
  Object.assign(event, verdictOf(id))
  readRemoteAccess(event, id)
  return event
}

/** Single sign-on writes `Unknown (SSO failed)` where it knows nobody. */
function personIn(pairs: KeyValues): string | undefined {
  const name = firstOf(pairs, ['usr', 'user'])
  return name?.startsWith('Unknown (') ? undefined : name
}

function setTranslation(event: Event, pairs: KeyValues): void {
  const source = readTranslated(firstOf(pairs, ['natSrcV6', 'natSrc']))
  const destination = readTranslated(firstOf(pairs, ['natDstV6', 'natDst']))
  if (source.ip !== undefined) event['source.nat.ip'] = source.ip
  if (source.port !== undefined) event['source.nat.port'] = source.port
  if (destination.ip !== undefined) event['destination.nat.ip'] = destination.ip
  if (destination.port !== undefined) event['destination.nat.port'] = destination.port
}

/** `tcp/https`; after the slash stands a port where the service has no name. */
function setProtocol(event: Event, text: string | undefined): void {
  if (text === undefined) return
  const slash = text.indexOf('/')
  event['network.transport'] = slash < 0 ? text : text.slice(0, slash)
  const service = slash < 0 ? '' : text.slice(slash + 1)
  const first = service.charCodeAt(0)
  if (service !== '' && !(first >= 48 && first <= 57)) event['network.protocol'] = service
}

function setMacs(event: Event, pairs: KeyValues): void {
  const source = pairs.get('srcMac')
  const destination = pairs.get('dstMac')
  if (source !== undefined) event['source.mac'] = source.replaceAll(':', '-').toUpperCase()
  if (destination !== undefined) event['destination.mac'] = destination.replaceAll(':', '-').toUpperCase()
}

/** A one-sided count is the total known. */
function setTotals(event: Event): void {
  const { 'source.bytes': sent, 'destination.bytes': received } = event
  const { 'source.packets': sentPackets, 'destination.packets': receivedPackets } = event
  if (sent !== undefined || received !== undefined) event['network.bytes'] = (sent ?? 0) + (received ?? 0)
  if (sentPackets !== undefined || receivedPackets !== undefined)
    event['network.packets'] = (sentPackets ?? 0) + (receivedPackets ?? 0)
}

function setMessage(event: Event, pairs: KeyValues): void {
  const message = pairs.get('msg')
  const note = pairs.get('note')
  if (message !== undefined) event.message = note === undefined ? message : `${message} (${note})`
  else if (note !== undefined) event.message = note
}

/** `dstname` is a host only where `arg`, the path, makes it a request; otherwise it may be the name of an attachment. */
function setUrl(event: Event, domain: string | undefined): void {
  const path = event['url.path']
  if (path === undefined) return
  const scheme = event['network.protocol']
  if (scheme !== undefined) event['url.scheme'] = scheme
  if (domain === undefined) return
  event['url.domain'] = domain
  event['url.full'] = `${scheme === undefined ? '' : `${scheme}:`}//${domain}${path}`
}

function setObserver(event: Event, pairs: KeyValues): void {
  const firewall = pairs.get('fw')
  if (firewall === undefined) return
  if (isAddress(firewall)) event['observer.ip'] = firewall
  else event['observer.hostname'] = firewall
}
