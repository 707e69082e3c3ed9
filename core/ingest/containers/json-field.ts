import { absoluteTime } from './absolute-time.ts'
import type { Container, Wrapped } from './container.ts'
import { programOf } from './program.ts'

/** Where platforms keep the raw line, by their names; the first that holds a text counts. */
const textFields = [
  // Splunk
  '_raw',
  // Elasticsearch, Logstash, Beats
  'event.original',
  'message',
  '@message',
  // Docker, Fluent
  'log',
  // journald
  'MESSAGE',
  // Loki
  'line',
  // Google Cloud Logging, Microsoft Sentinel
  'textPayload',
  'SyslogMessage',
  'RawData',
  'Message',
  'raw',
  'msg',
  // Wazuh
  'full_log',
  // Graylog
  'full_message',
  'short_message',
]
const timeFields = [
  '@timestamp',
  '_time',
  'time',
  'timestamp',
  'ts',
  'TimeGenerated',
  '@ingestionTime',
  // syslog-ng, rsyslog, NXLog
  'ISODATE',
  'timereported',
  'EventTime',
  'receiveTimestamp',
]
const hostFields = [
  'host.name',
  'host.hostname',
  'hostname',
  '_HOSTNAME',
  'host',
  'Computer',
  'HostName',
  'Hostname',
  'HOST',
  'predecoder.hostname',
  'logStream',
]
const programFields = [
  'PROGRAM',
  'programname',
  'syslogtag',
  'predecoder.program_name',
  'SourceName',
  'process.name',
  'ProcessName',
  'program',
  'appname',
  'ident',
  'syslog_identifier',
  '_application_name',
  'application_name',
]
const pidFields = ['PID', 'process.pid', 'ProcessID', 'procid', 'pid', '_process_id']
/** Objects that only wrap another: Splunk's export, Elasticsearch's documents, Kubernetes' and Logstash's events. */
const wrappers = ['result', '_source', 'record', 'event', 'fields', 'payload', 'content', 'jsonPayload']
const deepest = 4

/** JSON lines one field of which holds the raw line. */
export const jsonField: Container = {
  title: 'JSON that holds the raw lines',
  open: (first) => (first.trimStart().startsWith('{') ? unwrap : undefined),
}

function unwrap(line: string): Wrapped | undefined {
  if (!line.trimStart().startsWith('{')) return undefined
  try {
    return find(JSON.parse(line), 0, Number.NaN, '')
  } catch {
    return undefined
  }
}

function find(value: unknown, depth: number, time: number, host: string): Wrapped | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const here = timeIn(value)
  const known = Number.isNaN(here) ? time : here
  const named = textOf(value, hostFields) ?? host
  const text = textOf(value, textFields)
  if (text !== undefined)
    return {
      text: text.replace(/\r?\n$/, ''),
      time: known,
      host: named,
      ...programOf(textOf(value, programFields), firstOf(value, pidFields)),
    }
  if (depth === deepest) return undefined
  for (const name of wrappers) {
    const inner = find(get(value, name), depth + 1, known, named)
    if (inner) return inner
  }
  return undefined
}

function timeIn(value: object): number {
  const micros = Number(get(value, '__REALTIME_TIMESTAMP') ?? Number.NaN)
  if (micros > 0) return Math.floor(micros / 1000)
  for (const name of timeFields) {
    const time = absoluteTime(get(value, name))
    if (!Number.isNaN(time)) return time
  }
  return Number.NaN
}

function firstOf(value: object, names: readonly string[]): unknown {
  return names.map((name) => get(value, name)).find((found) => found !== undefined)
}

function textOf(value: object, names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = get(value, name)
    if (typeof found === 'string' && found.trim() !== '') return found
  }
  return undefined
}

/** Of a name with dots, written out or nested. */
function get(value: object, name: string): unknown {
  if (Object.hasOwn(value, name)) return (value as Record<string, unknown>)[name]
  const dot = name.indexOf('.')
  if (dot < 0) return undefined
  const inner = Object.hasOwn(value, name.slice(0, dot))
    ? (value as Record<string, unknown>)[name.slice(0, dot)]
    : undefined
  return typeof inner === 'object' && inner !== null && !Array.isArray(inner)
    ? get(inner, name.slice(dot + 1))
    : undefined
}
