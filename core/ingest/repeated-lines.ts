import { openEnvelope } from './syslog.ts'

/** A line that says of another that it came again so many times. */
export interface Repeated {
  /** The other line, with the time of this one. */
  line: string
  times: number
}

const ofSyslogd = 'message repeated '
const lastMessage = "Last message '"
const ofSyslogNg = "' repeated "
/** Hosts whose lines are mixed in one file; a busy relay tells of a repeat a minute late (ours). */
const heldLines = 256
/** Longer lines are not held. */
const longestLine = 4096
const anyContext = { zoneOffset: 0, year: 2000 }

/** The lines read last, of which a later one may say that they came again. */
export class RepeatedLines {
  readonly #before: string[] = []
  #next = 0

  /**
   * What a line says of one before it, if it does: `message repeated 5 times: [ … ]` (rsyslog), `last message repeated 5 times`
   * (syslogd, BusyBox, Solaris with `---`), and `Last message 'its first 20 characters' repeated 5 times, suppressed by
   * syslog-ng on HOST` (syslog-ng's logwriter.c). Where several hosts write to a file, the last line of the same one is meant.
   */
  push(text: string): Repeated | undefined {
    const repeated = this.#read(text)
    if (repeated !== undefined) return repeated
    this.#before[this.#next] = text.length > longestLine ? '' : text
    this.#next = (this.#next + 1) % heldLines
    return undefined
  }

  #read(text: string): Repeated | undefined {
    const at = text.indexOf(ofSyslogd)
    const quoted = at < 0 ? text.indexOf(ofSyslogNg) : -1
    if (at < 0 && quoted < 0) return undefined
    const end = at < 0 ? quoted + ofSyslogNg.length : at + ofSyslogd.length
    const [told, count] = /^(\d{1,9}) times?/.exec(text.slice(end)) ?? []
    const times = Number(count)
    if (told === undefined || times === 0) return undefined
    if (at < 0) {
      const start = text.lastIndexOf(lastMessage, quoted)
      if (start < 0) return undefined
      const line = this.#again(text, text.slice(start + lastMessage.length, quoted).trimEnd())
      return line === undefined ? undefined : { line, times }
    }
    const head = text.slice(0, at).replace(/(?:--- )?(?:last )?$/, '')
    const again = inner(text.slice(end + told.length))
    const line = again === '' ? this.#again(text) : head + again
    return line === undefined ? undefined : { line, times }
  }

  /** The last line of the same host, of the same program where its beginning is quoted, with the time of this one. */
  #again(text: string, start?: string): string | undefined {
    const { host, app } = openEnvelope(text, anyContext)
    const head = throughHost(text, host)
    if (head === undefined) return undefined
    for (let back = 1; back <= this.#before.length; back++) {
      const line = this.#before[(this.#next + heldLines - back) % heldLines] ?? ''
      const rest = throughHost(line, host)
      if (rest === undefined) continue
      const other = openEnvelope(line, anyContext)
      if (other.host !== host) continue
      if (start === undefined || (other.app === app && isStartOf(start, line)))
        return head + line.slice(rest.length)
    }
    return undefined
  }
}

/** The line up to its host; undefined where it names another. */
function throughHost(line: string, host: string): string | undefined {
  if (host === '') return undefined
  const at = line.indexOf(` ${host} `)
  return at < 0 ? undefined : line.slice(0, at + host.length + 1)
}

function isStartOf(start: string, line: string): boolean {
  return line.includes(`: ${start}`) || line.includes(` ${start}`)
}

/** What follows the number, without the signs around it. */
function inner(text: string): string {
  const told = text
    .trim()
    .replace(/^(?:---|:)/, '')
    .trim()
  return told.startsWith('[') && told.endsWith(']') ? told.slice(1, -1).trim() : told
}
