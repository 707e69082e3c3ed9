import type { DecodeContext } from '../../decoder.ts'
import { openEnvelope } from '../../syslog.ts'
import { monthNumber } from '../../timestamps.ts'

const snare = 'MSWinEventLog\t'
const nxlog = '[NXLOG@14506 '

export function isSyslogText(line: string): boolean {
  return line.includes(snare) || (line.includes(nxlog) && line.includes(' EventID="'))
}

/**
 * A Windows event in a line of syslog: Snare's `MSWinEventLog`, its values between tabs (Snare's guide to the Windows agent), and
 * NXLog's structured data of RFC 5424 (`to_syslog_ietf()`).
 */
export function readSyslogText(line: string, context: DecodeContext): Map<string, unknown> {
  const { time, host, app } = openEnvelope(line.slice(0, 400), context)
  const flat = line.includes(snare) ? readSnare(line) : readNxlog(line, app)
  // A header with a zone knows more than Snare's date, and that more than a header without a year.
  const exact = openEnvelope(line.slice(0, 400), { ...context, zoneOffset: Number.NaN }).time
  const isTold = typeof flat.get('EventTime') === 'string'
  const moment = Number.isNaN(exact) ? time : exact
  if (!Number.isNaN(moment) && (!isTold || !Number.isNaN(exact)))
    flat.set('EventTime', new Date(moment).toISOString())
  if (host !== '' && !flat.has('Computer')) flat.set('Computer', host)
  return flat
}

/** After the mark: criticality, log, counter, date, id, source, user, kind of user, outcome, computer, category, data, text, counter. */
function readSnare(line: string): Map<string, unknown> {
  const cells = line.slice(line.indexOf(snare) + snare.length).split('\t')
  const [, log = '', , date = '', id = '', source = '', , , , computer = '', , data = '', text = ''] = cells
  return new Map<string, unknown>([
    ['LogName', log],
    ...localTime(date),
    ['EventID', id],
    ['SourceName', source],
    ['Computer', computer],
    ['Message', text === '' || /^\d+$/.test(text) ? data : text],
  ])
}

/** `Sun Mar 03 09:15:02 2024`, the clock of the machine. */
function localTime(date: string): [string, string][] {
  const [, name = '', day = '', clock = '', year = ''] =
    /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})$/.exec(date) ?? []
  const month = monthNumber(name, 0)
  if (month === 0) return []
  return [['EventTime', `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')} ${clock}`]]
}

function readNxlog(line: string, app: string): Map<string, unknown> {
  const start = line.indexOf(nxlog) + nxlog.length
  const flat = new Map<string, unknown>(app === '' ? [] : [['SourceName', app]])
  let at = start
  for (let count = 0; count < 200; count++) {
    const equals = line.indexOf('="', at)
    if (equals < 0 || equals - at > 64) break
    const end = closing(line, equals + 2)
    flat.set(line.slice(at, equals).trim(), line.slice(equals + 2, end).replace(/\\(["\]\\])/g, '$1'))
    at = end + 1
    if (line[at] === ']') break
  }
  flat.set('Message', line.slice(at + 1).trim())
  return flat
}

/** The next quote that is not escaped. */
function closing(line: string, from: number): number {
  let at = line.indexOf('"', from)
  while (at > 0 && line[at - 1] === '\\') at = line.indexOf('"', at + 1)
  return at < 0 ? line.length : at
}
