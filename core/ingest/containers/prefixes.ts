import { readIsoTime, timestampEnd } from '../timestamps.ts'
import type { Container, Unwrap, Wrapped } from './container.ts'

const stamped: Unwrap = (line): Wrapped | undefined => {
  const time = readIsoTime(line, 0, Number.NaN)
  if (Number.isNaN(time)) return undefined
  const end = timestampEnd()
  const blank = line.charCodeAt(end)
  if (blank !== 32 && blank !== 9) return undefined
  return { text: line.slice(end + 1), time, host: '' }
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
    if (end < 1 || end > longestPath || /\s/.test(path) || !isPath(path)) return undefined
    const [number = ''] = /^\d{1,10}:/.exec(line.slice(end + 1)) ?? []
    return { text: line.slice(end + 1 + number.length), time: Number.NaN, host: '' }
  },
}

function isPath(text: string): boolean {
  return text.includes('/') || /\.(?:log|txt|gz|\d{1,4})$/.test(text.slice(-5))
}

export const prefixContainers: readonly Container[] = [cri, timed, grep]
