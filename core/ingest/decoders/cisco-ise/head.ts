import type { DecodeContext } from '../../decoder.ts'
import { openEnvelope } from '../../syslog.ts'
import { readIsoTime, readOffset, timestampEnd } from '../../timestamps.ts'
import { detailsStart } from './details.ts'

/** What stands before the details of an ISE message. */
export interface IseHead {
  /** Epoch ms, or NaN. */
  time: number
  priority: number
  host: string
  /** `RADIUS_Accounting`, without `CISE_`. */
  category: string
  /** The same for all segments of a message. */
  id: string
  segments: number
  segment: number
  /** '' in all segments but the first. */
  code: string
  severity: string
  /** `Radius-Accounting: RADIUS Accounting start request`. */
  description: string
  /** Where the details begin in the line. */
  at: number
}

const mark = 'CISE_'

/** `CISE_Category 0000070618 2 0 2020-04-27 11:11:47.028075 -08:00 0091827141 3000 NOTICE Class: Text, details`; undefined where it is none. */
export function readIseHead(line: string, context: DecodeContext): IseHead | undefined {
  const start = line.indexOf(mark)
  if (start < 0) return undefined
  const words = new Words(line, start + mark.length)
  const category = words.next()
  const id = words.next()
  const segments = Number(words.next())
  const segment = Number(words.next())
  if (category === '' || !(segments >= 1 && segment >= 0)) return undefined
  const head: IseHead = {
    time: NaN,
    priority: -1,
    host: '',
    category,
    id,
    segments,
    segment,
    code: '',
    severity: '',
    description: '',
    at: words.at,
  }
  readHeader(line.slice(0, start), head, context)
  const time = segment === 0 ? readIsoTime(line, words.at, context.zoneOffset) : NaN
  if (Number.isNaN(time)) return head
  head.time = time
  words.at = timestampEnd() + 1
  words.next()
  head.code = words.next()
  head.severity = words.next()
  const text = line.slice(words.at)
  const details = detailsStart(text)
  head.at = words.at + details
  head.description = text.slice(0, details).trim()
  if (head.description.endsWith(',')) head.description = head.description.slice(0, -1)
  return head
}

/** Host and time of the syslog header; a zone may stand behind the time. */
function readHeader(text: string, head: IseHead, context: DecodeContext): void {
  const { time, priority, host, body } = openEnvelope(text, context)
  head.priority = priority
  head.time = time
  head.host = host
  const offset = readOffset(host, 0)
  if (Number.isNaN(offset) || timestampEnd() !== host.length) return
  head.time = time + (context.zoneOffset - offset) * 60_000
  head.host = body.trim()
}

/** Words between single blanks, one after the other. */
class Words {
  readonly #line: string
  at: number

  constructor(line: string, at: number) {
    this.#line = line
    this.at = at
  }

  next(): string {
    const space = this.#line.indexOf(' ', this.at)
    const end = space < 0 ? this.#line.length : space
    const word = this.#line.slice(this.at, end)
    this.at = end + 1
    return word
  }
}
