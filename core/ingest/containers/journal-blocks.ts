import type { Container } from './container.ts'

/** How `journalctl -o export` begins a record (systemd's Journal Export Formats), and `-o verbose`. */
const exported = '__CURSOR='
const verbose = /^\S[^[]{15,60} \[s=[0-9a-f]{1,32};i=[0-9a-f]{1,16};b=/

export function beginsBlock(line: string): boolean {
  return line.startsWith(exported) || verbose.test(line)
}

/** A record of the journal with all its fields, as the line that a syslog daemon would have written. */
export const journalBlocks: Container = {
  title: 'the journal with all its fields',
  isSure: true,
  open: (first) =>
    beginsBlock(first)
      ? (block) => {
          const fields = fieldsOf(block)
          const message = fields.get('MESSAGE')
          const micros = Number(
            fields.get('_SOURCE_REALTIME_TIMESTAMP') ?? fields.get('__REALTIME_TIMESTAMP'),
          )
          if (message === undefined || !(micros > 0)) return undefined
          const name = fields.get('SYSLOG_IDENTIFIER') ?? fields.get('_COMM') ?? 'unknown'
          const pid = fields.get('SYSLOG_PID') ?? fields.get('_PID')
          const text = `${name}${pid === undefined ? '' : `[${pid}]`}: ${message}`
          return { text, time: Math.floor(micros / 1000), host: fields.get('_HOSTNAME') ?? '' }
        }
      : undefined,
}

function fieldsOf(block: string): Map<string, string> {
  const fields = new Map<string, string>()
  const lines = block.split('\n')
  const isVerbose = !block.startsWith(exported)
  // The cursor holds the time as hexadecimal microseconds.
  const [, stamp] = isVerbose ? (/;t=([0-9a-f]{8,16});/.exec(lines[0] ?? '') ?? []) : []
  if (stamp !== undefined) fields.set('__REALTIME_TIMESTAMP', String(Number.parseInt(stamp, 16)))
  let last = ''
  for (const line of isVerbose ? lines.slice(1) : lines) {
    const text = isVerbose ? line.trimStart() : line
    const [whole, key = ''] = /^([A-Z0-9_]{1,64})(?:=|$)/.exec(text) ?? []
    if (whole === undefined) fields.set(last, `${fields.get(last) ?? ''}\n${text}`)
    else {
      last = key
      fields.set(key, text.slice(whole.length))
    }
  }
  for (const [key, value] of fields) if (value.startsWith('\n')) fields.set(key, withoutLength(value))
  return fields
}

/** What is not printable follows its name and eight bytes with its length, of which those that follow the second are zero. */
function withoutLength(value: string): string {
  const zeros = value.indexOf('\0\0\0\0\0')
  return zeros < 0 || zeros > 8
    ? value.trim()
    : value
        .slice(zeros)
        .replace(/^\0{5,8}/, '')
        .trimEnd()
}
