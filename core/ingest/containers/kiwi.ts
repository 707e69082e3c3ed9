import { readIsoTime } from '../timestamps.ts'
import type { Container } from './container.ts'

/** Kiwi Syslog Server's log files: time, priority, sender and message between tabs (SolarWinds' manual). The time is local. */
export const kiwi: Container = {
  title: 'a log of Kiwi Syslog Server',
  isSure: true,
  open: () => (line) => {
    const [time = '', priority = '', host = '', ...message] = line.split('\t')
    if (message.length === 0 || !/^[A-Za-z]{2,9}\d?\.[A-Za-z]{2,9}$/.test(priority)) return undefined
    if (Number.isNaN(readIsoTime(time, 0, 0))) return undefined
    return { text: message.join('\t'), time: Number.NaN, host }
  },
}
