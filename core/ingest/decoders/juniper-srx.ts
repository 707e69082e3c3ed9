import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { firstOf, toCount } from '../field-map.ts'
import { setTotals } from '../flow-totals.ts'
import type { KeyValues } from '../key-values.ts'
import { readKeyValues } from '../key-values.ts'
import { transportName } from '../protocols.ts'
import { setPerson } from '../set-person.ts'
import type { Envelope } from '../syslog.ts'
import { openEnvelope } from '../syslog.ts'
import { setAdvancedThreat, setConnection, setFlow, setIdp, setUtm } from './juniper-srx/fields.ts'
import { readPlainFlow } from './juniper-srx/plain-flow.ts'
import { readSystem } from './juniper-srx/system.ts'
import { verdictOf } from './juniper-srx/verdict.ts'

export const juniperSrx: Decoder = {
  name: 'juniper-srx',
  title: 'Juniper SRX (Junos syslog, structured or not)',
  sniff,
  open,
}

/** Daemons and message ids that only Junos has. */
const marks = [
  'RT_FLOW',
  'RT_UTM',
  'RT_IDP',
  'RT_IDS',
  'RT_AAMW',
  'RT_SECINTEL',
  'KMD_',
  'kmd[',
  'IKE_VPN_',
  'DYNAMIC_VPN_',
  'FWAUTH_',
  'UI_LOGIN_EVENT',
  'UI_LOGOUT_EVENT',
  'UI_AUTH_EVENT',
  'UI_CMDLINE_READ_LINE',
  'UI_COMMIT',
  'UI_CFG_AUDIT',
  'SSHD_LOGIN_',
  'LOGIN_FAILED: Login failed for user ',
  'LOGIN_INFORMATION: User ',
  'WEB_AUTH_',
  'RTLOG_CONN_ERROR',
  'PFE_FW_SYSLOG_IP',
]
const absent: ReadonlySet<string> = new Set(['None', 'UNKNOWN', 'N/A', '-'])
const securityLogs = new Set(['RT_FLOW', 'RT_UTM', 'RT_IDP', 'RT_IDS', 'RT_AAMW', 'RT_SECINTEL'])
const noPairs: KeyValues = new Map()

function sniff(line: string): number {
  if (line.charCodeAt(0) === 123) return 0
  if (line.includes(' [junos@')) return 0.98
  return marks.some((mark) => line.includes(` ${mark}`)) ? 0.9 : 0
}

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    const bracket = structuredDataAt(line)
    // What the pairs are read from need not be passed over once more by the header's reader.
    const envelope = openEnvelope(bracket < 0 ? line : line.slice(0, bracket), context)
    if (Number.isNaN(envelope.time)) return new Reject('no time in the line')
    if (bracket < 0) return decodePlain(envelope)
    const pairs = readKeyValues(line, bracket + 1, absent)
    const word = line.slice(line.lastIndexOf(' ', bracket - 2) + 1, bracket - 1)
    // A relay that takes the message for text puts a colon behind its id.
    const tag = word.endsWith(':') ? word.slice(0, -1) : word
    const process = processOf(envelope.app, tag)
    return securityLogs.has(process)
      ? decodeSecurity(envelope, process, tag, pairs)
      : decodeSystem(envelope, tag, pairs, textAfter(line, bracket))
  }
}

/** Where `[junos@2636.1.1.1.2.129 key="value" …]` begins; the id is lost where a relay rewrote the line. */
function structuredDataAt(line: string): number {
  const at = line.indexOf(' [junos@')
  if (at >= 0) return at + 1
  const bracket = line.indexOf(' [')
  return bracket >= 0 && line.includes('="', bracket) ? bracket + 1 : -1
}

/** The text after the structured data. */
function textAfter(line: string, bracket: number): string {
  const end = line.indexOf('"] ', bracket)
  return end < 0 ? '' : line.slice(end + 3).trim()
}

/** A relay that rewrites the header loses the process; the message id tells it too. */
const processByTag = [
  ['RT_FLOW', 'RT_FLOW'],
  ['APPTRACK', 'RT_FLOW'],
  ['IDP_', 'RT_IDP'],
  ['RT_SCREEN', 'RT_IDS'],
  ['WEBFILTER', 'RT_UTM'],
  ['AV_', 'RT_UTM'],
  ['ANTISPAM', 'RT_UTM'],
  ['CONTENT_FILTERING', 'RT_UTM'],
  ['SECINTEL', 'RT_SECINTEL'],
  ['AAMW', 'RT_AAMW'],
  ['SRX_AAMW', 'RT_AAMW'],
] as const

