import type { DecodeContext } from '../../decoder.ts'
import { readNumericTime } from '../../numeric-date.ts'

/** `31220 06/01/2005 19:05:22.120 SEV=8 IKEDBG/0 RPT=41554 192.0.2.7 text` */
interface ConcentratorHead {
  time: number
  severity: number
  /** `CLASS/number`. */
  id: string
  /** '' where the event has none. */
  address: string
  text: string
  /** Where the concentrator's own part begins: behind the header of a relay, else 0. */
  start: number
}

const mark = ' SEV='

/** Longest header of a relay, sequence number and time. */
const longest = 200

/** undefined where the line is no such event. Dates have the month first, of some relays the day. */
export function readConcentratorHead(line: string, context: DecodeContext): ConcentratorHead | undefined {
  const at = line.slice(0, longest).indexOf(mark)
  if (at < 0) return undefined
  const words = line.slice(0, at).split(' ')
  const clock = words.pop() ?? ''
  const date = words.pop() ?? ''
  const sequence = words.pop() ?? ''
  const time = date.includes('/') ? readNumericTime(`${date} ${clock}`, context) : NaN
  if (Number.isNaN(time)) return undefined
  const [level = '', id = '', repeat = ''] = line.slice(at + mark.length, at + 120).split(' ')
  const severity = Number(level)
  if (!(severity >= 1 && severity <= 13) || !id.includes('/') || !repeat.startsWith('RPT=')) return undefined
  let from = at + mark.length + level.length + id.length + repeat.length + 3
  while (line.charCodeAt(from) === 32) from++
  const space = line.indexOf(' ', from)
  const word = space < 0 ? '' : line.slice(from, space)
  const hasAddress = word !== '' && word.length < 46 && !/[^\da-fA-F.:]/.test(word) && /[.:]/.test(word)
  return {
    time,
    severity,
    id,
    address: hasAddress ? word : '',
    text: (hasAddress ? line.slice(space + 1) : line.slice(from)).trimStart(),
    start: words.length === 0 ? 0 : at - clock.length - date.length - sequence.length - 2,
  }
}
