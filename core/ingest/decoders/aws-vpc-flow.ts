import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import { readIsoTime, timestampEnd } from '../timestamps.ts'
import type { Decoder, DecodeLine } from '../decoder.ts'
import { defaultFields, setColumn } from './aws/vpc-flow-columns.ts'
import { inferColumns } from './aws/infer-columns.ts'
import type { FlowState } from './aws/vpc-flow-columns.ts'
import { parseObject } from './json-object.ts'

/** More than the fields there are. */
const mostColumns = 48

/** AWS VPC flow logs, versions 2 to 5: the default format, any order of fields with a header or without, and JSON. */
export const awsVpcFlow: Decoder = {
  name: 'aws-vpc-flow',
  title: 'AWS VPC flow logs (text, JSON)',
  sniff,
  open,
  openObject: () => readObject,
}

const versions = new Set(['2', '3', '4', '5', '6', '7', '8'])
const actions = new Set(['ACCEPT', 'REJECT'])
const statuses = new Set(['OK', 'NODATA', 'SKIPDATA'])

function sniff(line: string): number {
  const first = line.charCodeAt(0)
  if (first === 123) return isObject(line) ? 1 : 0
  if (first === 60 || line.includes('=')) return 0
  if (isHeader(line)) return 0.95
  if (!line.includes('eni-') && !line.includes(' OK')) return 0
  const words = readWords(line)
  if (words.length < 5 || !words.every(isPlain)) return 0
  const last = words[words.length - 1] ?? ''
  if (words.length === 14 && versions.has(words[0] ?? '') && statuses.has(last)) return 0.97
  const isFlow = words.some((word) => word.startsWith('eni-')) || words.some((word) => actions.has(word))
  return isFlow && words.some((word) => statuses.has(word)) ? 0.85 : 0
}

function isObject(line: string): boolean {
  return line.includes('"srcaddr":') && line.includes('"dstaddr":') && line.includes('"start":')
}

/** Its fields under their names, with dashes, underscores or humps. */
function readObject(flat: ReadonlyMap<string, unknown>): Event | Reject | undefined {
  if (!flat.has('srcaddr') || !flat.has('dstaddr') || !flat.has('start')) return undefined
  const pairs = [...flat].slice(0, mostColumns).flatMap(([name, value]): [string, string][] => {
    const plain = name.replace(/[A-Z]/g, (letter) => `-${letter}`).replaceAll('_', '-')
    if (typeof value !== 'string' && typeof value !== 'number') return []
    return [[plain.toLowerCase(), String(value)]]
  })
  return readFlow(
    pairs.map(([, value]) => value),
    pairs.map(([name]) => name),
  )
}

function isHeader(line: string): boolean {
  return line.includes('srcaddr') && line.includes('dstaddr') && !line.includes(',')
}

/** Flow logs hold identifiers, numbers and addresses only; what is between blanks has no other signs. */
function isPlain(word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i)
    const known =
      (code >= 45 && code <= 58) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95
    if (!known) return false
  }
  return true
}

function open(): DecodeLine {
  let fields = defaultFields
  let isTold = false
  return (line) => {
    if (line.trim() === '') return undefined
    if (line.charCodeAt(0) === 123) return readLine(line)
    const words = readWords(line)
    if (isHeader(line)) {
      fields = words.map((word) => word.replaceAll('_', '-').toLowerCase())
      isTold = true
      return undefined
    }
    if (!isTold && (words.length !== fields.length || !versions.has(words[0] ?? ''))) {
      const inferred = inferColumns(words)
      if (inferred !== undefined) return readFlow(words, inferred)
    }
    if (words.length !== fields.length)
      return new Reject('the line has not the fields of its flow log, and its ends and times can not be told')
    return readFlow(words, fields)
  }
}

function readLine(line: string): Event | Reject | undefined {
  const flat = parseObject(line)
  if (flat === undefined || flat instanceof Reject) return flat
  return readObject(flat) ?? new Reject('no flow record: it lacks its ends or its start')
}

function readFlow(words: readonly string[], fields: readonly string[]): Event | Reject {
  const event: Event = {
    '@timestamp': NaN,
    'event.kind': 'event',
    'event.category': ['network'],
    'event.type': ['connection'],
    'observer.vendor': 'AWS',
    'observer.product': 'VPC Flow Logs',
  }
  const state: FlowState = { start: NaN, end: NaN }
  for (let i = 0; i < fields.length; i++) {
    const word = words[i] ?? '-'
    if (word !== '-') setColumn(event, state, fields[i] ?? '', word)
  }
  const { start, end } = state
  const time = Number.isNaN(end) ? start : end
  if (!Number.isFinite(time)) return new Reject('no start and no end in the flow record')
  event['@timestamp'] = time
  if (!Number.isNaN(start)) event['event.start'] = start
  if (!Number.isNaN(end)) event['event.end'] = end
  if (end >= start) event['event.duration'] = (end - start) * 1e6
  return event
}

/** Words between single blanks; a time that CloudWatch's export puts before them is left out. */
function readWords(line: string): string[] {
  const words: string[] = []
  let at = 0
  if (line.charCodeAt(10) === 84 && !Number.isNaN(readIsoTime(line, 0, 0))) at = timestampEnd() + 1
  while (at < line.length && words.length < mostColumns) {
    const space = line.indexOf(' ', at)
    const end = space < 0 ? line.length : space
    if (end > at) words.push(line.slice(at, end))
    at = end + 1
  }
  return words
}
