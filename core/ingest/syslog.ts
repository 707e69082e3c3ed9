import type { DecodeContext } from './decoder.ts'
import { isAddress } from './address.ts'
import { isSeverity, priorityOfWord } from './facility.ts'
import { isDigit, monthNumber, readIsoTime, readTime, timestampEnd } from './timestamps.ts'
import { zoneBetween } from './zone-between.ts'

/** What stands around a message: RFC 3164, RFC 5424, and what Cisco, rsyslog and others make of them. */
export interface Envelope {
  /** Epoch ms, or NaN where the line carries no time. */
  time: number
  /** 0..191, or -1. */
  priority: number
  host: string
  app: string
  /** Process id, or -1. */
  pid: number
  body: string
}

/**
 * Never fails: a line without any envelope comes back as `body`.
 *
 * A single word after the time is the host, and a word ending in a colon is the tag (`app[pid]:`), except before
 * Cisco's `%FACILITY-`, where it is the host (`dev01: %ASA-…`).
 */
export function openEnvelope(line: string, context: DecodeContext): Envelope {
  const envelope = openHeader(line, context)
  if (envelope.app !== '') return envelope
  if (!Number.isNaN(envelope.time) && beginsHeader(envelope.body)) {
    const inner = openInner(line, envelope.body, context)
    if (inner !== undefined && inner.app !== '') return inner
  }
  const tab = line.indexOf('\t')
  if (tab < 0 || tab > longestHeader) return envelope
  // Some relays part the words of the header by tabs; those of a message stay.
  const head = line.slice(0, longestHeader).replaceAll('\t', ' ')
  const spaced = openHeader(head + line.slice(longestHeader), context)
  return spaced.app === '' && Number.isNaN(spaced.time) === Number.isNaN(envelope.time) ? envelope : spaced
}

/** `<38>Jan  2 …`, `Jan  2 …`, `2026-01-02 …` */
function beginsHeader(body: string): boolean {
  const isIso = body.charCodeAt(4) === 45 && body.charCodeAt(7) === 45
  return body.charCodeAt(0) === 60 || isIso || monthNumber(body, 0) > 0
}

/**
 * The device's own header behind that of a relay; undefined where there is none. Its time is of the year, and in the zone, in
 * which it is about that of the relay, where the relay tells them and the device does not.
 */
export function openInner(line: string, body: string, context: DecodeContext): Envelope | undefined {
  const inner = openHeader(body, context)
  if (Number.isNaN(inner.time)) return undefined
  // A BSD header has neither.
  const start = line.charCodeAt(0) === 60 ? line.indexOf('>') + 1 : 0
  if (!isDigit(line.charCodeAt(start))) return inner
  const exact = openHeader(line, { zoneOffset: NaN, year: 2000 }).time
  const relayed = Number.isNaN(exact) ? openHeader(line, context).time : exact
  const own = inYearOf(relayed, body, NaN)
  const clock = inYearOf(relayed, body, 0)
  const zone = zoneBetween(clock, exact) ?? context.zoneOffset
  inner.time = Number.isNaN(own) ? clock - zone * 60_000 : own
  return inner
}

/** The time of a header; where it tells no year, that in which it is nearest to another time. */
function inYearOf(time: number, header: string, zoneOffset: number): number {
  const year = new Date(time).getUTCFullYear()
  const times = [year - 1, year, year + 1].map((one) => openHeader(header, { zoneOffset, year: one }).time)
  return times.reduce((nearest, one) => (Math.abs(one - time) < Math.abs(nearest - time) ? one : nearest))
}

function openHeader(line: string, context: DecodeContext): Envelope {
  const envelope: Envelope = { time: NaN, priority: -1, host: '', app: '', pid: -1, body: line }
  let at = skipSpaces(line, 0)
  if (line.charCodeAt(at) === 60) {
    const afterPriority = readPriority(line, at, envelope)
    if (afterPriority > 0) {
      at = afterPriority
      if (line.charCodeAt(at) === 49 && line.charCodeAt(at + 1) === 32)
        return open5424(line, at + 2, envelope, context)
      if (line.charCodeAt(at) === 58) at++
      at = skipSpaces(line, at)
    }
  }
  // `dmesg -T` and some daemons write it in brackets.
  const isBracketed = line.charCodeAt(at) === 91
  envelope.time = readTime(line, isBracketed ? at + 1 : at, context)
  if (Number.isNaN(envelope.time)) {
    const afterSequence = skipSequence(line, at)
    if (afterSequence > at) envelope.time = readTime(line, afterSequence, context)
    if (Number.isNaN(envelope.time)) {
      envelope.body = at === 0 ? line : line.slice(at)
      return envelope
    }
  }
  const end = timestampEnd()
  return readSender(line, isBracketed && line.charCodeAt(end) === 93 ? end + 1 : end, envelope)
}

