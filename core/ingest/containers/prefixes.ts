import { readIsoTime, timestampEnd } from '../timestamps.ts'
import type { Container, Unwrap, Wrapped } from './container.ts'

/** Kubernetes' container logs: `TIME stdout|stderr F|P TEXT` (CRI, kubernetes/cri-api). */
const cri: Container = {
  title: 'a Kubernetes container log',
  open: () => (line) => {
    const found = stamped(line)
    const parts = found && /^(?:stdout|stderr) [FP](?::[^ ]*)? (.*)$/s.exec(found.text)
    return parts ? { ...found, text: parts[1] ?? '' } : undefined
  },
}

/** An absolute time and a blank or tab before each line, as CloudWatch and `docker logs -t` write it. */
const timed: Container = { title: 'lines with the time of their collection', open: () => stamped }

/** What `grep -H` and `grep -Hn` put before a line. */
const grep: Container = {
  title: 'what grep found in files',
  open: () => (line) => {
    const end = prefixEnd(line)
    return end === undefined ? undefined : { text: line.slice(end), time: Number.NaN, host: '' }
  },
}

export const prefixContainers: readonly Container[] = [cri, timed, grep]

const stamped: Unwrap = (line): Wrapped | undefined => {
  const time = readIsoTime(line, 0, Number.NaN)
  if (Number.isNaN(time)) return undefined
  const end = timestampEnd()
  const blank = line.charCodeAt(end)
  if (blank !== 32 && blank !== 9) return undefined
  return { text: line.slice(end + 1), time, host: '' }
}

/** A path without blanks that ends like the name of a log, then `:` or `-`, and perhaps a number between two of these. */
function prefixEnd(line: string): number | undefined {
  const found = /^[^\s:]{1,512}(?:\.(?:log|txt|gz|\d{1,4})|\/[\w.-]{1,100}):(?:\d{1,10}:)?/.exec(line)
  return found?.[0].length
}
