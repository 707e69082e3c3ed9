import { isAddress } from '../../address.ts'
import type { DecodeContext } from '../../decoder.ts'
import { readIsoTime } from '../../timestamps.ts'
import { zoneMinutes } from '../../zone-names.ts'

/** `[<local0.info> 192.0.2.1] 06/22/2015:19:14:37 GMT ns 0-PPE-1 : default SSLVPN LOGIN 60 0 : details` */
export interface NetscalerHeader {
  /** Epoch ms, or NaN. */
  time: number
  host: string
  /** The address of the appliance in the relay's header, or ''. */
  relay: string
  /** `SSLVPN`, `AAA`, `TCP`, `APPFW` … */
  feature: string
  name: string
  details: string
}

/** undefined where the line has no packet engine (`0-PPE-1`, of old releases `PPE-1`) in it. */
export function readHeader(
  line: string,
  { zoneOffset, isDayFirst }: DecodeContext,
): NetscalerHeader | undefined {
  const engine = line.indexOf('PPE-')
  const colon = engine < 0 ? -1 : line.indexOf(' : ', engine)
  const second = colon < 0 ? -1 : line.indexOf(' : ', colon + 3)
  if (second < 0) return undefined
  const words = line.slice(0, engine).slice(-300).split(' ').filter(Boolean)
  const stampAt = words.findIndex(isStamp)
  if (stampAt < 0) return undefined
  const zone = zoneMinutes.get(words[stampAt + 1] ?? '')
  const event = line
    .slice(colon + 3, second)
    .slice(0, 300)
    .split(' ')
    .filter(Boolean)
  if (event[0] === 'default') event.shift()
  const [feature = '', ...rest] = event
  return {
    time: readStamp(words[stampAt] ?? '', zone ?? zoneOffset, isDayFirst),
    host: words[stampAt + (zone === undefined ? 1 : 2)] ?? '',
    relay: words.slice(0, stampAt).findLast(isAddress) ?? '',
    feature,
    name: rest.slice(0, Math.max(1, rest.length - 2)).join(' '),
    details: line.slice(second + 3).trim(),
  }
}

function isStamp(word: string): boolean {
  return word.length === 19 && !(Number.isNaN(readStamp(word, 0)) && Number.isNaN(readStamp(word, 0, true)))
}

/** `06/22/2015:19:14:37`, where the appliance writes days first `22/06/2015`, or with the year first. */
export function readStamp(text: string, zoneOffset: number, isDayFirst = false): number {
  const clock = text.slice(11)
  const slash = text.charCodeAt(2) === 47
  const date = slash
    ? isDayFirst
      ? `${text.slice(6, 10)}-${text.slice(3, 5)}-${text.slice(0, 2)}`
      : `${text.slice(6, 10)}-${text.slice(0, 2)}-${text.slice(3, 5)}`
    : text.slice(0, 10).replaceAll('/', '-')
  return readIsoTime(`${date} ${clock}`, 0, zoneOffset)
}
