/** A line that says of another that it came again so many times. */
export interface Repeated {
  /** The other line, with the time of this one. */
  line: string
  times: number
}

const words = 'message repeated '

/**
 * `message repeated 5 times: [ … ]` (rsyslog) and `last message repeated 5 times` (syslogd, BusyBox, Solaris with `---`), with and
 * without brackets. @param before the line that came before it
 */
export function repeatedLine(text: string, before: string): Repeated | undefined {
  const at = text.indexOf(words)
  if (at < 0) return undefined
  const [whole, count] = /^(\d{1,9}) times?/.exec(text.slice(at + words.length)) ?? []
  if (whole === undefined) return undefined
  const times = Number(count)
  if (times === 0) return undefined
  const head = text.slice(0, at).replace(/(?:--- )?(?:last )?$/, '')
  const again = inner(text.slice(at + words.length + whole.length))
  const line = again === '' ? withHead(before, head) : head + again
  return line === undefined ? undefined : { line, times }
}

/** What follows the number, without the signs around it. */
function inner(text: string): string {
  const told = text
    .trim()
    .replace(/^(?:---|:)/, '')
    .trim()
  return told.startsWith('[') && told.endsWith(']') ? told.slice(1, -1).trim() : told
}

/** The line before with the head (time, host, perhaps the program) of this one. */
function withHead(before: string, head: string): string | undefined {
  const last = head.trimEnd().split(' ').at(-1)
  if (last === undefined || last === '') return undefined
  const at = before.indexOf(` ${last} `)
  return at < 0 ? undefined : head + before.slice(at + last.length + 2)
}