function processOf(app: string, tag: string): string {
  if (app !== '') return app
  return processByTag.find(([start]) => tag.startsWith(start))?.[1] ?? ''
}

function decodeSystem(envelope: Envelope, tag: string, pairs: KeyValues, text: string): Event {
  const event = begin(envelope, tag)
  readSystem(event, tag, pairs, text)
  setSides(event)
  return event
}

function decodeSecurity(envelope: Envelope, process: string, tag: string, pairs: KeyValues): Event {
  const event = begin(envelope, tag)
  Object.assign(event, verdictOf(process, tag, pairs))
  event['event.outcome'] = 'success'
  setPerson(event, personIn(pairs))
  switch (process) {
    case 'RT_FLOW':
      setFlow(event, pairs)
      setFlowId(event, tag, pairs)
      break
    case 'RT_UTM':
      setUtm(event, pairs)
      break
    case 'RT_IDP':
      setIdp(event, pairs)
      break
    default:
      if (process !== 'RT_IDS') setAdvancedThreat(event, pairs)
  }
  setConnection(event, pairs)
  setProtocol(event, pairs.get('protocol-id'))
  // Reports of a host (ATP) name no connection: its address is a source, not a client.
  if (pairs.has('source-address') || pairs.has('destination-address')) setSides(event)
  const message = pairs.get('message')
  if (message !== undefined) event.message = message
  if (process !== 'RT_IDP') setTotals(event)
  const seconds = toCount(pairs.get('elapsed-time'))
  if (seconds !== undefined) event['event.duration'] = seconds * 1e9
  return event
}

/** IDP writes `unknown-user` where it knows nobody. */
function personIn(pairs: KeyValues): string | undefined {
  const name = pairs.get('username')
  return name === 'unknown-user' || name === 'unauthenticated-user' ? undefined : name
}

/** An interim report is a record of its own; only begin and end find each other. */
function isPaired(tag: string): boolean {
  return tag.includes('CREATE') || tag.includes('CLOSE')
}

function setFlowId(event: Event, tag: string, pairs: KeyValues): void {
  const id = firstOf(pairs, ['session-id-32', 'session-id'])
  if (id !== undefined && isPaired(tag)) event['network.flow_id'] = id
}

function setProtocol(event: Event, number: string | undefined): void {
  if (number === undefined) return
  event['network.iana_number'] = number
  event['network.transport'] = transportName(number)
}

function setSides(event: Event): void {
  const source = event['source.ip']
  const destination = event['destination.ip']
  if (source !== undefined) event['client.ip'] = source
  if (destination !== undefined) event['server.ip'] = destination
}

/** `RT_FLOW_SESSION_CREATE: session created 10.0.0.1/594->192.0.2.1/10400 …`, or a daemon's `TAG: text`. */
function decodePlain(envelope: Envelope): Event | Reject {
  const { body } = envelope
  const colon = body.indexOf(':')
  const tag = colon > 0 && colon < 80 ? body.slice(0, colon) : ''
  const isDaemon = envelope.app === 'kmd' || envelope.app === 'iked'
  if (!isTag(tag) && isDaemon) return decodeSystem(envelope, '', noPairs, body)
  if (!isTag(tag)) return new Reject('not a Junos message: it names no message id')
  const text = body.slice(colon + 1).trim()
  const event = begin(envelope, tag)
  if (tag.startsWith('RT_FLOW') || tag.startsWith('APPTRACK')) {
    Object.assign(event, verdictOf('RT_FLOW', tag, noPairs))
    event['event.outcome'] = 'success'
    event.message = text
    readPlainFlow(event, text, isPaired(tag))
    setTotals(event)
  } else readSystem(event, tag, noPairs, text)
  setSides(event)
  return event
}

/** `UI_COMMIT`, `FW`, `rtslib_dfwsm_get_async_cb`. */
function isTag(text: string): boolean {
  let marked = text === 'FW'
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const letter = code | 32
    if (code === 95) marked = true
    else if (!(letter >= 97 && letter <= 122) && !(code >= 48 && code <= 57)) return false
  }
  return marked
}

function begin(envelope: Envelope, tag: string): Event {
  const event: Event = {
    '@timestamp': envelope.time,
    'event.category': ['network'],
    'event.kind': 'event',
    'observer.product': 'SRX',
    'observer.type': 'firewall',
    'observer.vendor': 'Juniper',
  }
  if (tag !== '' && tag !== '-') event['event.provider'] = tag
  if (envelope.host !== '') event['observer.name'] = envelope.host
  if (envelope.app !== '') event['process.name'] = envelope.app
  if (envelope.pid >= 0) event['process.pid'] = envelope.pid
  if (envelope.priority >= 0) event['log.syslog.priority'] = envelope.priority
  return event
}
