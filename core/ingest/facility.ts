/** By their number (RFC 5424, 6.2.1). */
const facilities =
  'kern user mail daemon auth syslog lpr news uucp cron authpriv ftp ntp audit alert clock local0 local1 local2 local3 local4 local5 local6 local7'
const severities = 'emerg alert crit err warning notice info debug'

const facilityNumbers = new Map(facilities.split(' ').map((name, i) => [name, i]))
facilityNumbers.set('security', 4)
const severityNumbers = new Map(severities.split(' ').map((name, i) => [name, i]))
for (const [name, number] of [
  ['panic', 0],
  ['error', 3],
  ['warn', 4],
] as const)
  severityNumbers.set(name, number)

/** Whether a word names a severity, as BIG-IP writes it before its programs. */
export function isSeverity(word: string): boolean {
  return severityNumbers.has(word)
}

/** The priority (0..191) of `auth.info`, in upper or lower case, with a colon or without; -1 of other words. */
export function priorityOfWord(facility: string, severity: string): number {
  const upper = facilityNumbers.get(facility.toLowerCase())
  const lower = severityNumbers.get((severity.endsWith(':') ? severity.slice(0, -1) : severity).toLowerCase())
  return upper === undefined || lower === undefined ? -1 : upper * 8 + lower
}
