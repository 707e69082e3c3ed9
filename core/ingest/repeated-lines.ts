/** A line that says of another that it came again so many times. */
interface Repeated {
  /** The other line, with the time of this one. */
  line: string
  times: number
}

/** So many acts a line may stand for (ours): a forged number must not fill the memory. */
const mostTimes = 10_000

/**
 * `message repeated 5 times: [ … ]` (rsyslog) and `last message repeated 5 times` (syslogd, BusyBox, Solaris with `---`), with and
 * without brackets. @param before the line that came before it
 */
export function repeatedLine(text: string, before: string): Repeated | undefined {
  const at = text.indexOf(' repeated ')
  if (at < 0) return undefined
  const found =
    /(?:--- |\blast )?\bmessage repeated (\d{1,9}) times?(?: ---)?(?::? *(?:\[ ?(.*?) ?\]|(\S.*)))?\s*$/s.exec(
      text,
    )
  if (!found) return undefined
  const times = Math.min(mostTimes, Number(found[1]))
  const head = text.slice(0, found.index)
  const again = found[2] ?? found[3]
  if (again !== undefined) return { line: `${head}${again}`, times }
  const rest = restOf(before, head)
  return rest === undefined ? undefined : { line: rest, times }
}

/** The line before with the head (time and host) of this one. */
function restOf(before: string, head: string): string | undefined {
  const [, whole, host] = /^(.*?\d\d:\d\d:\d\d\S* (\S+) )/s.exec(head) ?? []
  if (whole === undefined || host === undefined) return undefined
  const at = before.indexOf(` ${host} `)
  return at < 0 ? undefined : whole + before.slice(at + host.length + 2)
}
