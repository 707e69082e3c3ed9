import { openEnvelope } from '../syslog.ts'
import { readIsoTime, timestampEnd } from '../timestamps.ts'
import type { Container, Unwrap, Wrapped } from './container.ts'

const stamped: Unwrap = (line): Wrapped | undefined => {
  const time = readIsoTime(line, 0, Number.NaN)
  const wall = Number.isNaN(time) ? readIsoTime(line, 0, 0) : Number.NaN
  if (Number.isNaN(time) && Number.isNaN(wall)) return undefined
  const end = timestampEnd()
  const blank = line.charCodeAt(end)
  if (blank !== 32 && blank !== 9) return undefined
  // Loki's logcli names the stream.
  const labels =
    line[end + 1] === '{'
      ? (/^\{[a-zA-Z_]\w{0,63}="[^{}]{0,2000}"\} /.exec(line.slice(end + 1))?.[0].length ?? 0)
      : 0
  return { text: line.slice(end + 1 + labels), time, host: '', ...(Number.isNaN(wall) ? {} : { wall }) }
}

/** Kubernetes' container logs: `TIME stdout|stderr F|P TEXT` (CRI, kubernetes/cri-api). */
const cri: Container = {
  title: 'a Kubernetes container log',
  open: () => (line) => {
    const found = stamped(line)
    if (!found || !/^std(?:out|err) [FP][ :]/.test(found.text)) return undefined
    return { ...found, text: found.text.slice(found.text.indexOf(' ', 8) + 1) }
  },
}

/** An absolute time and a blank or tab before each line, as CloudWatch and `docker logs -t` write it. */
const timed: Container = { title: 'lines with the time of their collection', open: () => stamped }

const longestPath = 512

/** What `grep -H` and `grep -Hn` put before a line. */
const grep: Container = {
  title: 'what grep found in files',
  open: () => (line) => {
    const end = line.indexOf(':')
    const path = line.slice(0, end)
    // Lines around what was found have dashes in place of the colons.
    const [around = ''] = /^[^\s:]{1,512}-\d{1,10}-/.exec(line) ?? []
    if (around !== '' && around.length < end && isPath(around.replace(/-\d{1,10}-$/, '')))
      return { text: line.slice(around.length), time: Number.NaN, host: '' }
    if (end < 1 || end > longestPath || /\s/.test(path) || !isPath(path)) return undefined
    const [number = ''] = /^\d{1,10}:/.exec(line.slice(end + 1)) ?? []
    return { text: line.slice(end + 1 + number.length), time: Number.NaN, host: '' }
  },
}

function isPath(text: string): boolean {
  return text.includes('/') || /\.(?:log|txt|gz|\d{1,4})$/.test(text.slice(-5))
}

/** What stands before each line where several containers are shown together: `docker compose logs`, `kubectl logs --prefix`. */
const member: Container = {
  title: 'the lines of several containers',
  open: () => (line) => {
    const found =
      /^[\w.-]{1,100} {1,40}\| /.exec(line.slice(0, 150)) ??
      /^\[(?:pod|container)\/[\w./-]{1,200}\] /.exec(line.slice(0, 220))
    return found === null ? undefined : { text: line.slice(found[0].length), time: Number.NaN, host: '' }
  },
}

const longestHeader = 300

/** JSON behind a header: an application that logs JSON by syslog, and Fluentd's text form (`TIME TAG: {…}`). */
const headed: Container = {
  title: 'JSON behind a header',
  mayHoldAny: true,
  open: (first) => (jsonStart(first) > 0 ? unwrapHeaded : undefined),
}

function jsonStart(line: string): number {
  const at = line.indexOf('{"')
  return at < longestHeader && line.trimEnd().endsWith('}') ? at : -1
}

const unwrapHeaded: Unwrap = (line) => {
  const at = jsonStart(line)
  if (at <= 0) return undefined
  const head = line.slice(0, at)
  const { host } = openEnvelope(head, { zoneOffset: 0, year: 2000 })
  const { time } = openEnvelope(head, { zoneOffset: Number.NaN, year: 2000 })
  return { text: line.slice(at).trimEnd(), time, host }
}

export const prefixContainers: readonly Container[] = [cri, timed, member, grep, headed]
