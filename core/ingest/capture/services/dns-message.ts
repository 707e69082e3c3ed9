import { recordTypes } from './dns-types.data.ts'
import { addressText } from '../address-text.ts'
import type { Event } from '../../../event/event.ts'
import { setQuestionName } from '../../dns-name.ts'

export interface DnsMessage {
  id: number
  isResponse: boolean
  name: string
  type: string
  class: string
  responseCode: string
  addresses: string[]
}

const headerLength = 12
const longestName = 255
/** Compression pointers in one name, and answers that are read. */
const mostPointers = 16
const mostAnswers = 64

/** Reads a DNS message (RFC 1035) of one question; undefined where it is none. */
export function readDns(bytes: Buffer, at: number, end: number): DnsMessage | undefined {
  if (end - at < headerLength + 5) return undefined
  const flags = bytes.readUInt16BE(at + 2)
  const questions = bytes.readUInt16BE(at + 4)
  const answers = bytes.readUInt16BE(at + 6)
  const isResponse = flags >> 15 === 1
  const operation = (flags >> 11) & 15
  if (questions !== 1 || operation > 6 || (!isResponse && (flags & 15) !== 0)) return undefined
  if (!isResponse && (answers > 8 || bytes.readUInt16BE(at + 8) > 16 || bytes.readUInt16BE(at + 10) > 8))
    return undefined
  const question = readName(bytes, at, at + headerLength, end)
  if (question === undefined || question.next + 4 > end) return undefined
  const type = bytes.readUInt16BE(question.next)
  // The upper bit is multicast DNS's: please answer by unicast.
  const group = bytes.readUInt16BE(question.next + 2) & 0x7fff
  const className = classes.get(group)
  if (className === undefined) return undefined
  return {
    id: bytes.readUInt16BE(at),
    isResponse,
    name: question.name,
    type: recordTypes.get(type) ?? `TYPE${type}`,
    class: className,
    responseCode: responseCodes[flags & 15] ?? String(flags & 15),
    addresses: isResponse ? readAddresses(bytes, at, question.next + 4, end, answers) : [],
  }
}

/** Whether a datagram on a port of DNS is a message of any form: multicast DNS has several questions, or none. */
export function isDnsHeader(bytes: Buffer, at: number, end: number): boolean {
  if (end - at < headerLength) return false
  const operation = (bytes.readUInt16BE(at + 2) >> 11) & 15
  const records = bytes.readUInt16BE(at + 4) + bytes.readUInt16BE(at + 6)
  return operation <= 6 && records > 0 && records <= mostAnswers
}

export function setDns(event: Event, message: DnsMessage): void {
  event['dns.id'] = String(message.id)
  event['dns.type'] = message.isResponse ? 'answer' : 'query'
  if (message.name !== '') setQuestionName(event, message.name)
  event['dns.question.type'] = message.type
  event['dns.question.class'] = message.class
  if (message.isResponse) event['dns.response_code'] = message.responseCode
  if (message.addresses.length > 0) event['dns.resolved_ip'] = message.addresses
}

const classes = new Map([
  [1, 'IN'],
  [3, 'CH'],
  [4, 'HS'],
  [254, 'NONE'],
  [255, 'ANY'],
])

const responseCodes = [
  'NOERROR',
  'FORMERR',
  'SERVFAIL',
  'NXDOMAIN',
  'NOTIMP',
  'REFUSED',
  'YXDOMAIN',
  'YXRRSET',
  'NXRRSET',
  'NOTAUTH',
  'NOTZONE',
]

function readAddresses(bytes: Buffer, message: number, from: number, end: number, count: number): string[] {
  const found: string[] = []
  let at = from
  for (let i = 0; i < Math.min(count, mostAnswers); i++) {
    const name = readName(bytes, message, at, end)
    if (name === undefined || name.next + 10 > end) break
    const type = bytes.readUInt16BE(name.next)
    const length = bytes.readUInt16BE(name.next + 8)
    const value = name.next + 10
    if (value + length > end) break
    if ((type === 1 && length === 4) || (type === 28 && length === 16))
      found.push(addressText(bytes.subarray(value, value + length)))
    at = value + length
  }
  return found
}

/** A name and where reading goes on behind it; undefined where it is none. */
function readName(bytes: Buffer, message: number, from: number, end: number) {
  let name = ''
  let next = -1
  let pointers = 0
  for (let at = from; at < end;) {
    const length = bytes[at] ?? 0
    if (length === 0) return { name, next: next < 0 ? at + 1 : next }
    if (length >= 192) {
      if (at + 1 >= end || ++pointers > mostPointers) return undefined
      if (next < 0) next = at + 2
      at = message + (((length & 63) << 8) | (bytes[at + 1] ?? 0))
      continue
    }
    if (length > 63 || at + 1 + length > end || name.length + length > longestName) return undefined
    name += `${name === '' ? '' : '.'}${label(bytes, at + 1, at + 1 + length)}`
    at += length + 1
  }
  return undefined
}

/** Control bytes and dots inside a label are written as `\\ddd` (RFC 1035, 5.1). */
function label(bytes: Buffer, from: number, to: number): string {
  for (let i = from; i < to; i++) {
    const byte = bytes[i] ?? 0
    if (byte <= 32 || byte === 46 || byte >= 127) return escaped(bytes, from, to)
  }
  return bytes.toString('latin1', from, to)
}

function escaped(bytes: Buffer, from: number, to: number): string {
  let text = ''
  for (let i = from; i < to; i++) {
    const byte = bytes[i] ?? 0
    const plain = byte > 32 && byte !== 46 && byte < 127
    text += plain ? String.fromCharCode(byte) : `\\${String(byte).padStart(3, '0')}`
  }
  return text
}
