import { undoEscapes } from './extension.ts'

/** Longest syslog header before the format's mark. */
const longestPrefix = 400

/** Where `CEF:0|` or `LEEF:2.0|` begins in a line, or -1. An object or a quoted field before it is another format. */
export function findMark(line: string, mark: string): number {
  const at = line.indexOf(mark)
  if (at < 0 || at > longestPrefix || line.charCodeAt(0) === 123) return -1
  // Some put a blank between the mark and the version.
  const blank = line.charCodeAt(at + mark.length) === 32 ? 1 : 0
  const digit = line.charCodeAt(at + mark.length + blank)
  const before = at === 0 ? 32 : line.charCodeAt(at - 1)
  // After a blank, a colon, a bracket or a byte order mark.
  const starts = before === 32 || before === 58 || before === 93 || before === 62 || before === 0xfeff
  return starts && digit >= 48 && digit <= 57 ? at : -1
}

/** The parts between unescaped pipes from `from` on, `count` of them, and where the rest begins; or undefined. */
export function readHeader(
  line: string,
  from: number,
  count: number,
): { parts: string[]; end: number } | undefined {
  const parts: string[] = []
  let at = from
  let start = from
  while (parts.length < count) {
    const pipe = line.indexOf('|', at)
    if (pipe < 0) return undefined
    at = pipe + 1
    if (isEscaped(line, start, pipe)) continue
    parts.push(undoEscapes(line.slice(start, pipe)).trim())
    start = at
  }
  return { parts, end: at }
}

function isEscaped(line: string, floor: number, pipe: number): boolean {
  let slash = pipe
  while (slash > floor && line.charCodeAt(slash - 1) === 92) slash--
  return (pipe - slash) % 2 === 1
}
