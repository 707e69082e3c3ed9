import type { DecodeContext } from '../../decoder.ts'
import { monthNumber, readTime, timestampEnd } from '../../timestamps.ts'

/** What the text before the tag tells. */
interface IosHeader {
  /** Epoch ms of the device's clock, else of the relay's, else NaN. */
  time: number
  host: string
  /** 0..191, or -1. */
  priority: number
}

/**
 * `<189>2360957: 000123: sw01: *Jan  6 2022 20:52:12.861 UTC: `, with the header of a relay before it, a counter, a
 * sequence number, or a host in any order, and IOS XR's `RP/0/RSP0/CPU0:Jan  6 …`. The last time is the device's own.
 * `line` ends before the tag.
 */
export function readIosHeader(line: string, context: DecodeContext): IosHeader {
  const header: IosHeader = { time: NaN, host: '', priority: -1 }
  let at = readPriority(line, header)
  while (at < line.length) {
    const code = line.charCodeAt(at)
    if (code === 32 || code === 58) {
      at++
      continue
    }
    const afterTime = readClock(line, at, context, header)
    if (afterTime > at) {
      at = afterTime
      continue
    }
    at = readWord(line, at, header)
  }
  return header
}

function readPriority(line: string, header: IosHeader): number {
  if (line.charCodeAt(0) !== 60) return 0
  const close = line.indexOf('>')
  if (close < 2 || close > 4) return 0
  const value = Number(line.slice(1, close))
  if (!Number.isInteger(value) || value > 191) return 0
  header.priority = value
  return close + 1
}

/** The position after a time and its zone; `at` where there is none. */
function readClock(line: string, at: number, context: DecodeContext, header: IosHeader): number {
  const time = readTime(line, at, context)
  if (Number.isNaN(time)) return at
  header.time = time
  return readZone(line, timestampEnd(), header)
}

/** A zone whose name is not known is not a host; `UTC+2` counts from the named zone, of which no device names any but UTC. */
function readZone(line: string, at: number, header: IosHeader): number {
  let i = line.charCodeAt(at) === 32 ? at + 1 : at
  const start = i
  while (i < start + 5 && isLetter(line.charCodeAt(i))) i++
  const sign = line.charCodeAt(i)
  if (sign === 43 || sign === 45) {
    const colon = line.indexOf(': ', i)
    const until = colon < 0 ? line.length : colon
    if (until - i > 6) return at
    const [hours = 0, minutes = 0] = line
      .slice(i + 1, until)
      .split(':')
      .map(Number)
    if (!(hours <= 14 && minutes < 60)) return at
    header.time -= (sign === 45 ? -1 : 1) * (hours * 60 + minutes) * 60_000
    return until
  }
  if (i > start && i <= start + 4 && line.charCodeAt(i) === 58) return i
  return at
}

/** Past a counter or a host; a name is a better host than an address, and the device's stands behind the relay's. */
function readWord(line: string, at: number, header: IosHeader): number {
  const space = line.indexOf(' ', at)
  const stop = space < 0 ? line.length : space
  const colon = line.indexOf(':', at)
  // IOS XR has no blank between the node and the time.
  if (colon > at && colon < stop && monthNumber(line, colon + 1) > 0 && line.charCodeAt(colon + 4) === 32) {
    header.host ||= line.slice(at, colon)
    return colon + 1
  }
  let last = stop
  while (last > at && line.charCodeAt(last - 1) === 58) last--
  const word = line.slice(at, last)
  // IOS XR: the process that says it.
  if (word.endsWith(']')) return stop
  if (word.length < 256 && hasLetter(word)) header.host = word
  else if (header.host === '' && word.length < 46 && (word.includes('.') || word.includes(':')))
    header.host = word
  return stop
}

function hasLetter(word: string): boolean {
  const first = word.charCodeAt(0)
  return isLetter(first) || isLetter(word.charCodeAt(word.length - 1))
}

function isLetter(code: number): boolean {
  const lower = code | 32
  return lower >= 97 && lower <= 122
}
