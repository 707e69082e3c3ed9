import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import { isAddress } from '../address.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { openEnvelope } from '../syslog.ts'
import { readIsoTime } from '../timestamps.ts'
import { readMessage } from './pulse-secure/messages.ts'
import { isWelf, readWelf } from './pulse-secure/welf.ts'

export const pulseSecure: Decoder = {
  name: 'pulse-secure',
  title: 'Ivanti / Pulse Connect Secure (syslog, standard and WELF)',
  sniff,
  open,
}

/** The program: `PulseSecure:`, and `Juniper:` before the product was sold. */
const programs = [' PulseSecure: ', ' Juniper: ', ' Ivanti: ']

/** `- [198.51.100.7] alice(Users)[Staff] - message`: what stands between is the origin of the message. */
interface Origin {
  address: string
  account: string
  realm: string
  role: string
  message: string
}

function sniff(line: string): number {
  if (isWelf(line)) return 0.98
  if (line.charCodeAt(0) === 123 || !programs.some((program) => line.includes(program))) return 0
  const bracket = line.indexOf(' - [')
  return bracket > 0 && line.indexOf(')[', bracket) > 0 ? 0.98 : 0
}

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    if (isWelf(line)) return readWelf(line, context)
    const origin = readOrigin(line)
    if (origin === undefined)
      return new Reject('not a record of Connect Secure: no "- [address] user(realm)[roles] -"')
    const time = timeOf(line, context)
    return Number.isNaN(time) ? new Reject('no time in the line') : decodeRecord(line, origin, time)
  }
}

/**
 * Three clocks may stand in a line: the relay's (`Oct 19 10:20:40 host 1`), the gateway's syslog header with its zone, and
 * the gateway's own text. The first ISO time is the header's, and the text's where there is none.
 */
function timeOf(line: string, context: DecodeContext): number {
  const end = line.indexOf(' - [')
  for (let at = 0; at >= 0 && at < end; at = nextWord(line, at)) {
    const start = line.charCodeAt(at) === 60 ? line.indexOf('>', at) + 1 : at
    const time = readIsoTime(line, start, context.zoneOffset)
    if (!Number.isNaN(time)) return time
  }
  return openEnvelope(line, context).time
}

function nextWord(line: string, at: number): number {
  const space = line.indexOf(' ', at)
  return space < 0 ? -1 : space + 1
}

function readOrigin(line: string): Origin | undefined {
  const open = line.indexOf(' - [')
  const close = line.indexOf('] ', open)
  if (open < 0 || close < 0) return undefined
  const parenthesis = line.indexOf('(', close + 2)
  const roles = line.indexOf(')[', parenthesis)
  if (parenthesis < 0 || roles < 0) return undefined
  const end = line.indexOf(' - ', roles)
  const bracket = line.indexOf(']', roles)
  if (end < 0 || bracket < 0) return undefined
  return {
    address: line.slice(open + 4, close),
    account: line.slice(close + 2, parenthesis),
    realm: line.slice(parenthesis + 1, roles),
    role: line.slice(roles + 2, bracket),
    message: line.slice(end + 3).trim(),
  }
}

function decodeRecord(line: string, origin: Origin, time: number): Event {
  const event: Event = {
    '@timestamp': time,
    message: origin.message,
    'event.category': ['network'],
    'event.kind': 'event',
    'observer.product': 'Pulse Secure Connect',
    'observer.type': 'vpn',
    'observer.vendor': 'Pulse Secure',
  }
  if (isAddress(origin.address)) {
    event['source.ip'] = origin.address
    event['client.ip'] = origin.address
  }
  setAccount(event, origin.account)
  setGateway(event, line)
  if (origin.role !== '') event['user.roles'] = origin.role.split(',').map((role) => role.trim())
  readMessage(event, origin.message)
  if (event['user.name'] === undefined || event['user.name'] === 'System') delete event['vpn.step']
  if (event['vpn.step'] === undefined) return event
  if (origin.realm !== '') event['vpn.group'] = origin.realm
  if (event['observer.name'] !== undefined) event['vpn.gateway'] = event['observer.name']
  return event
}

/** `Root::CORP\\alice`, `alice@corp.example`: what stands before `::` is the virtual system. */
function setAccount(event: Event, text: string): void {
  const system = text.lastIndexOf('::')
  const account = system < 0 ? text : text.slice(system + 2)
  const slash = account.lastIndexOf('\\')
  const at = account.indexOf('@', slash + 1)
  const name = account.slice(slash + 1, at > 0 ? at : undefined)
  const domain = slash > 0 ? account.slice(0, slash) : at > 0 ? account.slice(at + 1) : ''
  if (name === '') return
  event['user.name'] = name
  if (domain !== '') event['user.domain'] = domain
}

/** The name after the gateway's own time: `- - - 2021-10-19 10:20:40 - gate - [`. */
function setGateway(event: Event, line: string): void {
  const end = line.indexOf(' - [')
  const start = line.lastIndexOf(' - ', end - 1)
  const name = line.slice(start + 3, end)
  if (start > 0 && name !== '' && !name.includes(' ')) event['observer.name'] = name
}
