import { readIsoTime, timestampEnd } from '../timestamps.ts'
import { zoneMinutes } from '../zone-names.ts'
import type { Container, Unwrap } from './container.ts'
import { englishMonth } from './months.data.ts'

const nowhere = { time: Number.NaN, host: '' }

/** As `unwrap`, for headers that differ from RFC 3164's in a part that can be taken out. */
function rewriting(title: string, rewrite: (line: string) => string): Container {
  return { title, open: () => (line) => ({ text: rewrite(line), ...nowhere }) }
}

const facility = '(?:auth|authpriv|cron|daemon|ftp|kern|lpr|mail|news|security|syslog|user|uucp|local[0-7])'
const severity = '(?:emerg|panic|alert|crit|err|error|warn|warning|notice|info|debug)'
const stamp = String.raw`[A-Za-z]{3} +\d{1,2} (?:\d{4} )?\d\d:\d\d:\d\d(?: \d{4})?`

/** BusyBox and OpenWrt name facility and severity after the host, or before it (busybox/sysklogd, openwrt/ubox `logread`). */
const busybox = rewriting('lines that name their facility', (line) => line.replace(facilityWord, '$1$2'))
const facilityWord = new RegExp(
  String.raw`^((?:[A-Z][a-z]{2} )?${stamp} (?:[\w.-]{1,100} )?)${facility}\.${severity}:? (.*)$`,
  's',
)

/** UniFi gateways put their name where the program stands, and the program after it. */
const hostTwice = rewriting('lines that name their host twice', (line) => line.replace(twice, '$1$2 $4'))
const twice = new RegExp(String.raw`^(${stamp} )([\w.-]{1,100}) (\2(?:\[[\d-]*\])?:?) +(\S.*)$`, 's')

/** Months as rsyslog and journald write them under another language. */
const months = rewriting('lines with months of another language', (line) => {
  const [, before = '', word = '', rest = ''] = monthWord.exec(line) ?? []
  const month = englishMonth(word)
  return month === undefined ? line : `${before}${month} ${rest}`
})
const monthWord = /^(<\d{1,3}>)?(\p{L}{3,9})\.? +(\d{1,2} .*)$/su

/** `journalctl -o short-full`, `short-iso` and `short-iso-precise` (systemd's manual); `-- Boot …` and `-- Logs begin …` are no records. */
const journal: Container = { title: 'the journal as text', open: () => fromJournal }

const fromJournal: Unwrap = (line) => {
  const weekday = /^\p{L}{2,4}\.? (?=\d{4}-)/u.exec(line)?.[0].length ?? 0
  const local = readIsoTime(line, weekday, 0)
  if (Number.isNaN(local)) return undefined
  const [, zone = '', host = '', text] =
    /^(?: ([A-Z]{2,5}|[+-]\d\d))? (\S{1,255}) (.*)$/s.exec(line.slice(timestampEnd())) ?? []
  const time = local - (zoneMinutes.get(zone) ?? 0) * 60_000
  return text === undefined ? undefined : { text, time, host }
}

export const headerContainers: readonly Container[] = [busybox, hostTwice, months, journal]
