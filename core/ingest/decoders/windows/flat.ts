import type { DecodeContext } from '../../decoder.ts'
import { plainName } from './record.ts'
import type { WindowsRecord } from './record.ts'
import { readForeignMessage } from './foreign-message.ts'
import { readMessage } from './message.ts'
import { readWindowsTime } from './time.ts'

type Flat = ReadonlyMap<string, unknown>

/**
 * What tells a Windows event among flattened JSON and rows of a table, in order of trust: evtx_dump, Winlogbeat, Wazuh, EvtxECmd,
 * NXLog and the SecurityEvent table of Sentinel, Splunk, PowerShell, older Winlogbeat.
 */
const shapes: readonly (readonly string[])[] = [
  ['Event.System.EventID'],
  ['Event.System.EventID.#text'],
  ['Event.System.EventID.Value'],
  ['winlog.event_id'],
  ['data.win.system.eventID'],
  ['EventId', 'Channel', 'Payload'],
  ['EventID', 'Channel'],
  ['EventID', 'SourceName'],
  ['EventID', 'ProviderName'],
  ['EventID', 'Computer'],
  ['EventCode', 'LogName'],
  ['Id', 'ProviderName'],
  ['event_id', 'log_name'],
]

export function isWindows(flat: Flat): boolean {
  return shapes.some((names) => names.every((name) => flat.has(name)))
}

/** Levels that only hold others, in lower case. */
const wrappers = [
  'event.system.',
  'event.eventdata.',
  'event.userdata.',
  'data.win.system.',
  'data.win.eventdata.',
  'winlog.event_data.',
  'winlog.user_data.',
  'winlog.',
  'event_data.',
  'user_data.',
  'eventdata.',
  'userdata.',
]

const ids = ['eventid', 'eventcode', 'id']
const times = [
  'systemtime',
  'timecreated',
  'eventtime',
  'timegenerated',
  'timegeneratedutc',
  'timestamp',
  'dateandtime',
]
const providers = ['providername', 'sourcename', 'provider', 'eventsourcename', 'source']
const channels = ['channel', 'logname', 'eventlog']
const computers = ['computer', 'computername', 'machinename', 'hostname']

/** More values than any event has. */
const mostValues = 300

/** The event in a flattened object or a table's row; undefined where it has no id. */
export function recordIn(flat: Flat, context: DecodeContext): WindowsRecord | undefined {
  const data = new Map<string, string>()
  const list: string[] = []
  for (const [key, value] of flat) {
    if (data.size >= mostValues) break
    if (Array.isArray(value)) addList(value, data, list)
    else add(nameIn(key), value, data)
  }
  const payload = data.get('payload')
  if (payload?.startsWith('{') === true) addPayload(payload, data, list)
  for (let n = 1; n <= 20 && data.has(`param${n}`); n++) list.push(data.get(`param${n}`) ?? '')
  const message = data.get('message') ?? data.get('renderedmessage') ?? ''
  const id = firstOf(data, ids)?.split('.', 1)[0] ?? ''
  if (!/^\d{1,6}$/.test(id)) return undefined
  // Named values are better than those of a text in whatever language.
  if (message !== '')
    for (const [name, value] of valuesOf(id, message)) if (!data.has(name)) data.set(name, value)
  const time = timeIn(data, context)
  return {
    time,
    id,
    provider: firstOf(data, providers) ?? '',
    channel: firstOf(data, channels) ?? '',
    computer: firstOf(data, computers) ?? '',
    data,
    list,
    message,
  }
}

/** Of a rendered text: in English by its labels, otherwise by their order. */
function valuesOf(id: string, message: string): Map<string, string> {
  const values = readMessage(message)
  const isRead = ['targetusername', 'subjectusername', 'ipaddress'].some((name) => values.has(name))
  return isRead ? values : new Map([...readForeignMessage(id, message), ...values])
}

/** `Event.System.TimeCreated.#attributes.SystemTime` -> `systemtime`, `Event.UserData.EventXML.User` -> `user`. */
function nameIn(key: string): string {
  const lower = key.toLowerCase()
  const wrapper = wrappers.find((prefix) => lower.startsWith(prefix)) ?? ''
  let name = lower
    .slice(wrapper.length)
    .replace('#attributes.', '')
    .replace('.#text', '')
    .replace('.value', '')
  if (wrapper.endsWith('userdata.') || wrapper.endsWith('user_data.'))
    name = name.slice(name.lastIndexOf('.') + 1)
  if (name.endsWith('.systemtime')) return 'systemtime'
  return plainName(name)
}

function add(name: string, value: unknown, data: Map<string, string>): void {
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
  if (name !== '' && text !== '' && !data.has(name)) data.set(name, text)
}

/** `Data` as a list of texts, or of objects with a name and a text each. */
function addList(values: readonly unknown[], data: Map<string, string>, list: string[]): void {
  for (const value of values.slice(0, mostValues)) {
    if (typeof value === 'string' || typeof value === 'number') list.push(String(value).trim())
    else if (typeof value === 'object' && value !== null) addNamed(new Map(Object.entries(value)), data, list)
  }
}

function addNamed(entry: ReadonlyMap<string, unknown>, data: Map<string, string>, list: string[]): void {
  const attributes = entry.get('#attributes')
  const inner =
    typeof attributes === 'object' && attributes !== null ? new Map(Object.entries(attributes)) : entry
  const name: unknown = inner.get('Name') ?? inner.get('@Name')
  const text = entry.get('#text') ?? entry.get('Text') ?? entry.get('content')
  if (typeof name === 'string') add(plainName(name), text, data)
  else if (typeof text === 'string') list.push(text.trim())
}

/** What EvtxECmd keeps of an event's own data, as JSON in a column. */
function addPayload(payload: string, data: Map<string, string>, list: string[]): void {
  if (payload.length > 65_536) return
  try {
    const parsed: unknown = JSON.parse(payload)
    const outer =
      typeof parsed === 'object' && parsed !== null
        ? new Map<string, unknown>(Object.entries(parsed))
        : undefined
    for (const part of [outer?.get('EventData'), outer?.get('UserData')]) {
      if (typeof part !== 'object' || part === null) continue
      for (const [name, value] of Object.entries(part) as [string, unknown][]) {
        if (Array.isArray(value)) addList(value, data, list)
        else if (name === 'Data') add('payloaddata', value, data)
        else if (typeof value === 'object' && value !== null)
          for (const [below, inner] of Object.entries(value) as [string, unknown][])
            add(plainName(below), inner, data)
        else add(plainName(name), value, data)
      }
    }
  } catch {
    // A cut payload costs what only it says.
  }
}

function timeIn(data: ReadonlyMap<string, string>, context: DecodeContext): number {
  for (const name of times) {
    const text = data.get(name)
    if (text === undefined) continue
    // These are UTC by definition, with or without a zone.
    const isUtc =
      name === 'systemtime' || name === 'timegenerated' || name === 'timegeneratedutc' || data.has('payload')
    const time = readWindowsTime(text, isUtc ? { ...context, zoneOffset: 0 } : context)
    if (!Number.isNaN(time)) return time
  }
  return NaN
}

function firstOf(data: ReadonlyMap<string, string>, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = data.get(name)
    if (value !== undefined) return value
  }
  return undefined
}
