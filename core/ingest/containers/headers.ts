import { readIsoTime, readTime, timestampEnd } from '../timestamps.ts'
import { zoneMinutes } from '../zone-names.ts'
import type { Container, Unwrap } from './container.ts'
import { englishMonth } from './months.data.ts'

const anyYear = { zoneOffset: 0, year: 2000 }

/** For headers that differ from RFC 3164's in a part that can be taken out; other lines stay as they are. */
function rewriting(title: string, rewrite: (line: string) => string | undefined): Container {
  return { title, open: () => (line) => ({ text: rewrite(line) ?? line, time: Number.NaN, host: '' }) }
}

/** Where the words after a time begin; undefined where the line does not begin with one. */
function afterTime(line: string): number | undefined {
  const start = priorityEnd(line)
  if (Number.isNaN(readTime(line, start, { ...anyYear }))) return undefined
  const end = timestampEnd()
  return line[end] === ' ' ? end + 1 : undefined
}

/** After `<13>`, or 0. */
function priorityEnd(line: string): number {
  return /^<\d{1,3}>/.exec(line)?.[0].length ?? 0
}

function wordAt(line: string, from: number): string {
  const end = line.indexOf(' ', from)
  return end < 0 ? line.slice(from) : line.slice(from, end)
}

const facilityWord =
  /^(?:auth|authpriv|cron|daemon|ftp|kern|lpr|mail|news|security|syslog|user|uucp|local[0-7])\.(?:emerg|panic|alert|crit|err|error|warn|warning|notice|info|debug):?$/

/** BusyBox names facility and severity after the host, OpenWrt in its place (busybox/sysklogd, openwrt/ubox `logread`). */
const busybox = rewriting('lines that name their facility', (line) => {
  const first = afterTime(line)
  if (first === undefined) return undefined
  const host = wordAt(line, first)
  const second = first + host.length + 1
  if (facilityWord.test(host)) return line.slice(0, first) + line.slice(second)
  const word = wordAt(line, second)
  return facilityWord.test(word) ? line.slice(0, second) + line.slice(second + word.length + 1) : undefined
})

/** UniFi gateways put their name where the program stands, and the program after it. */
const hostTwice = rewriting('lines that name their host twice', (line) => {
  const first = afterTime(line)
  if (first === undefined) return undefined
  const host = wordAt(line, first)
  const second = first + host.length + 1
  const again = wordAt(line, second)
  if (host === '' || !again.startsWith(host)) return undefined
  // `host`, `host:`, `host[-]`, `host[411]:`
  if (!/^[[\d:\]-]{0,14}$/.test(again.slice(host.length))) return undefined
  return line.slice(0, second) + line.slice(second + again.length).trimStart()
})

/** Months as rsyslog and journald write them under another language. */
const months = rewriting('lines with months of another language', (line) => {
  const start = priorityEnd(line)
  const word = wordAt(line, start)
  const month = word.length > 10 ? undefined : englishMonth(word.replace('.', ''))
  if (month === undefined) return undefined
  return line.slice(0, start) + month + line.slice(start + word.length)
})

/** `journalctl -o short-full`, `short-iso` and `short-iso-precise` (systemd's manual). */
const fromJournal: Unwrap = (line) => {
  const weekday = /^\p{L}{2,4}\.? (?=\d{4}-)/u.exec(line)?.[0].length ?? 0
  const local = readIsoTime(line, weekday, 0)
  if (Number.isNaN(local)) return undefined
  let at = timestampEnd() + 1
  if (line[at - 1] !== ' ') return undefined
  const zone = zoneMinutes.get(wordAt(line, at))
  if (zone !== undefined) at += wordAt(line, at).length + 1
  const host = wordAt(line, at)
  const text = line.slice(at + host.length + 1)
  return text === '' ? undefined : { text, time: local - (zone ?? 0) * 60_000, host }
}

/** Kiwi Syslog Server's log files: time, priority, sender and message between tabs (SolarWinds' manual). The time is local. */
const kiwi: Container = {
  title: 'a log of Kiwi Syslog Server',
  isSure: true,
  open: () => (line) => {
    const [time = '', priority = '', host = '', ...message] = line.split('\t')
    if (message.length === 0 || !/^[A-Za-z]{2,9}\d?\.[A-Za-z]{2,9}$/.test(priority)) return undefined
    if (Number.isNaN(readIsoTime(time, 0, 0))) return undefined
    return { text: message.join('\t'), time: Number.NaN, host }
  },
}

const journal: Container = { title: 'the journal as text', open: () => fromJournal }

export const headerContainers: readonly Container[] = [kiwi, busybox, hostTwice, months, journal]