function readPriority(line: string, at: number, envelope: Envelope): number {
  let value = 0
  let i = at + 1
  for (
    let digit = line.charCodeAt(i) - 48;
    digit >= 0 && digit <= 9 && i < at + 4;
    digit = line.charCodeAt(++i) - 48
  ) {
    value = value * 10 + digit
  }
  if (line.charCodeAt(i) !== 62 || i === at + 1 || value > 191) return 0
  envelope.priority = value
  return i + 1
}

/** IOS numbers its lines: `000123: *Mar  1 …`; a relay may put its own counter and host before that. */
function skipSequence(line: string, at: number): number {
  let i = at
  while (line.charCodeAt(i) >= 48 && line.charCodeAt(i) <= 57) i++
  return i > at && line.charCodeAt(i) === 58 ? skipSpaces(line, i + 1) : at
}

function skipSpaces(line: string, at: number): number {
  let i = at
  while (line.charCodeAt(i) === 32) i++
  return i
}

function tokenEnd(line: string, at: number): number {
  const space = line.indexOf(' ', at)
  return space < 0 ? line.length : space
}

/** Characters that time, host and program take at most, where tabs are between them. */
const longestHeader = 160

/** Of what severities are called, and the dot. */
const longestSeverity = 9

/** A word that can be a host or a tag: no separators of data formats in it. */
function isName(line: string, from: number, to: number): boolean {
  if (to - from > 255) return false
  for (let i = from; i < to; i++) {
    const code = line.charCodeAt(i)
    // tab " % , = { | }
    if (
      code === 9 ||
      code === 34 ||
      code === 37 ||
      code === 44 ||
      code === 61 ||
      code === 123 ||
      code === 124 ||
      code === 125
    )
      return false
  }
  return true
}

/** From the first character after the time: `: body`, ` host : body`, ` host: %X`, ` host app[pid]: body`, ` host body`. */
function readSender(line: string, from: number, envelope: Envelope): Envelope {
  let at = from
  if (line.charCodeAt(at) === 58) at++
  at = skipSpaces(line, at)
  if (at > from && line.charCodeAt(from) === 58) return withBody(line, at, envelope)
  at = skipFacility(line, skipEpoch(line, at, envelope), envelope)
  if (line.charCodeAt(at) === 58) return withBody(line, at + 1, envelope)
  const hostEnd = tokenEnd(line, at)
  // `[UFW BLOCK]` is no host, `[2001:db8::1]` is one.
  const isText = line.charCodeAt(at) === 91 && line.charCodeAt(hostEnd - 1) !== 93
  if (hostEnd === at || isText) return withBody(line, at, envelope)
  if (!isName(line, at, hostEnd)) {
    if (!isUnifiDevice(line.slice(at, hostEnd))) return withBody(line, at, envelope)
    envelope.host = line.slice(at, hostEnd).replace(/^\("|"\)$|:$/g, '')
    return readProgram(line, skipSpaces(line, hostEnd), envelope)
  }
  if (line.charCodeAt(hostEnd - 1) === 58) {
    const next = skipSpaces(line, hostEnd)
    if (line.charCodeAt(next) === 37) envelope.host = line.slice(at, hostEnd - 1)
    else readTag(line, at, hostEnd - 1, envelope)
    return withBody(line, next, envelope)
  }
  envelope.host = line.slice(at, hostEnd)
  at = skipSpaces(line, hostEnd)
  if (line.charCodeAt(at) === 58 && line.charCodeAt(at + 1) === 32) return withBody(line, at + 1, envelope)
  at = skipFacility(line, at, envelope)
  return readProgram(line, skipSecondHost(line, at, envelope), envelope)
}

/** `app[pid]: body`, or only a body. */
function readProgram(line: string, from: number, envelope: Envelope): Envelope {
  let at = from
  const tagEnd = tokenEnd(line, at)
  if (tagEnd > at + 1 && line.charCodeAt(tagEnd - 1) === 58 && isName(line, at, tagEnd)) {
    readTag(line, at, tagEnd - 1, envelope)
    at = tagEnd
  }
  return withBody(line, at, envelope)
}

/** Past `[1767323045.678]`, which `logread -t` of OpenWrt writes after the local time. */
function skipEpoch(line: string, at: number, envelope: Envelope): number {
  if (line.charCodeAt(at) !== 91 || line.charCodeAt(at + 11) !== 46 || line.charCodeAt(at + 15) !== 93)
    return at
  const seconds = Number(line.slice(at + 1, at + 15))
  if (!(seconds > 0)) return at
  envelope.time = Math.round(seconds * 1000)
  return skipSpaces(line, at + 16)
}

