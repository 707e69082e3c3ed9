import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, DecodeLine, Decoder, DecodeObject } from '../decoder.ts'
import { isDigit } from '../timestamps.ts'
import { parseObject } from './json-object.ts'
import { isWindows, recordIn } from './windows/flat.ts'
import { isForwardedText, readForwardedText } from './windows/forwarded-text.ts'
import { isKnownEvent, readWindowsEvent } from './windows/read-event.ts'
import { isListText, readListText } from './windows/list-text.ts'
import { isSyslogText, readSyslogText } from './windows/syslog-text.ts'
import { readXml } from './windows/xml.ts'

/** Sign-ins, remote access and NPS of a Windows event log: XML, and the JSON of those who ship it. */
export const windows: Decoder = {
  name: 'windows-events',
  title:
    'Windows event log (XML; text of Splunk, PowerShell, wevtutil, Snare, NXLog; JSON of Winlogbeat, NXLog, evtx_dump, EvtxECmd, Wazuh)',
  sniff,
  open,
  openObject,
}

/** Each with the names that must all be in a line of JSON. */
const marks: readonly (readonly string[])[] = [
  ['"Event":', '"System":', '"EventID":'],
  ['"winlog":', '"event_id":'],
  ['"win":', '"eventID":'],
  ['"EventID":', '"SourceName":'],
  ['"EventID":', '"Channel":'],
  ['"EventId":', '"Payload":', '"Channel":'],
  ['"EventID":', '"Computer":'],
  ['"EventCode":', '"LogName":'],
  ['"Id":', '"ProviderName":'],
  ['"event_id":', '"log_name":'],
]

const schema = 'http://schemas.microsoft.com/win/2004/08/events/event'

function sniff(line: string): number {
  if (line.charCodeAt(0) === 123)
    return marks.some((names) => names.every((name) => line.includes(name))) ? 1 : 0
  if (!isMarkup(line) && (isForwardedText(line) || isSyslogText(line) || isListText(line))) return 0.98
  const at = line.indexOf('<Event ')
  if (at >= 0 && at < 300 && line.slice(at, at + 200).includes(schema)) return 0.98
  const text = line.trimStart()
  return text.charCodeAt(0) === 60 && parts.some((part) => text.startsWith(part)) ? 0.6 : 0
}

/** Lines of an event that was printed over several. */
const parts = [
  '<System>',
  '</System>',
  '<EventData>',
  '</EventData>',
  '<Data Name=',
  '<Provider Name=',
  '<EventID',
  '<EventRecordID>',
  '<TimeCreated SystemTime=',
  '<Channel>',
  '<Computer>',
  '<Execution ProcessID=',
  '<Correlation',
  '<Keywords>',
  '<Opcode>',
  '<Level>',
  '<Task>',
  '<Version>',
  '</Event>',
]

/** An event that was printed over several lines is put together; more lines than this are none. */
const mostLines = 400
const longestEvent = 262_144

function open(context: DecodeContext): DecodeLine {
  const readObject = openObject(context)
  let begun: string[] = []
  let length = 0
  return (line) => {
    const told = begun.length === 0 && !isMarkup(line) ? readText(line, context) : undefined
    if (told !== undefined) return told
    const begin = line.indexOf('<Event ')
    if (begun.length === 0 && begin < 0) {
      if (!line.trimStart().startsWith('{')) return isFrame(line) ? undefined : new Reject('no Windows event')
      const flat = parseObject(line)
      if (flat === undefined || flat instanceof Reject) return flat
      return readObject(flat) ?? new Reject('no Windows event: it has no event id')
    }
    if (begin >= 0) {
      begun = []
      length = 0
      if (line.includes('<Event ', line.indexOf('</Event>', begin)) && line.includes('</Event>'))
        return new Reject('several Windows events stand in one line: put each on a line of its own')
    }
    begun.push(begin >= 0 ? line.slice(begin) : line)
    length += line.length
    if (!line.includes('</Event>') && begun.length < mostLines && length < longestEvent) return undefined
    const text = begun.join('\n')
    begun = []
    const record = readXml(text, context)
    return record === undefined
      ? new Reject('no Windows event: it has no event id')
      : readWindowsEvent(record)
  }
}

/** XML or JSON; not a priority of syslog. */
function isMarkup(line: string): boolean {
  const first = line.charCodeAt(0)
  return first === 123 || first === 91 || (first === 60 && !isDigit(line.charCodeAt(1)))
}

/** An event as text; undefined for other lines. */
function readText(line: string, context: DecodeContext): Event | Reject | undefined {
  if (isForwardedText(line)) return readTable(readForwardedText(line), context)
  if (isSyslogText(line)) return readTable(readSyslogText(line, context), context)
  return isListText(line) ? readTable(readListText(line), context) : undefined
}

function readTable(flat: ReadonlyMap<string, unknown>, context: DecodeContext): Event | Reject {
  const record = recordIn(flat, context)
  return record === undefined ? new Reject('no Windows event: it has no event id') : readWindowsEvent(record)
}

/** What stands around the events of a document. */
function isFrame(line: string): boolean {
  const text = line.trim()
  return (
    text === '' ||
    /^Record \d{1,12}$/.test(text) ||
    text.startsWith('<?xml') ||
    text === '<Events>' ||
    text === '</Events>' ||
    text === '[' ||
    text === ']'
  )
}

/** An id that means nothing here is left to the JSON decoder, where a shipper has given it a time and fields of its own. */
function openObject(context: DecodeContext): DecodeObject {
  return (flat): Event | Reject | undefined => {
    if (!isWindows(flat)) return undefined
    const record = recordIn(flat, context)
    if (record === undefined) return undefined
    if (!isKnownEvent(record) && (flat.has('@timestamp') || Number.isNaN(record.time))) return undefined
    return readWindowsEvent(record)
  }
}
