import type { DecodeContext } from '../../decoder.ts'
import type { Envelope } from '../../syslog.ts'
import { readIsoTime, readTime } from '../../timestamps.ts'

/** Thread and group, with the level where `log_level` is set (strongswan.conf, `charon.filelog`). */
const thread =
  /(?:^| )\d\d\[(?:DMN|MGR|IKE|CHD|JOB|CFG|KNL|NET|ASN|ENC|TNC|IMC|IMV|PTS|TLS|APP|ESP|LIB)[-\d]{0,2}\] /

/** `time_format` is free; a date and a time of day in any company are read. */
const date = /\d{4}[-/]\d\d[-/]\d\d/
const clock = /\d\d:\d\d:\d\d/

/**
 * A line of charon's own file: `2026-01-02 03:04:05 05[IKE] …`, `Wed, 2026-01-02, 03:04:05 05[IKE1] <eap|3> …`. NaN is its time
 * where `time_format` was left empty, as it is by default.
 */
export function openOwnLine(line: string, context: DecodeContext): Envelope | undefined {
  const found = thread.exec(line.slice(0, 120))
  if (found === null) return undefined
  const at = found.index + (found[0].startsWith(' ') ? 1 : 0)
  const stamp = line.slice(0, found.index).trim()
  return { time: timeOf(stamp, context), priority: -1, host: '', app: '', pid: -1, body: line.slice(at) }
}

function timeOf(stamp: string, context: DecodeContext): number {
  const time = readTime(stamp, 0, context)
  if (!Number.isNaN(time)) return time
  const day = date.exec(stamp)?.[0]
  const hour = clock.exec(stamp)?.index
  if (day === undefined || hour === undefined) return NaN
  // A fraction and a zone follow the clock, where they are written.
  return readIsoTime(`${day} ${stamp.slice(hour).replace(',', '.')}`, 0, context.zoneOffset)
}