/** Past `auth.info`, which BusyBox writes after the host and OpenWrt's logread in its place. */
function skipFacility(line: string, at: number, envelope: Envelope): number {
  // The shortest names a facility by three letters, the longest by eight.
  for (let dot = at + 3; dot <= at + 8; dot++) {
    const code = line.charCodeAt(dot)
    if (code === 32) return at
    if (code !== 46) continue
    const end = tokenEnd(line, dot)
    const priority =
      end - dot > longestSeverity ? -1 : priorityOfWord(line.slice(at, dot), line.slice(dot + 1, end))
    if (priority < 0) return at
    if (envelope.priority < 0) envelope.priority = priority
    return skipSpaces(line, end)
  }
  return at
}

/**
 * Past what relays and UniFi gateways write between the host and the program: the host again (`gate gate sshd[7]:`,
 * `UDM-SE UDM-SE[-]: sshd[7]:`), the host after the address of its relay, or the model and address of an access point.
 */
function skipSecondHost(line: string, at: number, envelope: Envelope): number {
  const end = tokenEnd(line, at)
  // Mostly it is the tag.
  if (
    line.charCodeAt(end - 1) === 58 &&
    !line.startsWith(envelope.host, at) &&
    !isUnifiDevice(line.slice(at, end))
  )
    return at
  const next = skipSpaces(line, end)
  const nextEnd = tokenEnd(line, next)
  if (next === end || line.charCodeAt(nextEnd - 1) !== 58 || !isName(line, next, nextEnd)) return at
  const word = line.slice(at, end)
  const bracket = word.indexOf('[')
  const name = bracket > 0 ? word.slice(0, bracket) : word.replace(/:$/, '')
  if (name === envelope.host || isUnifiDevice(word)) return next
  if (word.endsWith(':') || !hasPid(line, next, nextEnd) || !isName(line, at, end)) return at
  if (isAddress(envelope.host) && !isSeverity(word)) envelope.host = word
  return next
}

/** `sshd[7]:` */
function hasPid(line: string, from: number, to: number): boolean {
  const bracket = line.indexOf('[', from)
  const isBracketed = bracket > from && bracket < to - 3 && line.charCodeAt(to - 2) === 93
  return isBracketed && Number(line.slice(bracket + 1, to - 2)) >= 0
}

/** `U7PG2,788a20aabbcc,v4.3.20:`, `("U7PG2,788a20aabbcc,v4.3.20")`: model, address and version of an access point. */
function isUnifiDevice(word: string): boolean {
  return (
    word.length < 80 && word.includes(',') && word.split(',').some((part) => /^[0-9a-f]{12}$/i.test(part))
  )
}

function readTag(line: string, from: number, to: number, envelope: Envelope): void {
  const bracket = line.indexOf('[', from)
  if (bracket > from && bracket < to && line.charCodeAt(to - 1) === 93) {
    envelope.app = line.slice(from, bracket)
    const pid = Number(line.slice(bracket + 1, to - 1))
    if (Number.isInteger(pid)) envelope.pid = pid
  } else envelope.app = line.slice(from, to)
}

function withBody(line: string, at: number, envelope: Envelope): Envelope {
  envelope.body = line.slice(skipSpaces(line, at))
  return envelope
}

/** `TIMESTAMP HOST APP PROCID MSGID SD MSG`, a `-` standing for nothing. */
function open5424(line: string, from: number, envelope: Envelope, context: DecodeContext): Envelope {
  let at = from
  if (line.charCodeAt(at) === 45) at++
  else {
    envelope.time = readIsoTime(line, at, context.zoneOffset)
    at = Number.isNaN(envelope.time) ? tokenEnd(line, at) : timestampEnd()
  }
  const words: string[] = []
  for (let i = 0; i < 4; i++) {
    at = skipSpaces(line, at)
    const next = tokenEnd(line, at)
    const word = line.slice(at, next)
    words.push(word === '-' ? '' : word)
    at = next
  }
  envelope.host = words[0] ?? ''
  const app = words[1] ?? ''
  readTag(app, 0, app.length, envelope)
  const pid = words[2] ? Number(words[2]) : envelope.pid
  if (Number.isInteger(pid)) envelope.pid = pid
  at = skipStructuredData(line, skipSpaces(line, at))
  if (line.charCodeAt(skipSpaces(line, at)) === 0xfeff) at = skipSpaces(line, at) + 1
  return withBody(line, at, envelope)
}

/** Past `-` or `[id name="value" …][…]`; values may hold escaped quotes and brackets. */
function skipStructuredData(line: string, from: number): number {
  if (line.charCodeAt(from) === 45) return from + 1
  let at = from
  while (line.charCodeAt(at) === 91) {
    let quoted = false
    let i = at + 1
    for (; i < line.length; i++) {
      const code = line.charCodeAt(i)
      if (code === 92 && quoted) i++
      else if (code === 34) quoted = !quoted
      else if (code === 93 && !quoted) break
    }
    if (i >= line.length) return at
    at = i + 1
  }
  return at
}
