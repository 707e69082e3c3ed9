import { Reject } from '../../event/event.ts'
import { timeOf } from '../build-event.ts'
import { openEnvelope } from '../syslog.ts'
import type { DecodeContext, DecodeLine, Decoder } from '../decoder.ts'
import type { Event } from '../../event/event.ts'

const certain = 0.8

/**
 * Reads the line of a vendor that a shipper has put into a JSON object or a table; undefined where no decoder is sure
 * of it. `time` (epoch ms or NaN) is what the shipper says; it stands in where it has cut the line's own time off.
 */
type ReadEmbedded = (text: string, time: () => number) => Event | Reject | undefined

export function openEmbedded(vendors: readonly Decoder[], context: DecodeContext): ReadEmbedded {
  // JSON and tables would embed themselves without end.
  const others = vendors.filter((decoder) => decoder.name !== 'json' && decoder.sniffSample === undefined)
  const readers = new Map<Decoder, DecodeLine>()
  return (untrimmed, time) => {
    const text = untrimmed.trimEnd()
    const decoder = surest(others, text)
    if (decoder === undefined) return undefined
    const read = readers.get(decoder) ?? decoder.open(context)
    readers.set(decoder, read)
    const record = read(text)
    if (record === undefined || !Number.isNaN(timeOf(record))) return record
    if (!Number.isNaN(openEnvelope(text, context).time)) return record
    const shipped = time()
    if (!(Math.abs(shipped) < 8.64e15)) return record
    const timed = read(`${new Date(shipped).toISOString()} ${text}`)
    return timed === undefined || timed instanceof Reject ? record : timed
  }
}

function surest(decoders: readonly Decoder[], text: string): Decoder | undefined {
  let best: Decoder | undefined
  let most = 0
  for (const decoder of decoders) {
    const sure = decoder.sniff(text)
    if (sure < certain || sure <= most) continue
    best = decoder
    most = sure
  }
  return best
}
