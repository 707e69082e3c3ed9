import type { Writable } from 'node:stream'
import { visible, visibleJson } from '../event/visible.ts'

/**
 * Writes lines for a person. They tell of users, files and incidents: what would steer the terminal, hide or begin another
 * line is written out.
 */
export function writeLines(out: Writable, lines: string | readonly string[]): void {
  const all = typeof lines === 'string' ? [lines] : lines
  if (all.length > 0) out.write(all.map((line) => `${visible(line)}\n`).join(''))
}

/** Results, on standard output. */
export function print(lines: string | readonly string[]): void {
  writeLines(process.stdout, lines)
}

/** What is said beside the results, on standard error. */
export function tell(lines: string | readonly string[]): void {
  writeLines(process.stderr, lines)
}

/** JSON for a program, in which no character steers a terminal that shows it. */
export function writeJson(out: Writable, value: unknown, indent = 2): void {
  out.write(`${visibleJson(value, indent)}\n`)
}

export function printJson(value: unknown, indent?: number): void {
  writeJson(process.stdout, value, indent)
}
